"""What a receipt says of a message as a whole: words without a place, and what a reader should check."""

from collections.abc import Sequence

from sqlmodel import Session

from followup import receipts
from followup.receipts import FIXED, Receipt
from followup.updates import Heard
from mail.reply import Reply
from reports.loose import worth_reading
from store.models import Request

__all__ = ["FIXED", "Receipt", "fill"]

DOUBTFUL = ("repeated",)
"""Kinds of pieces that are shown to their author: set aside, but for no sure sign."""
MOST_ASIDE = 5


def fill(session: Session, receipt: Receipt, heard: list[Heard], read: Reply, request: Request) -> None:
    """Say what was understood, show the words that could not be placed and what was set aside."""
    receipts.fill(session, receipt, heard, request)
    if not heard or worth_reading(read.unplaced):
        receipt.unplaced = read.unplaced
    aside = [read.body[one.start : one.end] for one in read.elided if one.why in DOUBTFUL]
    receipt.aside = [receipts.shortened(text) for text in aside[:MOST_ASIDE] if text.strip()]
    receipt.checks = _checks(read.doubts)


def _checks(doubts: Sequence[str]) -> list[str]:
    """Leave out what the receipt says in another place."""
    said = ("could not be placed under a recommendation", "only repeats what we sent", "no words")
    return [doubt for doubt in doubts if not any(words in doubt for words in said) or "document" in doubt]
