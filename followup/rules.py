"""What an organisation has agreed with its panel: one plain value, passed as an argument."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Scheme = Literal["delivery", "risk"]


class Rules(BaseModel):
    """The agreement for one panel and auditor. The defaults are those of the 2019 paper."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    priorities: tuple[str, ...] = ("Fundamental", "Significant", "Housekeeping")
    """Highest first."""
    assurance: tuple[str, ...] = ("No", "Limited", "Satisfactory", "Significant")
    """The auditor's ladder, lowest first."""
    well_from: str = "Satisfactory"
    """From this opinion upwards only ``panel_when_well`` goes to the panel (2019, para 4a)."""
    panel_when_well: tuple[str, ...] = ("Fundamental", "Significant")
    scheme: Scheme = "delivery"
    risk_colours: dict[str, Literal["RED", "AMBER", "GREEN"]] = Field(
        default={"Fundamental": "RED", "Significant": "AMBER", "Housekeeping": "GREEN"}
    )
    """Colour of each priority under the risk scheme (2022, para 4)."""
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

    @model_validator(mode="after")
    def _agrees(self) -> "Rules":
        if self.well_from not in self.assurance:
            raise ValueError(f"well_from must be a step of the assurance ladder, not {self.well_from!r}")
        strangers = {*self.panel_when_well, *self.risk_colours} - set(self.priorities)
        if strangers:
            raise ValueError(f"not a priority of this auditor: {', '.join(sorted(strangers))}")
        if not self.open_days > self.close_days >= self.draft_days:
            raise ValueError("a cycle opens before it closes, and closes before the draft compiles")
        return self


RISK = Rules(scheme="risk", panel_when_well=("Fundamental", "Significant", "Housekeeping"))
"""The agreement of the 2022 paper: colours of priority, and housekeeping goes to the panel too."""
