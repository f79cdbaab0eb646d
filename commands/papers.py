"""Papers out: compile."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import (
    MeetingDate,
    Panel,
    PanelName,
    desk_of,
    find_meeting,
    progress,
    say,
)
from followup import Refused
from store.db import reading
from store.models import Meeting

papers = typer.Typer()


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
