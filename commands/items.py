"""One item: shown whole, merged into another, split into several."""

from collections.abc import Iterator
from typing import Annotated

import typer

from commands.desk import (
    DryRun,
    ItemId,
    MeetingDate,
    PanelName,
    Who,
    decider,
    deciding_meeting,
    desk_of,
    find_item,
    say,
)
from followup import Refused, life
from followup.leaving import Done
from followup.pieces import Piece
from reports import ids, item_view
from store.db import reading, writing
from store.models import Body

Reason = Annotated[str, typer.Option("--reason", help="Why, as the panel put it.")]
Decided = Annotated[str, typer.Option("--body", help="The body that decided, where not the panel.")]

items = typer.Typer(no_args_is_help=True, help="One recommendation, and what happens to it.")


@items.command("show")
def item_show(ctx: typer.Context, item: ItemId) -> None:
    """Show an item whole, with the histories of what was merged into it or it was split from."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        say(item_view.show(session, find_item(session, item)))


@items.command("merge")
def item_merge(
    ctx: typer.Context,
    loser: Annotated[str, typer.Argument(help="Item id of the one that leaves the tracker.")],
    winner: Annotated[str, typer.Argument(help="Item id of the one that goes on for both.")],
    *,
    meeting: MeetingDate,
    reason: Reason,
    panel: PanelName = "",
    body: Decided = "",
    dry_run: DryRun = False,
    who: Who = "",
) -> None:
    """Record that the panel merged one item into another; the owners of both are told."""
    desk = desk_of(ctx)
    with writing(desk.engine, keep=not dry_run) as session:
        gone, stays = find_item(session, loser), find_item(session, winner)
        done = life.merge(
            session,
            gone,
            stays,
            meeting=deciding_meeting(desk, session, meeting, panel, body),
            reason=reason,
            who=decider(desk, who),
            at=desk.now(),
        )
        typer.echo(f"{gone.item_id} merged into {stays.item_id}; {gone.item_id} has left the tracker")
    say(_done(done, dry_run=dry_run))


@items.command("split")
def item_split(
    ctx: typer.Context,
    item: ItemId,
    *,
    into: Annotated[list[str], typer.Option("--into", help="REFERENCE=TITLE of a new item; repeat it.")],
    meeting: MeetingDate,
    reason: Reason,
    part: Annotated[
        list[str] | None, typer.Option("--part", help="REFERENCE=PART whose owners and date it takes.")
    ] = None,
    text: Annotated[
        list[str] | None, typer.Option("--text", help="REFERENCE=TEXT, where not that of the whole.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="The item stays on the tracker as well.")] = False,
    panel: PanelName = "",
    body: Decided = "",
    dry_run: DryRun = False,
    who: Who = "",
) -> None:
    """Record that the panel split an item into new ones; its history stays with it."""
    desk = desk_of(ctx)
    pieces = _pieces(into, part or [], text or [])
    with writing(desk.engine, keep=not dry_run) as session:
        rec = find_item(session, item)
        met = deciding_meeting(desk, session, meeting, panel, body)
        done = life.split(
            session,
            rec,
            pieces,
            meeting=met,
            reason=reason,
            name=ids.sibling,
            rules=desk.rules_of(session.get_one(Body, met.body_id).name),
            who=decider(desk, who),
            at=desk.now(),
            keep=keep,
        )
        stays = "stays on the tracker" if keep else "has left the tracker"
        typer.echo(f"{rec.item_id} split into {', '.join(done.items)}; {rec.item_id} {stays}")
    say(_done(done, dry_run=dry_run))


def _pieces(into: list[str], parts: list[str], texts: list[str]) -> list[Piece]:
    """Read REFERENCE=… of each option into the pieces they describe."""
    titles = [_pair(words, "--into") for words in into]
    of_part = dict(_pair(words, "--part") for words in parts)
    of_text = dict(_pair(words, "--text") for words in texts)
    for stray in {*of_part, *of_text} - {reference for reference, _title in titles}:
        raise Refused(f"no piece has the reference {stray}; name it with --into {stray}=TITLE")
    return [
        Piece(reference=one, title=title, text=of_text.get(one, ""), part=of_part.get(one))
        for one, title in titles
    ]


def _pair(words: str, option: str) -> tuple[str, str]:
    reference, sign, rest = words.partition("=")
    if not (reference.strip() and sign and rest.strip()):
        raise Refused(f"{option} needs REFERENCE=WORDS, for example {option} 4.2a=Scheduler; not {words!r}")
    return reference.strip(), rest.strip()


def _done(done: Done, *, dry_run: bool) -> Iterator[str]:
    if done.told:
        yield f"told by mail: {', '.join(done.told)}{'' if dry_run else ' (waits in the outbox)'}"
    yield from done.notes
    if dry_run:
        yield "nothing was changed"
