"""What every command works with: the desk that matters.py lays, and the small words all commands share."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine
from sqlmodel import Session

from followup import Refused, calendar
from followup.documents import Document, Link
from followup.rules import Rules
from reports.vocabulary import Vocabulary
from store import queries
from store.models import Meeting, Recommendation

FilePath = Annotated[Path, typer.Argument(help="The file to read.")]
MeetingDate = Annotated[str, typer.Option("--meeting", help="Date of the meeting, YYYY-MM-DD.")]
PanelName = Annotated[str, typer.Option("--panel", help="Name of the panel; needed when there are several.")]
Who = Annotated[str, typer.Option("--who", envvar="MATTERS_WHO", help="E-mail address of whoever decides.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")]
ItemId = Annotated[str, typer.Argument(help="Item id, for example FLEET-1809-4.2.")]

UNSHOWN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
"""What a terminal takes for a command, or cannot show; tab and line feed stay."""
MARK = "\ufffd"


class Panel(Protocol):
    """One panel as agreed: its name, board, auditor, style, rules and the words its papers are read with."""

    name: str
    board: str
    auditor: str
    style: Any
    rules: Rules

    @property
    def reading(self) -> Vocabulary:
        """The vocabulary of its papers, with the auditors' words from the rules."""


class Desk(Protocol):
    """What a command may reach; nothing of it exists before it is used."""

    @property
    def engine(self) -> Engine:
        """The database."""

    @property
    def absent(self) -> bool:
        """Whether there is no register here yet."""

    @property
    def settled(self) -> bool:
        """Whether there are settings or a register here."""

    @property
    def layouts(self) -> Path:
        """The folder of the organisation's own layouts; it need not exist."""

    @property
    def zone(self) -> str:
        """The installation's time zone."""

    def manifest(self, name: str, url: str) -> dict[str, Any]:
        """What the app in Slack is installed with; for HTTP where there is an address."""

    @property
    def organisation(self) -> str:
        """The organisation's name, as the settings have it."""

    @property
    def who(self) -> str:
        """Who works here unless --who says otherwise; may be empty."""

    @property
    def panels(self) -> list[Any]:
        """The panels of this installation."""

    def now(self) -> dt.datetime:
        """The time, or the pretended time of a rehearsal."""

    def panel(self, name: str) -> Panel:
        """The panel of that name, or the only one."""

    def rules_of(self, name: str) -> Rules:
        """The rules that hold for a panel or its board."""

    def keys(self) -> list[Any]:
        """The signing keys, each with the last meeting that it is needed for."""

    def rotate_keys(self, *, dry_run: bool) -> tuple[list[Any], list[Any]]:
        """Put a new signing key first: the keys as they stood, and those of the file now."""

    def send(self) -> None:
        """Send what waits in the outbox."""

    def replay(self, inbound_id: int, who: str) -> str:
        """Read a kept message again; gives what became of it."""

    def previews(self, session: Session) -> Iterable[tuple[str, bytes, str]]:
        """The unsent requests of a session, worded: (file name, bytes, envelope)."""

    def attached(self, raw: bytes) -> list[Document]:
        """Every file of a raw message, those inside others too."""

    def documents(self, raw: bytes) -> list[Document]:
        """The documents of a kept message, without what mail programs add to it."""

    def links(self, raw: bytes, words: str) -> list[Link]:
        """The links to documents in words of a kept message."""

    def draw(self, meeting_id: int, *, style: str, formats: str, audience: str, out: Path) -> list[str]:
        """Compile a meeting's paper into files and name them."""


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that matters.py has laid for this command."""
    laid: Desk = ctx.obj
    return laid


def day(words: str) -> dt.date:
    """Read a date from the command line."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise Refused(f"{words!r} is not a date; write it as 2026-11-12") from None


def say(lines: Iterable[str]) -> None:
    """Print lines for people; what a file holds moves no cursor and no other line of the terminal."""
    for line in lines:
        typer.echo(UNSHOWN.sub(MARK, line))


def say_json(text: str) -> None:
    """Print JSON; what a terminal would take for a command stands in it as an escape."""
    typer.echo(UNSHOWN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text))


def one_line(words: str) -> str:
    """Give a sentence as one line that can be shown, whatever names it holds."""
    return UNSHOWN.sub(MARK, " ".join(words.split()))


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on stderr where somebody is looking."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def decider(desk: Desk, who: str) -> str:
    """Who decides; it must be said, as an address."""
    who = who or desk.who
    if "@" not in who:
        raise Refused("say who decides: --who you@force.example (or MATTERS_WHO)")
    return who.lower()


def open_text(path: Path) -> Any:  # noqa: ANN401 - a text file and standard input share no useful type
    """Open a text file, whatever is wrong with its letters."""
    if not path.is_file():
        raise Refused(f"there is no file {path}")
    return path.open(encoding="utf-8", errors="replace")


def find_meeting(desk: Desk, session: Session, date: str, panel: str) -> Meeting:
    """Find the meeting that a command names."""
    name = desk.panel(panel).name
    body = queries.body(session, name)
    found = queries.meeting(session, body.id if body else None, day(date))
    if found is None:
        raise Refused(f"{name} has no meeting on {date}; add it with `matters meeting add {date}`")
    return found


def find_item(session: Session, item_id: str) -> Recommendation:
    """Find the recommendation that a command names."""
    found = queries.item(session, item_id)
    if found is None:
        raise Refused(f"there is no item {item_id} in the register")
    return found


def deciding_meeting(desk: Desk, session: Session, meeting: str, panel: str, body: str) -> Meeting:
    """Find the meeting that decided: the panel's, or (entered at first mention) one of its board."""
    if not meeting:
        raise Refused("say which meeting decided: --meeting YYYY-MM-DD")
    if not body:
        return find_meeting(desk, session, meeting, panel)
    if body not in {p.board for p in desk.panels}:
        raise Refused(f"unknown board {body!r}; it stands under [[panels]] in the settings")
    of = calendar.body(session, body, "board")
    return calendar.add_meeting(session, of, day(meeting), who="minutes", at=desk.now())
