"""Every knob, one class; read by matters.py only, from matters.toml and MATTERS_… variables."""

import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from followup.rules import Rules
from reports.vocabulary import Vocabulary

FILE = "matters.toml"


class Section(BaseModel):
    """A table of the settings file; a word it does not know is an error."""

    model_config = ConfigDict(extra="forbid")


class Panel(Section):
    """One panel: its board, its auditor, the rules agreed with it, and the words of its papers."""

    name: str
    board: str = "Risk Board"
    auditor: str = ""
    style: Literal["narrative", "table"] = "narrative"
    rules: Rules = Rules()
    vocabulary: Vocabulary = Vocabulary()

    @property
    def reading(self) -> Vocabulary:
        """The words to read its papers with: the vocabulary, and the auditors' own words from the rules."""
        return self.vocabulary.for_rules(self.rules, self.auditor)

    @model_validator(mode="after")
    def _words_fit(self) -> "Panel":
        if mistakes := self.vocabulary.mistakes(self.rules, self.auditor):
            raise ValueError(f"vocabulary.{'; '.join(mistakes)}")
        return self


class Mail(Section):
    """The name and address that requests come from and replies go to."""

    address: str = "audit@localhost"
    name: str = "Inspectorate"
    plus_addresses: bool = True
    bounce_addresses: bool = True
    """Whether each message has a return path of its own (mailbox+bounce-code@domain)."""


class Imap(Section):
    """The mailbox that is watched for replies."""

    host: str = "localhost"
    port: int = 993
    user: str = "audit"
    password: str = Field(default="", repr=False)
    tls: bool = True
    inbox: str = "INBOX"
    processed: str = "Processed"
    quarantine: str = "Quarantine"
    look_again: float = Field(default=30.0, gt=0)
    """Seconds after which the mailbox is searched even when the server has not said that mail came."""


class Smtp(Section):
    """The server that outgoing mail is handed to."""

    host: str = "localhost"
    port: int = 587
    user: str = ""
    password: str = Field(default="", repr=False)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    per_minute: int = Field(default=0, ge=0)
    """The most messages in any minute; 0 is no limit. Exchange Online takes 30."""
    per_minute_to_domain: int = Field(default=0, ge=0)
    """The same for the addresses of one domain."""


class Settings(BaseSettings):
    """The whole of it. Relative paths start at the folder of the settings file."""

    model_config = SettingsConfigDict(
        env_prefix="MATTERS_", env_nested_delimiter="__", extra="forbid", toml_file=FILE
    )

    organisation: str = "Our organisation"
    zone: str = "Europe/London"
    database_url: str = "sqlite:///matters.db"
    key_file: Path = Path("matters.key")
    drafts: Path = Path("drafts")
    """Where drafts that compile by themselves are put."""
    who: str = ""
    """E-mail address of whoever decides; --who on the command line wins."""
    clock: str = ""
    """For rehearsals: a time to pretend it is, or a file holding one; empty for the real clock."""
    panels: list[Panel] = Field(default_factory=lambda: [Panel(name="Audit Panel")], min_length=1)
    mail: Mail = Mail()
    imap: Imap = Imap()
    smtp: Smtp = Smtp()

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"there is no time zone {value}; give one such as Europe/London") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _database_is_one(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError(f"{value} is neither sqlite:///FILE nor postgresql://USER@HOST/NAME")
        return value

    @model_validator(mode="after")
    def _names_differ(self) -> "Settings":
        names = [panel.name for panel in self.panels] + [panel.board for panel in self.panels]
        if len(set(names)) < len({p.name for p in self.panels}) + len({p.board for p in self.panels}):
            raise ValueError("a panel and a board cannot have the same name")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env files: one place for settings
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables win over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file())


def file() -> Path:
    """The settings file: MATTERS_CONFIG, else matters.toml here."""
    return Path(os.environ.get("MATTERS_CONFIG", FILE))


def load() -> Settings:
    """Read the settings and anchor relative paths at the file's folder."""
    settings = Settings()
    base = file().resolve().parent
    settings.key_file = base / settings.key_file
    settings.drafts = base / settings.drafts
    prefix = "sqlite:///"
    if settings.database_url.startswith(prefix):
        settings.database_url = prefix + str(base / settings.database_url.removeprefix(prefix))
    return settings


def commented(**values: str) -> str:
    """The text of a fresh settings file with these values in it."""
    escaped = {k: v.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for k, v in values.items()}
    return COMMENTED.format(**escaped)


COMMENTED = """\
# Settings of Matters Arising. Each can also be given as a variable: MATTERS_ORGANISATION,
# MATTERS_IMAP__PASSWORD and so on. Keep passwords out of this file.

organisation = "{organisation}"
zone = "Europe/London"                     # for people; the database keeps UTC
database_url = "sqlite:///matters.db"      # or postgresql://user@host/name
key_file = "matters.key"                   # signs the reply addresses; keep it secret and backed up
drafts = "drafts"                          # where drafts are put

[[panels]]
name = "{panel}"
board = "{board}"                          # monitors what does not go to the panel
auditor = "{auditor}"
style = "narrative"                        # or table

[panels.rules]
scheme = "delivery"                        # or risk: the colour of the priority
open_days = 42                             # days before the meeting: requests go out
close_days = 14                            # collection closes
draft_days = 12                            # the draft compiles
# priorities = ["Fundamental", "Significant", "Housekeeping"]
# assurance = ["No", "Limited", "Satisfactory", "Significant"]
# well_from = "Satisfactory"               # from here upwards the panel sees the following only
# panel_when_well = ["Fundamental", "Significant"]

# An auditor with other words, beside the panel's own: a table like this for each.
# [[panels.rules.scales]]
# auditor = "Bryce Audit"
# priorities = ["High", "Medium", "Low", "Advisory"]
# assurance = ["None", "Minimal", "Reasonable", "Substantial"]
# well_from = "Reasonable"
# panel_when_well = ["High", "Medium"]

# Words of the papers that are read: see the administration guide.
# [panels.vocabulary]
# dates = "uk"                             # or us, where 03/04/2022 is 4 March

[mail]
address = "{address}"                      # requests come from here, replies go here
name = "Inspectorate"
plus_addresses = true                      # replies to name+token@domain reach the mailbox
bounce_addresses = true                    # false where the server insists on the bare address as sender

[imap]
host = "localhost"
port = 993
user = "audit"
tls = true                                 # false only for localhost

[smtp]
host = "localhost"
port = 587
user = ""
tls = "starttls"                           # or implicit; none only for localhost
per_minute = 0                             # the most messages in a minute, 0 for no limit
per_minute_to_domain = 0                   # the same to one domain
"""
