"""What an organisation has agreed with its panel: one plain value, passed as an argument."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Scheme = Literal["delivery", "risk"]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
RiskColours = dict[Word, Literal["RED", "AMBER", "GREEN"]]

PRIORITIES = ("Fundamental", "Significant", "Housekeeping")
WHEN_WELL = ("Fundamental", "Significant")
RISK_COLOURS: RiskColours = {"Fundamental": "RED", "Significant": "AMBER", "Housekeeping": "GREEN"}


def _when_well(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Of other priorities than those of 2019 all go to the panel: nothing is kept from it unagreed."""
    priorities: tuple[str, ...] = given.get("priorities", PRIORITIES)
    return WHEN_WELL if set(WHEN_WELL) <= set(priorities) else priorities


def _risk_colours(given: Mapping[str, Any]) -> RiskColours:
    """Other priorities than those of 2022 have no colour until one is agreed."""
    priorities = given.get("priorities", PRIORITIES)
    return dict(RISK_COLOURS) if set(RISK_COLOURS) <= set(priorities) else {}


class Scale(BaseModel):
    """The words of one auditor, where a panel hears several; what it leaves out is the panel's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    auditor: Word
    """As the register names it; capitals and spaces do not matter."""
    priorities: tuple[Word, ...] = Field(min_length=1)
    """Highest first."""
    assurance: tuple[Word, ...] | None = None
    """The auditor's ladder, lowest first."""
    well_from: Word | None = None
    panel_when_well: tuple[Word, ...] | None = None
    """Left out: every priority of this scale."""
    risk_colours: RiskColours = Field(default_factory=dict)


class Rules(BaseModel):
    """The agreement of one panel. The defaults are those of the 2019 paper.

    What depends on the auditor's words holds for every auditor without a scale of its own: ask ``of``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    priorities: tuple[Word, ...] = Field(default=PRIORITIES, min_length=1)
    """Highest first."""
    assurance: tuple[Word, ...] = Field(
        default=("No", "Limited", "Satisfactory", "Significant"), min_length=1
    )
    """The auditor's ladder, lowest first."""
    well_from: Word = "Satisfactory"
    """From this opinion upwards only ``panel_when_well`` goes to the panel (2019, para 4a)."""
    panel_when_well: tuple[Word, ...] = Field(default_factory=_when_well)
    scheme: Scheme = "delivery"
    risk_colours: RiskColours = Field(default_factory=_risk_colours)
    """Colour of each priority under the risk scheme (2022, para 4)."""
    scales: tuple[Scale, ...] = ()
    """Of auditors with words of their own, side by side in one register."""
    criteria: tuple[Literal["implemented", "evidence"], ...] = ("implemented", "evidence")
    """What an update must state before the panel is asked to close (2019, para 4e)."""
    open_markings: tuple[str, ...] = ("OFFICIAL",)
    """Handling markings that may be sent and published in full (rule 11)."""
    open_days: int = Field(default=42, gt=0)
    """Days before the meeting on which the cycle opens."""
    close_days: int = Field(default=14, gt=0)
    """Days before the meeting on which collection closes."""
    draft_days: int = Field(default=12, gt=0)
    """Days before the meeting on which the draft compiles; the paper goes out more than a week before."""
    open_hour: int = Field(default=8, ge=0, le=23)
    close_hour: int = Field(default=17, ge=0, le=23)
    draft_hour: int = Field(default=7, ge=0, le=23)
    """Local hours at which the cycle opens, closes and the draft compiles."""
    new_days: int = Field(default=28, ge=0)
    """A report published this many days before the cycle opened, or later, is new (rule 7)."""

    def of(self, auditor: str) -> "Rules":
        """Give the rules for one auditor's work: its scale in place, the panel's own where it has none."""
        scale = next((s for s in self.scales if folded(s.auditor) == folded(auditor)), None)
        if scale is None:
            return self.model_copy(update={"scales": ()}) if self.scales else self
        own = {
            "scales": (),
            "priorities": scale.priorities,
            "assurance": scale.assurance or self.assurance,
            "well_from": scale.well_from or self.well_from,
            "panel_when_well": scale.priorities if scale.panel_when_well is None else scale.panel_when_well,
            "risk_colours": scale.risk_colours,
        }
        return self.model_copy(update=own)

    @model_validator(mode="after")
    def _agrees(self) -> "Rules":
        named = [scale.auditor for scale in self.scales]
        found = [*_contradictions(self), *_twice("scales: {} has more than one scale", named)]
        for name in named:
            found += [f"{name}: {words}" for words in _contradictions(self.of(name))]
        if not self.open_days > self.close_days >= self.draft_days:
            found.append("a cycle opens before it closes, and closes before the draft compiles")
        if found:
            raise ValueError("; ".join(found))
        return self


def folded(name: str) -> str:
    """Give a name as it is compared: capitals and spaces do not matter."""
    return " ".join(name.casefold().split())


def _twice(words: str, names: Sequence[str]) -> list[str]:
    """Name what stands twice in a list, in whatever capitals."""
    same = [folded(name) for name in names]
    return [words.format(name) for at, name in enumerate(names) if same[at] in same[:at]]


def _contradictions(rules: Rules) -> Iterator[str]:
    """Say what in one auditor's scale cannot be: a sentence each, in the words of the settings file."""
    ladder, known = ", ".join(rules.assurance), ", ".join(rules.priorities)
    yield from _twice("priorities names {} twice", rules.priorities)
    yield from _twice("assurance names {} twice", rules.assurance)
    if rules.well_from not in rules.assurance:
        yield f"well_from must be a step of the assurance ladder ({ladder}), not {rules.well_from}"
    for name in ("panel_when_well", "risk_colours"):
        strangers = [word for word in getattr(rules, name) if word not in rules.priorities]
        if strangers:
            yield f"{name} names {', '.join(strangers)}, which is not among the priorities ({known})"
    bare = [word for word in rules.priorities if word not in rules.risk_colours]
    if rules.scheme == "risk" and bare:
        yield f"risk_colours must say the colour of {', '.join(bare)}, for the scheme is risk"


RISK = Rules(scheme="risk", panel_when_well=PRIORITIES)
"""The agreement of the 2022 paper: colours of priority, and housekeeping goes to the panel too."""
