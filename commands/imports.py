"""Papers in: read, looked at before anything is written, merged into the register, taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import (
    Desk,
    DryRun,
    FilePath,
    Json,
    PanelName,
    Who,
    day,
    decider,
    desk_of,
    progress,
    say,
)
from commands.reading import Accept, Layout, read_paper, refuse_guess
from followup import Refused, calendar
from followup.dates import spoken
from reports import import_view, register
from reports.paper import Paper
from reports.register import Written
from store.db import reading, writing
from store.models import Body

papers_in = typer.Typer()
imports = typer.Typer(no_args_is_help=True, help="The papers that were imported.")
Number = Annotated[int, typer.Argument(help="Number of the import; `matters imports list` shows them.")]


@papers_in.command("import")
def import_(
    ctx: typer.Context,
    file: FilePath,
    *,
    dry_run: DryRun = False,
    as_json: Json = False,
    panel: PanelName = "",
    meeting: Annotated[str, typer.Option(help="Date of the meeting, where the paper shows none.")] = "",
    layout: Layout = "",
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Only print the file as it is read, with the numbers of its lines."),
    ] = False,
    accept: Accept = False,
    who: Who = "",
) -> None:
    """Read a panel paper or a register; without --dry-run merge it into the register."""
    desk = desk_of(ctx)
    if lines:
        say(_numbered(file))
        return
    dated = day(meeting) if meeting else None
    paper = read_paper(desk, file, layout=layout, panel=panel, meeting=dated)
    if dated and paper.meeting_date != dated:
        shown = spoken(paper.meeting_date) if paper.meeting_date else "no date"
        raise Refused(f"{file.name} says {shown}; --meeting is for papers that show no date")
    if not as_json:
        say(import_view.paper_read(paper))
    refuse_guess(paper, file.name, accept=accept or dry_run)
    done = _merged(desk, file, paper, panel=panel, who=who, dry_run=dry_run)
    if as_json:
        plan = {"plan": done.model_dump(mode="json")} if done else {}
        typer.echo(json.dumps(paper.as_json() | plan, ensure_ascii=False, indent=1))
    elif done and dry_run:
        say(import_view.plan(done))
        typer.echo("nothing was written")
    elif done:
        say(import_view.written(done, file.name))


def _numbered(file: Path) -> Iterator[str]:
    """Give the lines of a file with their numbers, to which every value, doubt and discrepancy points."""
    from reports.files.open import open_file

    for number, (line, page) in enumerate(open_file(file).placed(), start=1):
        yield f"{number:>6}{f'  p.{page}' if page else ''}  {line}"


def _merged(desk: Desk, file: Path, paper: Paper, *, panel: str, who: str, dry_run: bool) -> Written | None:
    """Merge the paper, or only see what that would change; a look needs no register."""
    if dry_run and desk.absent:
        return None
    chosen = desk.panel(panel)
    with (
        progress("Merging", len(paper.recommendations) + len(paper.board_items)) as step,
        writing(desk.engine, keep=not dry_run) as session,
    ):
        return register.write(
            session,
            paper,
            name=file.name,
            content=file.read_bytes(),
            panel=calendar.body(session, chosen.name, "panel"),
            board=calendar.body(session, chosen.board, "board"),
            auditor=chosen.auditor,
            who=who or desk.who or "import",
            at=desk.now(),
            tell=step,
        )


@imports.command("list")
def imports_list(ctx: typer.Context) -> None:
    """List what was imported, with the numbers by which it can be taken back."""
    with reading(desk_of(ctx).engine) as session:
        say(import_view.imports(register.imports(session)))


@imports.command("undo")
def imports_undo(
    ctx: typer.Context, number: Number, dry_run: DryRun = False, panel: PanelName = "", who: Who = ""
) -> None:
    """Take an import back whole; refused, naming it, when work was built on it."""
    desk = desk_of(ctx)
    by = decider(desk, who)
    with writing(desk.engine, keep=not dry_run) as session:
        bodies = _bodies(desk, session, panel)
        done = register.undo(session, number, panel=bodies[0], board=bodies[1], who=by, at=desk.now())
        say(import_view.plan(done))
    typer.echo("nothing was changed" if dry_run else f"import {number} was taken back")


def _bodies(desk: Desk, session: Session, panel: str) -> tuple[Body, Body]:
    chosen = desk.panel(panel)
    return calendar.body(session, chosen.name, "panel"), calendar.body(session, chosen.board, "board")
