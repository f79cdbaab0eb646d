"""What was understood of a reply, as plain values: answers, words without a place, what was set aside."""

from functools import cached_property

from pydantic import BaseModel, Field

from mail.naming import By
from mail.source import Source


class Sent(BaseModel):
    """One message of ours to this person in this cycle, as text and as HTML read by ``mail.html``."""

    text: str
    html_text: str = ""
    subject: str = ""

    @cached_property
    def sources(self) -> list[Source]:
        """Both forms, made ready for comparison once for all the replies that quote them."""
        return [Source(form) for form in (self.text, self.html_text) if form.strip()]


class Answer(BaseModel):
    """The words for one item, as written; ``body[start:end]`` reaches from the first to the last of them.

    ``attachments`` are numbers into ``Incoming.attachments``. The text is empty when only a document came.
    """

    item_id: str
    text: str
    start: int = 0
    end: int = 0
    attachments: list[int] = Field(default_factory=list)


class Segment(BaseModel):
    """A piece of the body taken for something other than the author's words, and why."""

    start: int
    end: int
    why: str


class Reply(BaseModel):
    """What was understood; offsets count in ``body``, doubts are sentences for a reviewer."""

    answers: list[Answer] = Field(default_factory=list)
    unplaced: str = ""
    placed_by: dict[str, By] = Field(default_factory=dict)
    elided: list[Segment] = Field(default_factory=list)
    body: str = ""
    view: list[Segment] = Field(default_factory=list)
    """Where nothing of ours was found: what looks quoted all the same. Nothing is taken out for it."""
    doubts: list[str] = Field(default_factory=list)


def every_word(read: Reply) -> str:
    """Give all that the author says, each answer under its id, for words that are not to be taken in."""
    placed = [f"[{answer.item_id}]\n{answer.text}" for answer in read.answers if answer.text]
    return "\n\n".join([*placed, read.unplaced]).strip()
