"""Alarms about people: addresses at which nothing arrives."""

from typing import Annotated

import typer

from commands.desk import Who, decider, desk_of, say
from followup import Refused
from followup import alarms as verbs
from reports import reach_view
from store import queries
from store.db import reading, writing
from store.models import Alarm

LONGEST_NUMBER = 18

alarms = typer.Typer(no_args_is_help=True, help="Addresses at which nothing arrives.")


@alarms.command("list")
def alarms_list(ctx: typer.Context) -> None:
    """Show the alarms that nobody has cleared."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        lines = list(reach_view.alarm_lines(session))
    say(lines or ["no alarms"])


@alarms.command("clear")
def alarms_clear(
    ctx: typer.Context,
    alarm: Annotated[str, typer.Argument(help="Name shown by the list, for example alarm-3.")],
    who: Who = "",
) -> None:
    """Say that an alarm has been seen to; a new address in the people file does it by itself."""
    desk = desk_of(ctx)
    number = alarm.lower().removeprefix("alarm-")
    with writing(desk.engine) as session:
        known = number.isdecimal() and len(number) <= LONGEST_NUMBER
        found = queries.numbered(session, Alarm, int(number)) if known else None
        if found is None:
            raise Refused(f"there is no alarm {alarm}")
        verbs.clear(session, found, who=decider(desk, who), at=desk.now())
        typer.echo(f"alarm-{found.id} cleared")
