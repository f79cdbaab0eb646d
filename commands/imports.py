"""Papers in: read, looked at before anything is written, merged into the register, taken back."""

import json
from collections.abc import Iterator
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
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
    one_line,
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
    from reports.files.open import content_of, name_of

    desk = desk_of(ctx)
    name, content = name_of(file), content_of(file)
    if lines:
        say(_numbered(name, content))
        return
    dated = day(meeting) if meeting else None
    paper = read_paper(desk, name, content, layout=layout, panel=panel, meeting=dated)
    if dated and paper.meeting_date != dated:
        shown = spoken(paper.meeting_date) if paper.meeting_date else "no date"
        raise Refused(f"{name} says {shown}; --meeting is for papers that show no date")
    if not as_json:
        say(import_view.paper_read(paper))
    refuse_guess(paper, name, accept=accept or dry_run)
    done = _merged(desk, name, content, paper, panel=panel, who=who, dry_run=dry_run)
    if as_json:
        plan = {"plan": done.model_dump(mode="json")} if done else {}
        typer.echo(json.dumps(paper.as_json() | plan, ensure_ascii=False, indent=1))
    elif dry_run:
        say(import_view.plan(done) if done else ())
        typer.echo("nothing was written")
    elif done:
        say(import_view.written(done, name))


def _numbered(name: str, content: bytes) -> Iterator[str]:
    """Give the lines of a file with their numbers, to which every value, doubt and discrepancy points."""
    from reports.files.open import open_bytes

    for number, (line, page) in enumerate(open_bytes(name, content).placed(), start=1):
        yield f"{number:>6}{f'  p.{page}' if page else ''}  {line}"


def _register(desk: Desk, *, dry_run: bool) -> Engine | None:
    """Give the register; to look at a paper none is needed, and one that cannot be reached is only named."""
    if dry_run and desk.absent:
        return None
    try:
        return desk.engine
    except (Refused, DatabaseError) as trouble:
        if not dry_run:
            raise
        why = trouble.orig if isinstance(trouble, DatabaseError) else trouble
        typer.echo(one_line(f"matters: what it would change in the register cannot be told: {why}"), err=True)
        return None


def _merged(
    desk: Desk, name: str, content: bytes, paper: Paper, *, panel: str, who: str, dry_run: bool
) -> Written | None:
    """Merge the paper, or only see what that would change."""
    if dry_run and paper.meeting_date is None:
        typer.echo(
            "matters: the paper shows no meeting date; with --meeting DATE the change is shown too", err=True
        )
        return None
    engine = _register(desk, dry_run=dry_run)
    if engine is None:
        return None
    chosen = desk.panel(panel)
    with (
        progress("Merging", len(paper.recommendations) + len(paper.board_items)) as step,
        writing(engine, keep=not dry_run) as session,
    ):
        return register.write(
            session,
            paper,
            name=name,
            content=content,
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
