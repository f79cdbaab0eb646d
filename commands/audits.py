"""The audits in the register: listed, marked, dated, and entered when their report is published."""

from pathlib import Path
from typing import Annotated

import typer

from commands.desk import Desk, DryRun, FilePath, PanelName, Who, day, decider, desk_of, say
from commands.reading import Accept, Layout, read_paper, refuse_guess
from followup import Refused, calendar
from followup import audits as verbs
from reports import new_audit, terminal
from reports.paper import Paper
from store.db import reading, writing

LARGEST = 50_000_000
"""Bytes of a report file that is kept."""

audits = typer.Typer(no_args_is_help=True, help="The audits in the register.")


@audits.command("list")
def audit_list(ctx: typer.Context) -> None:
    """List the audits with their handling marking."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        say(terminal.audits(session))


@audits.command("add")
def audit_add(
    ctx: typer.Context,
    file: FilePath,
    *,
    title: Annotated[str, typer.Option(help="Title of the audit, where the report does not say it.")] = "",
    month: Annotated[str, typer.Option(help="Month of the report, YYYY-MM.")] = "",
    assurance: Annotated[str, typer.Option(help="Assurance opinion, a step of the ladder.")] = "",
    published: Annotated[str, typer.Option(help="The day it was published, YYYY-MM-DD; else today.")] = "",
    auditor: Annotated[str, typer.Option(help="Who made it; the panel's auditor where not given.")] = "",
    marking: Annotated[str, typer.Option(help="Handling marking, where it has one.")] = "",
    items: Annotated[
        Path | None, typer.Option(help="A table of its recommendations, where the report cannot be read.")
    ] = None,
    layout: Layout = "",
    accept: Accept = False,
    panel: PanelName = "",
    dry_run: DryRun = False,
    who: Who = "",
) -> None:
    """Enter a newly published report: its recommendations, each routed to its body, and the file itself."""
    desk = desk_of(ctx)
    chosen, now = desk.panel(panel), desk.now()
    content = _content(file)
    paper = _read(desk, items or file, panel, layout, given=items is not None)
    details = new_audit.Details(
        title=title,
        month=month,
        assurance=assurance,
        published_on=day(published) if published else now.date(),
        auditor=auditor or chosen.auditor,
        marking=marking,
    )
    with writing(desk.engine, keep=not dry_run) as session:
        entered = new_audit.add(
            session,
            paper,
            details,
            name=file.name,
            content=content,
            rules=chosen.rules.of(details.auditor),
            panel=calendar.body(session, chosen.name, "panel"),
            board=calendar.body(session, chosen.board, "board"),
            who=who or desk.who or "import",
            at=now,
        )
        say(terminal.audit_entered(entered))
        refuse_guess(paper, (items or file).name, accept=accept or dry_run)
    if not published:
        typer.echo("published today, as no --published DATE was given", err=True)
    typer.echo("nothing was written" if dry_run else f"{file.name} is kept with the audit")


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise Refused(f"there is no file {file}")
    if file.stat().st_size > LARGEST:
        raise Refused(
            f"{file.name} is larger than {LARGEST // 1_000_000} MB; add a smaller form of the report"
        )
    content = file.read_bytes()
    if not content:
        raise Refused(f"{file.name} is empty")
    return content


def _read(desk: Desk, file: Path, panel: str, layout: str, *, given: bool) -> Paper:
    """Read the recommendations; a report that cannot be read may come with a table of them."""
    from reports.files.open import content_of, name_of

    try:
        return read_paper(desk, name_of(file), content_of(file), layout=layout, panel=panel)
    except Refused as refusal:
        if given:
            raise
        words = str(refusal).rstrip(".")
        raise Refused(f"{words}. Or give the recommendations with --items FILE") from refusal


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
