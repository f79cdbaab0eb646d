"""A form as the owner's words: what they typed, and a labelled line for what the words alone do not say."""

import datetime as dt

from bot.views.form import Draft
from followup.dates import spoken
from followup.interpret import interpret
from followup.stated import IN_WORDS

NO_CHANGE = "No change since the last update."
STATUSES: dict[str, str] = {str(claim): words for claim, words in IN_WORDS.items()}


def text_of(draft: Draft, *, asked_on: dt.date, reference: str | None, before: str = "") -> str:
    """Give the words of a form, so that the interpreter of mail reads from them what was chosen in it.

    ``before`` are the words that they join, where they answer a question.
    """
    pieces = [draft.words or (NO_CHANGE if draft.claim == "no_change" else "")]
    if draft.milestones:
        pieces.append(f"Milestones:\n{draft.milestones}")
    if draft.implemented:
        pieces.append(f"Implemented: {draft.implemented}")
    if draft.proof:
        pieces.append(f"Evidence: {draft.proof}")
    said = "\n\n".join(piece for piece in pieces if piece)
    read = interpret(f"{before}\n\n{said}".strip(), asked_on=asked_on, reference=reference)
    lines = []
    if draft.date and (read.target_date is None or read.target_date.date != draft.date):
        lines.append(f"New target date: {spoken(draft.date)}")
    if draft.reason and draft.reason not in said:
        lines.append(f"Reason: {' '.join(draft.reason.split())}")
    claim = "progress" if draft.claim == "no_change" else draft.claim
    if claim in STATUSES and read.claim != claim:
        lines.append(f"Status: {STATUSES[claim]}")
    return "\n\n".join(filter(None, [said, "\n".join(lines)]))
