"""Read a message that lies in Quarantine again, after what failed was mended."""

from typing import Annotated

import typer

from commands.desk import Who, decider, desk_of, one_line
from followup import Refused


def replay(
    ctx: typer.Context,
    message: Annotated[str, typer.Argument(help="The message, mail-12, as review list shows it.")],
    who: Who = "",
) -> None:
    """Read a message that could not be read once more, as if it had just come."""
    desk = desk_of(ctx)
    word, _, number = message.lower().partition("-")
    if word != "mail" or not (number.isascii() and number.isdecimal()) or len(number) > 9:  # noqa: PLR2004 - fits
        raise Refused(f"{message} is no message; name one as review list does, mail-12")
    typer.echo(one_line(f"mail-{int(number)}: {desk.replay(int(number), decider(desk, who))}"))
