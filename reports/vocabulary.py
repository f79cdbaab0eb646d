"""The words of one organisation's papers, by configuration: priorities, opinions, statuses, colours."""

from typing import Literal

from pydantic import Field

from followup.days import DateStyle
from reports.paper import Colour, Plain, Status


class Scale(Plain):
    """One auditor's priorities, highest first, and other words for them."""

    auditor: str = ""
    priorities: tuple[str, ...]
    aliases: dict[str, str] = Field(default_factory=dict)
    """Another word, in any case -> the priority meant ("low" -> Housekeeping, 2022)."""


class Vocabulary(Plain):
    """What words mean in the papers of one organisation. The defaults are those of the two papers."""

    scales: tuple[Scale, ...] = (
        Scale(
            priorities=("Fundamental", "Significant", "Housekeeping"),
            aliases={"low": "Housekeeping"},
        ),
    )
    assurance: dict[str, str] = Field(
        default={
            "no": "No",
            "limited": "Limited",
            "satisfactory": "Satisfactory",
            "significant": "Significant",
            "substantial": "Significant",
        }
    )
    """The word before "assurance", in lower case -> the opinion; lowest first."""
    statuses: dict[str, Status] = Field(default_factory=dict)
    """A status word, in lower case -> what it means for the item."""
    rag: dict[str, Colour] = Field(default_factory=dict)
    """A colour word of theirs, in lower case -> ours ("blue" -> GREEN)."""
    dates: Literal["uk", "us"] = "uk"
    """Whether 03/04/2022 is 3 April (uk) or 4 March (us); ISO dates are read in both."""
    year_starts: int = Field(default=1, ge=1, le=12)
    """The month in which quarter 1 begins: 4 where quarters are those of a financial year from April."""

    def date_style(self) -> DateStyle:
        """Give what the readers of dates need to know."""
        return DateStyle(self.dates, self.year_starts)
