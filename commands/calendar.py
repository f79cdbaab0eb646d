"""Who, when and whom to ask: people, meetings, cycles."""

from pathlib import Path
from typing import Annotated

import typer

from commands.alarms import alarms
from commands.desk import Desk, DryRun, FilePath, MeetingDate, PanelName, Who, day, desk_of, find_meeting, say
from followup import Refused, calendar, cycle, planning
from followup import people as verbs
from followup.dates import spoken
from reports import people_file, terminal
from store import queries
from store.db import reading, writing
from store.models import Meeting

people = typer.Typer(no_args_is_help=True, help="Who owns and reviews recommendations.")
people.add_typer(alarms, name="alarms")
meetings = typer.Typer(no_args_is_help=True, help="The calendar of the panels.")
cycles = typer.Typer(no_args_is_help=True, help="One round of collection, by hand.")


@people.command("import")
def people_import(ctx: typer.Context, file: FilePath, dry_run: DryRun = False, who: Who = "") -> None:
    """Enter people from a CSV file: name, post, email, slack_id, head_of_department, also_known_as."""
    desk = desk_of(ctx)
    entries = people_file.read(file)
    with writing(desk.engine, keep=not dry_run) as session:
        new = verbs.enter(session, entries, who=who or desk.who or "import", at=desk.now())
        unmatched = verbs.match(session)
        typer.echo(f"{len(entries)} people in {file.name}, {new} of them new")
        say(f"  no one of that name: {name}" for name in unmatched)
    if dry_run:
        typer.echo("nothing was written")


@meetings.command("add")
def meeting_add(ctx: typer.Context, date: str, panel: PanelName = "", who: Who = "") -> None:
    """Enter a meeting of a panel and plan its cycle."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        body = calendar.body(session, desk.panel(panel).name, "panel")
        by = who or desk.who or "calendar"
        found = calendar.add_meeting(session, body, day(date), who=by, at=desk.now())
        cycle.planned(session, found, who=by, at=desk.now())
    _say_hours(desk, found, panel)


@meetings.command("move")
def meeting_move(
    ctx: typer.Context,
    date: str,
    to: str,
    reason: Annotated[str, typer.Option(help="Why it moves.")],
    panel: PanelName = "",
    who: Who = "",
) -> None:
    """Move a meeting to another date; what is planned from it follows."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        found = find_meeting(desk, session, date, panel)
        calendar.move_meeting(
            session, found, day(to), reason=reason, who=who or desk.who or "calendar", at=desk.now()
        )
    _say_hours(desk, found, panel)


def _say_hours(desk: Desk, meeting: Meeting, panel: str) -> None:

    hours = cycle.schedule(meeting.date, desk.panel(panel).rules, desk.zone)
    typer.echo(f"{desk.panel(panel).name} meets on {spoken(meeting.date)}:")
    for name, when in zip(("requests go out", "collection closes", "draft compiles"), hours, strict=True):
        typer.echo(f"  {name:<18} {spoken(when.date())}, {when:%H:%M} UTC")


@cycles.command("plan")
def cycle_plan(ctx: typer.Context, meeting: MeetingDate, panel: PanelName = "", who: Who = "") -> None:
    """Plan the cycle of a meeting, so that the services open it at its hour."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        found = find_meeting(desk, session, meeting, panel)
        cycle.planned(session, found, who=who or desk.who or "calendar", at=desk.now())
    _say_hours(desk, found, panel)


@cycles.command("open")
def cycle_open(
    ctx: typer.Context,
    meeting: MeetingDate,
    panel: PanelName = "",
    dry_run: DryRun = False,
    out: Annotated[Path | None, typer.Option(help="With --dry-run: put the mails here as .eml.")] = None,
    send: Annotated[bool, typer.Option(help="Send at once; else `matters send` or `serve` will.")] = True,
    who: Who = "",
) -> None:
    """Ask every owner about their own open recommendations."""
    desk = desk_of(ctx)
    rules = desk.panel(panel).rules
    if dry_run:
        _preview(desk, meeting, panel, out)
        return
    if out:
        raise Refused("--out goes with --dry-run")
    with writing(desk.engine) as session:
        found = find_meeting(desk, session, meeting, panel)
        hours = cycle.schedule(found.date, rules, desk.zone)
        made = cycle.open_cycle(session, found, rules=rules, who=who or desk.who or "hand", at=desk.now())
        say(terminal.plan(session, made, hours, found))
    if found.date < desk.now().date():
        typer.echo("this meeting is in the past: the services would close the cycle at once", err=True)
    if send:
        desk.send()


def _preview(desk: Desk, meeting: str, panel: str, out: Path | None) -> None:
    """Show who would get what; the whole round is rolled back, so that nothing is kept."""
    rules = desk.panel(panel).rules
    with writing(desk.engine, keep=False) as session:
        found = find_meeting(desk, session, meeting, panel)
        made = planning.plan(session, found, rules=rules, on=desk.now().date())
        say(terminal.plan(session, made, cycle.schedule(found.date, rules, desk.zone), found))
        if out:
            cycle.open_cycle(session, found, rules=rules, who="preview", at=desk.now())
            out.mkdir(parents=True, exist_ok=True)
            for name, payload, envelope in desk.previews(session):
                (out / name).write_bytes(payload)
                typer.echo(f"written {out / name} (envelope {envelope})")
    typer.echo("nothing was sent or written to the register")


@cycles.command("ask")
def cycle_ask(ctx: typer.Context, meeting: MeetingDate, panel: PanelName = "", who: Who = "") -> None:
    """Ask owners who became known after the cycle opened (people import first)."""
    desk = desk_of(ctx)
    rules = desk.panel(panel).rules
    with writing(desk.engine) as session:
        found = find_meeting(desk, session, meeting, panel)
        made = cycle.ask_more(session, found, rules=rules, who=who or desk.who or "hand", at=desk.now())
        say(terminal.plan(session, made, cycle.schedule(found.date, rules, desk.zone), found))
    desk.send()


@cycles.command("status")
def cycle_status(ctx: typer.Context, meeting: MeetingDate, panel: PanelName = "") -> None:
    """Show who has answered and who has not."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        found = find_meeting(desk, session, meeting, panel)
        cycle = queries.cycle_of(session, found.id)
        if cycle is None:
            raise Refused(f"no cycle is planned for {meeting}")
        say(terminal.status(session, cycle, desk.now().date()))


@cycles.command("close")
def cycle_close(
    ctx: typer.Context, meeting: MeetingDate, panel: PanelName = "", dry_run: DryRun = False, who: Who = ""
) -> None:
    """Close collection; what has not come is printed as not received."""
    desk = desk_of(ctx)
    with writing(desk.engine, keep=not dry_run) as session:
        found = queries.cycle_of(session, find_meeting(desk, session, meeting, panel).id)
        if found is None:
            raise Refused(f"no cycle is planned for {meeting}")
        silent = cycle.close(session, found, who=who or desk.who or "hand", at=desk.now())
        typer.echo(f"collection closed; no update received for {len(silent)} items")
        say(f"  {item}" for item in silent)
    if dry_run:
        typer.echo("nothing was changed")
