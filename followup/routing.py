"""Which body an audit's recommendations go to, decided once, when the audit is entered (rule 1)."""

from typing import Literal, NamedTuple

from followup.rules import Rules

BodyKind = Literal["panel", "board"]


class Route(NamedTuple):
    """Where an item goes and why; ``doubt`` is for a person to look at."""

    to: BodyKind
    reason: str
    doubt: str = ""


def is_well(opinion: str | None, rules: Rules) -> bool:
    """Whether the opinion stands at or above the agreed step of the ladder; an unknown one does not."""
    ladder = rules.assurance
    return opinion in ladder and ladder.index(opinion) >= ladder.index(rules.well_from)


def route(opinion: str | None, priority: str | None, rules: Rules) -> Route:
    """Route one recommendation by assurance and priority (2019, para 4a-d).

    ``rules`` are those of the auditor concerned: ``rules.of(auditor)``.
    """
    if opinion not in rules.assurance:
        return Route("panel", "no assurance opinion", _unknown("assurance opinion", opinion))
    if not is_well(opinion, rules):
        return Route("panel", f"{opinion} assurance: every recommendation is reported to the panel")
    if priority not in rules.priorities:
        return Route("panel", "no priority", _unknown("priority", priority))
    if priority in rules.panel_when_well:
        return Route("panel", f"{priority} recommendations are reported to the panel")
    return Route("board", f"{priority} recommendations of a well-graded audit are monitored by the board")


def _unknown(what: str, word: str | None) -> str:
    known = f"{word} is not among the auditor's words" if word else "none is known"
    return f"{what}: {known}; sent to the panel"


def whole_report_goes(opinion: str | None, rules: Rules) -> bool:
    """Whether the panel gets the whole report and a representative attends (2019, para 4b)."""
    return opinion in rules.assurance and not is_well(opinion, rules)
