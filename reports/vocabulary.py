"""The words of one organisation's papers, by configuration: priorities, opinions, statuses, colours."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from followup.days import DateStyle
from followup.rules import Rules, folded
from reports.paper import Colour, Plain, Status

Lower = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]
"""A word of theirs; capitals do not matter."""


class Scale(Plain):
    """One auditor's priorities, highest first, and other words for them."""

    auditor: str = ""
    """Empty: the aliases hold for every auditor who has the priority meant."""
    priorities: tuple[str, ...] = ()
    """Empty where the rules say them (``Vocabulary.for_rules``)."""
    aliases: dict[Lower, str] = Field(default_factory=dict)
    """Another word, in any case -> the priority meant ("low" -> Housekeeping, 2022)."""


class Vocabulary(Plain):
    """What words mean in the papers of one organisation. The defaults are those of the two papers."""

    scales: tuple[Scale, ...] = (
        Scale(
            priorities=("Fundamental", "Significant", "Housekeeping"),
            aliases={"low": "Housekeeping"},
        ),
    )
    assurance: dict[Lower, str] = Field(
        default={
            "no": "No",
            "limited": "Limited",
            "satisfactory": "Satisfactory",
            "significant": "Significant",
            "substantial": "Significant",
        }
    )
    """The word before "assurance", in lower case -> the opinion; lowest first."""
    statuses: dict[Lower, Status] = Field(default_factory=dict)
    """A status word, in lower case -> what it means for the item."""
    rag: dict[Lower, Colour] = Field(default_factory=dict)
    """A colour word of theirs, in lower case -> ours ("blue" -> GREEN)."""
    dates: Literal["uk", "us"] = "uk"
    """Whether 03/04/2022 is 3 April (uk) or 4 March (us); ISO dates are read in both."""
    year_starts: int = Field(default=1, ge=1, le=12)
    """The month in which quarter 1 begins: 4 where quarters are those of a financial year from April."""

    def date_style(self) -> DateStyle:
        """Give what the readers of dates need to know."""
        return DateStyle(self.dates, self.year_starts)

    def for_rules(self, rules: Rules, auditor: str = "") -> "Vocabulary":
        """Give this vocabulary with the scales and ladders of the rules, so that they are said once.

        The panel's own scale comes first, under the name of its ``auditor``. What means nothing under
        these rules is left out; ``mistakes`` names what somebody wrote in vain.
        """
        names = [auditor, *(scale.auditor for scale in rules.scales)]
        known = {folded(name) for name in names}
        own = [self._scale(name, rules.of(name).priorities) for name in names]
        own += [each for each in self.scales if each.priorities and folded(each.auditor) not in {"", *known}]
        ladders = [step for name in names for step in rules.of(name).assurance]
        steps = {step.lower(): step for step in ladders}
        words = [pair for pair in self.assurance.items() if pair[1] in ladders and pair[0] not in steps]
        ladder = {
            word: step
            for step in dict.fromkeys(ladders)
            for word in (step.lower(), *(word for word, meant in words if meant == step))
        }
        return self.model_copy(update={"scales": tuple(own), "assurance": ladder})

    def _scale(self, auditor: str, priorities: tuple[str, ...]) -> Scale:
        """Give one auditor's scale with the aliases that mean something in it; its own before the common."""
        theirs = [each for each in self.scales if folded(each.auditor) in ("", folded(auditor))]
        aliases = {
            word: meant
            for each in sorted(theirs, key=lambda each: bool(each.auditor))
            for word, meant in each.aliases.items()
            if meant in priorities and word not in map(str.lower, priorities)
        }
        return Scale(auditor=auditor, priorities=priorities, aliases=aliases)

    def mistakes(self, rules: Rules, auditor: str = "") -> list[str]:
        """Name what was set here but can mean nothing under these rules, a sentence each."""
        found = []
        whole = self.for_rules(rules, auditor)
        if "assurance" in self.model_fields_set:
            steps = set(whole.assurance.values())
            lost = [f"{word} = {meant}" for word, meant in self.assurance.items() if meant not in steps]
            found += [f"assurance: {words}: no auditor's ladder has that step" for words in lost]
        for scale in self.scales if "scales" in self.model_fields_set else ():
            whose = scale.auditor or "any auditor"
            theirs = [s for s in whole.scales if folded(scale.auditor) in ("", folded(s.auditor))]
            meant = {priority for each in theirs for priority in each.priorities}
            if not theirs:
                found.append(f"scales: {whose} has no scale in the rules, so priorities must be given here")
            elif scale.priorities and scale.priorities not in [each.priorities for each in theirs]:
                found.append(f"scales: the rules give other priorities for {whose}; say them there only")
            lost = [
                f"{word} = {name}" for word, name in scale.aliases.items() if theirs and name not in meant
            ]
            found += [f"scales: {words}: no priority of {whose}" for words in lost]
        return found
