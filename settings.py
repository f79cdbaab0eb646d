"""Every knob, one class; read by matters.py only, from matters.toml and MATTERS_… variables."""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from followup.rules import Rules
from reports.vocabulary import Vocabulary

FILE = "matters.toml"


class Section(BaseModel):
    """A table of the settings file; a word it does not know is an error."""

    model_config = ConfigDict(extra="forbid")


def _for_login(value: str) -> str:
    if not value.isascii():
        raise ValueError("holds letters beyond ASCII, which a login does not carry; choose others")
    return value


Port = Annotated[int, Field(ge=1, le=65535)]
Day = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ForLogin = Annotated[str, AfterValidator(_for_login)]
"""A name or password that IMAP's LOGIN and the mail server's AUTH can carry."""


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


class Senders(Section):
    """Whose word on senders counts, and what is asked of each domain."""

    boundary: str = ""
    servers: list[str] = Field(default_factory=list)
    default: Literal["pass", "unsigned"] = "pass"
    domains: dict[str, Literal["pass", "unsigned"]] = Field(default_factory=dict)

    @field_validator("boundary")
    @classmethod
    def _is_one_name(cls, value: str) -> str:
        if any(letter.isspace() or letter in ';="()' for letter in value):
            raise ValueError("give the one name that the server writes first in Authentication-Results")
        return value.lower()

    @field_validator("domains")
    @classmethod
    def _folded(cls, value: dict[str, str]) -> dict[str, str]:
        if mistakes := [name for name in value if "@" in name]:
            raise ValueError(f"{mistakes[0]} is an address; give the domain behind the @")
        return {name.lower(): policy for name, policy in value.items()}


