"""The signing keys: which there are, and a new one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from commands.desk import DryRun, desk_of, say
from followup.dates import spoken

keys = typer.Typer(no_args_is_help=True, help="The keys that sign reply addresses.")


@keys.command("list")
def key_list(ctx: typer.Context) -> None:
    """Show each key by its fingerprint, the one that signs first, and until when it is needed."""
    say(_lines(desk_of(ctx).keys()))


@keys.command("rotate")
def key_rotate(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Sign with a new key from now on; the old ones go once nothing signed with them is out."""
    before, after = desk_of(ctx).rotate_keys(dry_run=dry_run)
    kept = {one.fingerprint for one in after}
    for one in before:
        needed = _needed(one.until) if one.key.fingerprint in kept else "dropped"
        typer.echo(f"{one.key.fingerprint}  {_made(one.key.made):<24} {needed}")
    if dry_run:
        typer.echo("a new key would sign; nothing was written")
        return
    typer.echo(f"{after[0].fingerprint}  signs from now on: restart the services, and back up the key file")


def _lines(standing: Sequence[Any]) -> Iterator[str]:
    for place, one in enumerate(standing):
        role = "signs; " if place == 0 else ""
        yield f"{one.key.fingerprint}  {_made(one.key.made):<24} {role}{_needed(one.until)}"


def _made(day: dt.date | None) -> str:
    return f"since {spoken(day)}" if day else "of an unknown day"


def _needed(until: dt.date | None) -> str:
    return f"needed until the meeting of {spoken(until)}" if until else "nothing signed with it is out"
