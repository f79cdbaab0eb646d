"""What the Slack edge needs to know of its installation."""

from collections.abc import Callable
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from followup.rules import Rules

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Config(BaseModel):
    """Tokens, places and hours of one workspace; see the settings for each."""

    mode: Literal["socket", "http"] = "socket"
    bot_token: str = Field(default="", repr=False)
    app_token: str = Field(default="", repr=False)
    signing_secret: str = Field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    api: str = "https://slack.com/api/"
    review_channel: str = ""
    reviewers: list[str] = Field(default_factory=list)
    contact: str = "the inspectorate"
    console: str = ""
    from_hour: int = 8
    to_hour: int = 18
    working_days: list[str] = Field(default_factory=lambda: list(DAYS[:5]))
    summary_hour: int = 9
    zone: str = "Europe/London"
    key: bytes = Field(default=b"", repr=False)
    """Signs the names of forms."""
    rules_of: Callable[[str], Rules]

    @property
    def here(self) -> ZoneInfo:
        """The installation's own time zone."""
        return ZoneInfo(self.zone)
