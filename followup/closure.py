"""What must be true before an item closes, and who may close it (rules 3 and 4)."""

from followup.interpret import Interpretation
from followup.rules import Rules
from followup.states import is_proposed

_QUESTIONS = {
    "implemented": "Has the recommendation been implemented in full? Please say what is now in place.",
    "evidence": (
        "What shows that it is working? Please give facts and figures"
        " (for example a dip sample: how many were checked, how many passed, over which period),"
        " or attach the document."
    ),
}


def unmet(reading: Interpretation, rules: Rules, *, documents: int = 0) -> list[str]:
    """Name the closure criteria that a proposal lacks, as questions to its owner (2019, para 4e)."""
    stated = {
        "implemented": reading.implemented,
        "evidence": reading.evidence or documents > 0,
    }
    return [_QUESTIONS[name] for name in rules.criteria if not stated[name]]


def objections_to_outcome(status: str, kind: str, *, holds: bool, body: str) -> list[str]:
    """Why a body cannot decide this now; empty when it can.

    Only the body that holds an item closes it; a board recommends the rest to the panel (rule 1).
    """
    reasons = []
    if not holds:
        reasons.append(f"{body} does not hold this item; it can only recommend to the body that does")
    if kind in ("agreed", "refused") and not is_proposed(status):
        reasons.append(f"nothing is proposed for this item (it is {status.replace('_', ' ')})")
    return reasons
