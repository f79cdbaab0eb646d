"""The shapes of the script: an outcome, a message, a reviewer's decision; and who is who."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AT = "@fenshire.police.example"
QUANTRILL, WENLOCK, OLLERENSHAW = f"hester.quantrill{AT}", f"tobias.wenlock{AT}", f"bridget.ollerenshaw{AT}"
PRYCE, ACHTERBERG, THORNBURY = f"anwen.pryce-iliffe{AT}", f"desmond.achterberg{AT}", f"kavita.thornbury{AT}"
CASTLEDINE = f"rowena.castledine{AT}"
"""Owner of part (2) of EVIDENTIAL-2503-4.2: asked, and never answers."""
REVIEWER = f"philippa.strensall{AT}"


@dataclass(frozen=True)
class Outcome:
    """What the Committee decided on 24 June about one entry; ``action`` is what it asked when it refused."""

    item_id: str
    result: Literal["agreed", "refused"]
    action: str = ""


@dataclass(frozen=True)
class Line:
    """One message to the mailbox, ``after_days`` days after the requests went out.

    ``answers`` holds the owner's words by item id. ``attachments`` are (name, media type, bytes).
    ``sender`` is the address it really comes from, where that is not ``person_email``. ``replying_to``
    names our message that is answered: the request, or the newest question put to this person.
    ``headers`` are to stand at the top of the message. ``note`` says what the line shows.
    """

    person_email: str
    client: str
    answers: Mapping[str, str]
    after_days: int
    note: str
    attachments: tuple[tuple[str, str, bytes], ...] = ()
    sender: str | None = None
    replying_to: Literal["request", "question"] = "request"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """What the reviewer does with an update, ``after_days`` days into the round, after that day's mail.

    ``words`` is the new text of an edit, the question of a return, or what was checked by a verify;
    ``claim`` is set where an edit changes what the update claims as well.
    """

    item_id: str
    verb: Literal["approve", "edit", "return", "verify"]
    after_days: int
    words: str = ""
    reason: str = ""
    claim: str | None = None
