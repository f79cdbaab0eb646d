"""What the inspectorate does with mail that found no place: put words under an item, give back, dismiss."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import (
    Desk,
    DryRun,
    Json,
    Who,
    decider,
    desk_of,
    find_item,
    open_text,
    say,
    say_json,
)
from followup import Refused, placing, receipts
from followup.rules import Rules
from followup.updates import Heard
from reports import mail_view
from store import queries
from store.db import writing
from store.models import Body, Meeting, Person, Recommendation

mails = typer.Typer()

Mail = Annotated[str, typer.Argument(help="The message, for example mail-12.")]
For = Annotated[str, typer.Option("--for", help="E-mail address of the owner whose words these are.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept with the decision.")]


def _owner(session: Session, address: str) -> Person | None:
    found = queries.person_at(session, address) if address else None
    if address and found is None:
        raise Refused(f"nobody is registered at {address}")
    return found


def _rules(desk: Desk, session: Session, rec: Recommendation) -> Rules:
    """The rules agreed with the body whose paper the item's newest update is for."""
    updates = [one for one in queries.updates(session, rec.id) if one.cycle_id is not None]
    if not updates:
        raise Refused(f"{rec.item_id} is in no cycle yet")
    return desk.rules_of(session.get_one(Body, session.get_one(Meeting, updates[-1].meeting_id).body_id).name)


def _told(heard: Heard, *, as_json: bool, dry_run: bool) -> None:
    if dry_run:
        typer.echo("nothing was written", err=True)
    if as_json:
        say_json(heard.model_dump_json(indent=1))
        return
    say([f"{heard.item_id} {heard.title}", *(f"  - {line}" for line in receipts.lines(heard))])


@mails.command("place")
def place(  # noqa: PLR0917 - Typer passes by name
    ctx: typer.Context,
    mail: Mail,
    item: Annotated[str, typer.Argument(help="Item id, for example FLEET-1809-4.2.")],
    owner: For = "",
    words: Annotated[
        str, typer.Option(help="An excerpt, word for word, or @FILE; else all that waits.")
    ] = "",
    documents: Annotated[bool, typer.Option(help="Whether its documents go with the words.")] = True,
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: Json = False,
    who: Who = "",
) -> None:
    """Put a mail's words and documents under an item, on behalf of one of its owners."""
    desk = desk_of(ctx)
    said = open_text(Path(words[1:])).read() if words.startswith("@") else words
    if words and not said.strip():
        raise Refused("the excerpt is empty; leave --words out to place all that waits")
    with writing(desk.engine, keep=not dry_run) as session:
        inbound, rec = mail_view.find(session, mail), find_item(session, item)
        heard = placing.place(
            session,
            inbound,
            rec,
            owner=_owner(session, owner),
            words=said,
            documents=desk.documents(inbound.raw) if documents else [],
            links_in=lambda words: desk.links(inbound.raw, words) if documents else [],
            reason=reason,
            rules=_rules(desk, session, rec),
            who=decider(desk, who),
            at=desk.now(),
        )
        _told(heard, as_json=as_json, dry_run=dry_run)


@mails.command("restore")
def restore(  # noqa: PLR0917 - Typer passes by name
    ctx: typer.Context,
    mail: Mail,
    piece: Annotated[int, typer.Argument(help="Number of the piece, as review show lists it.")],
    item: Annotated[str, typer.Option(help="The item whose words it belongs to.")],
    owner: For = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: Json = False,
    who: Who = "",
) -> None:
    """Give a piece of a mail that was set aside back to the owner's words about an item."""
    desk = desk_of(ctx)
    with writing(desk.engine, keep=not dry_run) as session:
        inbound, rec = mail_view.find(session, mail), find_item(session, item)
        heard = placing.restore(
            session,
            inbound,
            piece,
            rec,
            owner=_owner(session, owner),
            links_in=lambda words: desk.links(inbound.raw, words),
            reason=reason,
            rules=_rules(desk, session, rec),
            who=decider(desk, who),
            at=desk.now(),
        )
        _told(heard, as_json=as_json, dry_run=dry_run)


@mails.command("dismiss")
def dismiss(
    ctx: typer.Context, mail: Mail, reason: Reason = "", dry_run: DryRun = False, who: Who = ""
) -> None:
    """Take a mail that is nothing to us, or its words without a place, out of the queue; it stays kept."""
    desk = desk_of(ctx)
    with writing(desk.engine, keep=not dry_run) as session:
        inbound = mail_view.find(session, mail)
        placing.dismiss(session, inbound, reason=reason, who=decider(desk, who), at=desk.now())
        done = "would be dismissed; nothing was written" if dry_run else "dismissed; it is kept all the same"
        typer.echo(f"mail-{inbound.id} {done}")
