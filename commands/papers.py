"""Papers in and out: import, compile, and the audits they are about."""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import (
    DryRun,
    FilePath,
    Json,
    MeetingDate,
    Panel,
    PanelName,
    Who,
    day,
    decider,
    desk_of,
    find_meeting,
    progress,
    say,
)
from followup import Refused, calendar
from followup import audits as verbs
from followup.dates import spoken
from reports import register, terminal
from store.db import reading, writing
from store.models import Meeting

papers = typer.Typer()
audits = typer.Typer(no_args_is_help=True, help="The audits in the register.")


@papers.command("import")
def import_(
    ctx: typer.Context,
    file: FilePath,
    dry_run: DryRun = False,
    as_json: Json = False,
    panel: PanelName = "",
    meeting: Annotated[str, typer.Option(help="Date of the meeting, where the paper shows none.")] = "",
    who: Who = "",
) -> None:
    """Read a legacy panel paper; without --dry-run write it into the register."""
    from reports.read import read

    desk = desk_of(ctx)
    with progress(f"Reading {file.name}", 1) as step:
        paper = read(file)
        step()
    printed = paper.meeting_date
    if meeting and printed and printed != day(meeting):
        raise Refused(f"{file.name} says {spoken(printed)}; --meeting is for papers that show no date")
    if meeting:
        paper.meeting_date = day(meeting)
    if as_json:
        typer.echo(json.dumps(paper.as_json(), ensure_ascii=False, indent=1))
    else:
        say(terminal.paper_read(paper))
    if dry_run:
        return
    chosen = desk.panel(panel)
    with writing(desk.engine) as session:
        done = register.write(
            session,
            paper,
            name=file.name,
            content=file.read_bytes(),
            panel=calendar.body(session, chosen.name, "panel"),
            board=calendar.body(session, chosen.board, "board"),
            auditor=chosen.auditor,
            who=who or desk.who or "import",
            at=desk.now(),
        )
    typer.echo("\n".join(terminal.written(done)), err=as_json)


@audits.command("list")
def audit_list(ctx: typer.Context) -> None:
    """List the audits with their handling marking."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        say(terminal.audits(session))


@audits.command("mark")
def audit_mark(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Start of its item ids, for example FLEET-1809.")],
    marking: Annotated[str, typer.Argument(help="Handling marking; an empty one opens it again.")],
    who: Who = "",
) -> None:
    """Set the handling marking of an audit: what is marked leaves as id and title only."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        title = verbs.mark(session, code, marking, who=decider(desk, who), at=desk.now())
    typer.echo(f"{title}: {marking or 'open'}")


@audits.command("published")
def audit_published(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Start of its item ids, for example FLEET-1809.")],
    date: Annotated[str, typer.Argument(help="The day its report was published, YYYY-MM-DD.")],
    who: Who = "",
) -> None:
    """Say when a report was published: owners of a new one are told, not chased."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        title = verbs.publish(session, code, day(date), who=decider(desk, who), at=desk.now())
    typer.echo(f"{title}: published {date}")


@papers.command("compile")
def compile_(
    ctx: typer.Context,
    meeting: MeetingDate,
    panel: PanelName = "",
    style: Annotated[str, typer.Option(help="narrative or table; the panel's own where not given.")] = "",
    formats: Annotated[
        str, typer.Option("--format", help="docx, pdf, html, xlsx; several with commas.")
    ] = "html,pdf",
    audience: Annotated[str, typer.Option(help="public or restricted.")] = "public",
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path(),
) -> None:
    """Compile the panel paper."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        meeting_id = find_meeting(desk, session, meeting, panel).id or 0
    say(desk.draw(meeting_id, style=style, formats=formats, audience=audience, out=out))


def draw(
    session: Session,
    meeting: Meeting,
    panel: Panel,
    *,
    organisation: str,
    style: str,
    formats: str,
    audience: str,
    out: Path,
) -> list[str]:
    """Compile a meeting's paper and write its files; nothing is written unless all could be drawn."""
    from reports.compile import compile_paper
    from reports.render import offered, render

    names = [word.strip() for word in formats.split(",") if word.strip()]
    if not names:
        raise Refused("name at least one format: --format html,pdf,docx")
    for name in names:
        offered(style, name)
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file; --out names a folder")
    if audience not in ("public", "restricted"):
        raise Refused(f"an audience is public or restricted, not {audience!r}")
    paper = compile_paper(
        session,
        meeting,
        rules=panel.rules,
        board=panel.board,
        style=style,
        edition="restricted" if audience == "restricted" else "public",
    )
    paper.organisation = paper.organisation or organisation
    for note in paper.notes:
        typer.echo(f"{note.item}: {note.words}", err=True)
    drawn: dict[str, bytes] = {}
    with progress("Drawing", len(names)) as step:
        for name in names:
            drawn[name] = render(paper, style=style, fmt=name)
            step()
    out.mkdir(parents=True, exist_ok=True)
    stem = f"panel-paper-{paper.meeting_date}-{style}" + ("-restricted" if audience == "restricted" else "")
    for name, content in drawn.items():
        (out / f"{stem}.{name}").write_bytes(content)
    return [str(out / f"{stem}.{name}") for name in drawn]