class Mail(Section):
    """The name and address that requests come from and replies go to."""

    address: str = "audit@localhost"
    name: str = "Inspectorate"
    plus_addresses: bool = True
    senders: Senders = Senders()
    bounce_addresses: bool = True
    """Whether each message has a return path of its own (mailbox+bounce-code@domain)."""

    @field_validator("address")
    @classmethod
    def _is_one_address(cls, value: str) -> str:
        if not re.fullmatch(r"[^@\s<>\",;:()]+@[^@\s<>\",;:()]+", value) or not value.isascii():
            raise ValueError("give one plain address such as audit@example.org")
        return value

    @field_validator("name")
    @classmethod
    def _is_one_line(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("give a name in one line")
        return value


class Imap(Section):
    """A mailbox that is watched for replies."""

    host: str = "localhost"
    port: Port = 993
    user: ForLogin = "audit"
    password: ForLogin = Field(default="", repr=False)
    login: Literal["password", "oauth"] = "password"
    tls: bool = True
    ca_file: Path | None = None
    inbox: str = "INBOX"
    processed: str = "Processed"
    quarantine: str = "Quarantine"
    look_again: float = Field(default=30.0, gt=0)
    """Seconds after which the mailbox is searched even when the server has not said that mail came."""


class Smtp(Section):
    """The server that outgoing mail is handed to."""

    host: str = "localhost"
    port: Port = 587
    user: ForLogin = ""
    password: ForLogin = Field(default="", repr=False)
    login: Literal["password", "oauth"] = "password"
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    ca_file: Path | None = None
    per_minute: int = Field(default=0, ge=0)
    """The most messages in any minute; 0 is no limit. Exchange Online takes 30."""
    per_minute_to_domain: int = Field(default=0, ge=0)
    """The same for the addresses of one domain."""


class Slack(Section):
    """The Slack workspace; nothing is done there while no bot token is given."""

    mode: Literal["socket", "http"] = "socket"
    """How Slack reaches us: over connections that we open, or by calls to an address of ours."""
    bot_token: str = Field(default="", repr=False)
    app_token: str = Field(default="", repr=False)
    signing_secret: str = Field(default="", repr=False)
    host: str = "127.0.0.1"
    port: Port = 3000
    """Where calls are taken, behind the server that holds the certificate."""
    api: str = "https://slack.com/api/"
    review_channel: str = ""
    """The id of the channel in which the inspectorate decides."""
    reviewers: list[str] = Field(default_factory=list)
    """Registered e-mail addresses of those who may decide there."""
    contact: str = "the inspectorate"
    """Whom a person is to ask that we do not know."""
    console: str = ""
    """Where the console is reached, for the link on review cards."""
    from_hour: int = Field(default=8, ge=0, le=23)
    to_hour: int = Field(default=18, ge=1, le=24)
    """Hours of a working day, in the owner's own zone, within which requests and questions go."""
    working_days: list[Day] = Field(default=["Mon", "Tue", "Wed", "Thu", "Fri"], min_length=1)
    summary_hour: int = Field(default=9, ge=0, le=23)

    @model_validator(mode="after")
    def _is_whole(self) -> "Slack":
        if self.from_hour >= self.to_hour:
            raise ValueError("from_hour comes before to_hour")
        if not self.bot_token:
            return self
        if self.mode == "socket" and not self.app_token:
            raise ValueError("socket mode needs an app token: set MATTERS_SLACK__APP_TOKEN")
        if self.mode == "http" and not self.signing_secret:
            raise ValueError("http mode needs the signing secret: set MATTERS_SLACK__SIGNING_SECRET")
        return self

    @field_validator("reviewers")
    @classmethod
    def _lower(cls, value: list[str]) -> list[str]:
        return [one.strip().lower() for one in value]


class OAuth(Section):
    """The app that logs in where ``login`` says ``oauth``."""

    tenant: str = ""
    client_id: str = ""
    client_secret: str = Field(default="", repr=False)
    certificate: Path | None = None
    authority: str = "https://login.microsoftonline.com"
    scope: str = "https://outlook.office365.com/.default"
    ca_file: Path | None = None


class _Numbered(TomlConfigSettingsSource):
    """The settings file with its mailboxes numbered from 0, so that a variable can name one of several."""

    def __call__(self) -> dict[str, Any]:
        """Read it."""
        read = super().__call__()
        boxes = read.get("imap")
        if not isinstance(boxes, list) or not boxes:
            return read
        return read | {"imap": {str(number): box for number, box in enumerate(boxes)}}


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
    imap: list[Imap] = Field(default_factory=lambda: [Imap()], min_length=1)
    """One mailbox, ``[imap]``, or several, each under ``[[imap]]``."""
    smtp: Smtp = Smtp()
    oauth: OAuth = OAuth()
    slack: Slack = Slack()

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
            kind = value.partition(":")[0]  # no more of it: a password may follow
            raise ValueError(f"{kind} is neither sqlite:///FILE nor postgresql://USER@HOST/NAME")
        try:
            make_url(value)
        except (ArgumentError, ValueError):
            cure = "in a password, write @ as %40, : as %3A and / as %2F"
            raise ValueError(f"not of the form postgresql://USER:PASSWORD@HOST:PORT/NAME; {cure}") from None
        return value

    @field_validator("imap", mode="before")
    @classmethod
    def _one_mailbox_or_several(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the settings hold
        """Numbered mailboxes, as ``_numbered`` gives them, take what stands beside the numbers as common."""
        if not isinstance(value, dict):
            return value
        each = {number: own for number, own in value.items() if str(number).isdecimal()}
        common = {name: word for name, word in value.items() if name not in each}
        return [common | each[number] for number in sorted(each, key=int)] or [common]

    @field_validator("imap")
    @classmethod
    def _mailboxes_differ(cls, value: list[Imap]) -> list[Imap]:
        if len({(box.host, box.port, box.user, box.inbox) for box in value}) < len(value):
            raise ValueError("two mailboxes are the same; each is watched once")
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
        return init_settings, env_settings, _Numbered(settings_cls, file())


def file() -> Path:
    """The settings file: MATTERS_CONFIG, else matters.toml here."""
    return Path(os.environ.get("MATTERS_CONFIG", FILE))


def load() -> Settings:
    """Read the settings and anchor relative paths at the file's folder."""
    settings = Settings()
    base = file().resolve().parent
    settings.key_file = base / settings.key_file
    settings.drafts = base / settings.drafts
    for part, name in [(settings.oauth, "certificate"), *((one, "ca_file") for one in _trusting(settings))]:
        if (path := getattr(part, name)) is not None:
            setattr(part, name, base / path)
    prefix = "sqlite:///"
    if settings.database_url.startswith(prefix):
        settings.database_url = prefix + str(base / settings.database_url.removeprefix(prefix))
    return settings


def _trusting(settings: Settings) -> list[Imap | Smtp | OAuth]:
    return [*settings.imap, settings.smtp, settings.oauth]


def commented(**values: str) -> str:
    """The text of a fresh settings file with these values in it."""
    escaped = {k: v.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for k, v in values.items()}
    escaped["domain"] = escaped["address"].rpartition("@")[2].lower()
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

# Whom we believe. Until a boundary is named, every answer waits for its owner (or you) to confirm it.
# It is the server that checks senders (SPF, DKIM, DMARC) before mail reaches the mailbox, by the name
# that it writes first in its Authentication-Results header; "topmost" for Exchange Online, which writes
# none. It must check everything that comes from outside. "Who is speaking" in the administration guide.
[mail.senders]
boundary = ""
servers = []                               # of ours behind it; ".outlook.com" for Exchange Online
default = "pass"                           # the boundary must have found DMARC or DKIM to pass

# unsigned: mail within the house carries no signature, so none is asked for; what fails is refused.
# Safe only where the domain publishes a DMARC policy, by which forged mail from outside does fail.
[mail.senders.domains]
"{domain}" = "unsigned"

[imap]                                     # several mailboxes: an [[imap]] table for each
host = "localhost"
port = 993
user = "audit"
tls = true                                 # false only for localhost
# login = "oauth"                          # by the token of the app under [oauth], also for [smtp]

[smtp]
host = "localhost"
port = 587
user = ""
tls = "starttls"                           # or implicit; none only for localhost
per_minute = 0                             # the most messages in a minute, 0 for no limit
per_minute_to_domain = 0                   # the same to one domain

# Slack: see "Slack" in the administration guide. The tokens are variables: MATTERS_SLACK__BOT_TOKEN,
# MATTERS_SLACK__APP_TOKEN (socket) or MATTERS_SLACK__SIGNING_SECRET (http).
# [slack]
# mode = "socket"                          # or http: Slack calls host and port
# review_channel = "C0123456789"           # where submissions are decided on
# reviewers = ["{address}"]                # who may, by registered address
# contact = "the inspectorate"             # whom somebody is to ask that we do not know
# from_hour = 8                            # requests go between these hours of the owner's own zone
# to_hour = 18
"""
