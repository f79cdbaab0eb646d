"""The states of cycles, updates, recommendations and arrivals, and what may follow what."""

IN_WORDS = {
    "awaited": "awaited",
    "received": "received",
    "returned": "returned with a question",
    "amended": "amended",
    "approved": "approved",
    "published": "published",
    "none": "no update received",
    "left": "no longer asked",
}
"""The states of an update as people read them."""
ITEM = (
    "open",
    "proposed_closed",
    "proposed_not_adopted",
    "proposed_superseded",
    "closed",
    "not_adopted",
    "superseded",
)

PROPOSED = {
    "proposed_closed": "closed",
    "proposed_not_adopted": "not_adopted",
    "proposed_superseded": "superseded",
}
"""A proposal, and what the item becomes when its body agrees (rule 4)."""
PROPOSAL_OF_CLAIM = {
    "propose_closed": "proposed_closed",
    "not_adopted": "proposed_not_adopted",
    "superseded": "proposed_superseded",
}
BEFORE_PUBLICATION = ("collecting", "cut_off", "draft")
"""States of the cycle in which the inspectorate may still change what the paper will say."""
REVIEWABLE = ("received", "returned", "amended", "approved")
UNCONFIRMED = {"delegate": "words of a delegate", "unverified": "unverified words"}
"""The trust of words that wait until their owner, or a reviewer, stands by them."""
DECLINED = "declined"
WAITING = ("unmatched", "problem", "kept")
"""States of a message that nobody has placed, replayed or dismissed yet."""
"""The trust of words that their owner has set aside."""


def is_proposed(status: str) -> bool:
    """Whether the item waits for its body's decision."""
    return status in PROPOSED


def has_left(status: str) -> bool:
    """Whether the body has agreed and the item is off its tracker."""
    return status in PROPOSED.values()
