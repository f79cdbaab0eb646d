"""What a receipt says of a message as a whole: words without a place, and what a reader should check."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from followup import receipts
from followup.receipts import FIXED, Receipt
from followup.updates import Heard
from mail.reply import Reply
from reports.loose import worth_reading
from store.models import Request

__all__ = ["FIXED", "Receipt", "fill", "left_out"]

DOUBTFUL = ("repeated",)
"""Kinds of pieces that are shown to their author: set aside, but for no sure sign."""
MOST_ASIDE = 5
MOST_NAMED = 5


def fill(session: Session, receipt: Receipt, heard: list[Heard], read: Reply, request: Request) -> None:
    """Say what was understood, show the words that could not be placed and what was set aside."""
    receipts.fill(session, receipt, heard, request)
    if not heard or worth_reading(read.unplaced):
        receipt.unplaced = read.unplaced
    aside = [read.body[one.start : one.end] for one in read.elided if one.why in DOUBTFUL]
    receipt.aside = [receipts.shortened(text) for text in aside[:MOST_ASIDE] if text.strip()]
    receipt.checks = _checks(read.doubts)


def left_out(documents: Mapping[str, Sequence[str]], *, named: bool = True) -> list[str]:
    """Say politely which documents were not taken in, a sentence for each reason.

    Not ``named`` where a name may be about a marked item: then their number only.
    """
    return [f"{_names(names) if named else _number(names)}: {why}." for why, names in documents.items()]


def _names(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _number(names: Sequence[str]) -> str:
    return f"{len(names)} documents" if len(names) > 1 else "1 document"


def _checks(doubts: Sequence[str]) -> list[str]:
    """Leave out what the receipt says in another place."""
    said = ("could not be placed under a recommendation", "only repeats what we sent", "no words")
    return [doubt for doubt in doubts if not any(words in doubt for words in said) or "document" in doubt]
