"""The form of one recommendation: drawn with what is known, read back, faults put to their fields."""

import datetime as dt

from pydantic import BaseModel, Field

from bot import blocks, limits
from bot.blocks import Json
from bot.cards import Card
from bot.ids import View

CLAIM, WORDS, DATE, REASON = "claim", "words", "date", "reason"
MILESTONES, IMPLEMENTED, PROOF, FILES = "milestones", "implemented", "proof", "files"
CLAIMS = {
    "progress": "In progress",
    "complete": "Implemented",
    "propose_closed": "Implemented: propose that the panel closes it",
    "not_adopted": "Management does not adopt it",
    "superseded": "Something else has taken it over",
    "no_change": "No change since last time",
}
CLOSING = ("complete", "propose_closed")
CONTEXT_SHOWN = 2_000


class Draft(BaseModel):
    """What stands in the form."""

    claim: str = "progress"
    words: str = ""
    date: dt.date | None = None
    """A new target date."""
    reason: str = ""
    milestones: str = ""
    implemented: str = ""
    """Closure criterion: what is in place."""
    proof: str = ""
    """Closure criterion: sample, how many passed, over which period."""
    files: list[str] = Field(default_factory=list)
    """Ids of files."""


def draw(item: Card, draft: Draft, *, key: str, need_more_time: bool = False, notice: str = "") -> Json:
    """Give the modal; ``key`` is the signed name of the form, the only thing that comes back of our own.

    ``notice`` stands on top: that newer words have come, or that these were typed before.
    """
    drawn = [blocks.section(blocks.marked(f"*[{item.item_id}] {blocks.words(item.title, 300)}*"))]
    if notice:
        drawn.append(blocks.section(blocks.marked(f":warning: {blocks.words(notice, CONTEXT_SHOWN)}")))
    for heading, text in (
        ("The inspectorate asks", item.returned),
        ("The panel asked", item.question),
        ("Recommendation", item.text),
        (f"Last update {item.when}".strip(), item.last),
    ):
        if text:
            drawn.append(blocks.section(blocks.marked(f"*{heading}*\n{blocks.words(text, CONTEXT_SHOWN)}")))
    drawn.append(blocks.context(f"Target date in force: {blocks.words(item.target, 200)}"))
    drawn += [_claim(draft), _long(WORDS, "Your update, in your own words", draft.words, focus=True)]
    if need_more_time or draft.date or draft.reason:
        drawn += _later(draft, needed=need_more_time)
    if draft.claim in CLOSING:
        drawn += _closing(draft)
    drawn.append(_long(MILESTONES, "Milestones", draft.milestones, optional=True,
                       hint="One on a line, with its date."))  # fmt: skip
    drawn.append(
        blocks.asks(FILES, "Evidence", {"type": "file_input", "max_files": limits.FILES}, optional=True,
                    hint="Up to ten files of 10 MB each; larger ones go into the thread or as a link.")
    )  # fmt: skip
    made = blocks.modal(View.FORM, "Your update", "Send", drawn, key=key)
    return made | {"notify_on_close": True}


def read(view: Json) -> Draft:
    """Read what stands in a form, drawn by whichever version; what is not there is empty."""
    return Draft(
        claim=_known(blocks.value_of(view, CLAIM, "selected_option")),
        words=blocks.text_of(view, WORDS),
        date=_day(blocks.value_of(view, DATE, "selected_date")),
        reason=blocks.text_of(view, REASON),
        milestones=blocks.text_of(view, MILESTONES),
        implemented=blocks.text_of(view, IMPLEMENTED),
        proof=blocks.text_of(view, PROOF),
        files=[str(one["id"]) for one in files(view)],
    )


def files(view: Json) -> list[Json]:
    """Give the files of a form as Slack describes them."""
    held = blocks.value_of(view, FILES, "files")
    return [
        one for one in (held if isinstance(held, list) else []) if isinstance(one, dict) and one.get("id")
    ]


def faults(draft: Draft, *, today: dt.date) -> dict[str, str]:
    """Say what is wrong, by the field it belongs to; the form stays open with all that was typed."""
    found: dict[str, str] = {}
    if not draft.words and draft.claim != "no_change":
        found[WORDS] = "Please say in your own words how far it has got."
    if draft.date and draft.date <= today:
        found[DATE] = "A new target date lies ahead; for what is done, choose Implemented."
    if draft.date and not draft.reason:
        found[REASON] = "The panel asks why a date moves; please say why."
    return found


def _claim(draft: Draft) -> Json:
    options = [blocks.option(text, claim) for claim, text in CLAIMS.items()]
    chosen = next((one for one in options if one["value"] == draft.claim), options[0])
    return blocks.asks(
        CLAIM, "How far it has got", {"type": "static_select", "options": options, "initial_option": chosen}
    ) | {
        "dispatch_action": True  # the fields below follow what is claimed
    }


def _later(draft: Draft, *, needed: bool) -> list[Json]:
    picker: Json = {"type": "datepicker"} | ({"initial_date": draft.date.isoformat()} if draft.date else {})
    return [
        blocks.asks(DATE, "New target date", picker, optional=not needed),
        _long(REASON, "Why the date moves", draft.reason, optional=not needed),
    ]


def _closing(draft: Draft) -> list[Json]:
    return [
        _long(IMPLEMENTED, "What is in place", draft.implemented, optional=True,
              hint="The panel closes an item only when both this and the next field are answered."),
        _long(PROOF, "How you know that it works", draft.proof, optional=True,
              hint="How many were checked, how many passed, in which period."),
    ]  # fmt: skip


def _long(
    name: str, label: str, text: str, *, optional: bool = False, hint: str = "", focus: bool = False
) -> Json:
    return blocks.asks(name, label, blocks.paragraph(text, focus=focus), optional=optional, hint=hint)


def _known(chosen: object) -> str:
    claim = chosen.get("value") if isinstance(chosen, dict) else None
    return claim if isinstance(claim, str) and claim in CLAIMS else "progress"


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        return None
