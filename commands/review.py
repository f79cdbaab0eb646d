"""What the inspectorate and the panel decide."""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import (
    Desk,
    ItemId,
    Json,
    MeetingDate,
    PanelName,
    Who,
    day,
    decider,
    deciding_meeting,
    desk_of,
    find_item,
    open_text,
    say,
    say_json,
)
from followup import Refused, outcomes
from followup import review as verbs
from followup.rules import Rules
from reports import mail_view, review_view
from store import queries
from store.db import reading, writing
from store.models import Contribution, Recommendation, Update

review = typer.Typer(no_args_is_help=True, help="What the inspectorate does with the updates.")
decided = typer.Typer()


@review.command("list")
def review_list(ctx: typer.Context, as_json: Json = False) -> None:
    """What waits for the inspectorate."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        rows = review_view.queue(session)
    if as_json:
        say_json(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    say(f"{row['id']:<24} {row['state']:<12} {row.get('claim') or '':<16} {row['words']}" for row in rows)
    if not rows:
        typer.echo("nothing waits for review")


@review.command("show")
def review_show(ctx: typer.Context, item: ItemId, as_json: Json = False) -> None:
    """Set the new words of an item beside its last update, or show one mail (mail-12, also with --json)."""
    desk = desk_of(ctx)
    with reading(desk.engine) as session:
        if item.lower().startswith("mail-"):
            inbound = mail_view.find(session, item)
            seen = mail_view.view(session, inbound, desk.documents(inbound.raw))
            if as_json:
                say_json(seen.model_dump_json(indent=1))
            else:
                say(mail_view.lines(seen))
            return
        if as_json:
            raise Refused("--json shows a mail (mail-12); `matters review list --json` lists what waits")
        rec, update = _update(session, item)
        say(review_view.show(session, rec, update, desk.now().date()))


def _update(session: Session, item: str) -> tuple[Recommendation, Update]:
    rec = find_item(session, item)
    ours = [update for update in queries.updates(session, rec.id) if update.cycle_id is not None]
    if not ours:
        raise Refused(f"{rec.item_id} is in no cycle yet")
    return rec, ours[-1]


def _rules(desk: Desk, session: Session, update: Update) -> Rules:
    """The rules agreed with the panel whose paper the update is for."""
    return desk.rules_of(queries.body_of(session, update.meeting_id).name)


@review.command("approve")
def review_approve(
    ctx: typer.Context,
    item: ItemId,
    override: Annotated[str, typer.Option(help="Reason to put a closure forward all the same.")] = "",
    date_reason: Annotated[str, typer.Option(help="Why the target date moves.")] = "",
    who: Who = "",
) -> None:
    """Approve an update for the paper."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        rec, update = _update(session, item)
        verbs.approve(
            session,
            update,
            rules=_rules(desk, session, update),
            who=decider(desk, who),
            at=desk.now(),
            override=override,
            date_reason=date_reason,
        )
        typer.echo(f"{rec.item_id} approved ({rec.status.replace('_', ' ')})")


@review.command("edit")
def review_edit(
    ctx: typer.Context,
    item: ItemId,
    text: Annotated[str, typer.Option(help="The new text, or @FILE.")],
    reason: Annotated[str, typer.Option(help="Why it was changed.")],
    claim: Annotated[str, typer.Option(help="What the text claims, where that changes too.")] = "",
    who: Who = "",
) -> None:
    """Change the text that will be published; the owner's own words are kept."""
    desk = desk_of(ctx)
    words = open_text(Path(text[1:])).read() if text.startswith("@") else text
    with writing(desk.engine) as session:
        rec, update = _update(session, item)
        verbs.edit(
            session, update, words, reason=reason, who=decider(desk, who), at=desk.now(), claim=claim or None
        )
        typer.echo(f"{rec.item_id} edited; approve it when it is right")


@review.command("return")
def review_return(
    ctx: typer.Context,
    item: ItemId,
    question: Annotated[str, typer.Option(help="What you want to know.")],
    who: Who = "",
) -> None:
    """Return an update to its owner with a question."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        rec, update = _update(session, item)
        verbs.send_back(session, update, question, who=decider(desk, who), at=desk.now())
        typer.echo(f"{rec.item_id} returned; the question waits in the outbox")


@review.command("verify")
def review_verify(
    ctx: typer.Context,
    item: ItemId,
    note: Annotated[str, typer.Option(help="What was checked, as it will be printed.")],
    who: Who = "",
) -> None:
    """Record that the inspectorate has checked the evidence itself."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        rec, update = _update(session, item)
        verbs.verify(session, update, note, who=decider(desk, who), at=desk.now())
        typer.echo(f"{rec.item_id} verified")


@review.command("take")
def review_take(
    ctx: typer.Context,
    contribution: Annotated[int, typer.Argument(help="Number shown by review show.")],
    reason: Annotated[str, typer.Option(help="Why it may be relied on.")],
    who: Who = "",
) -> None:
    """Take a late or unverified contribution into its update."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        found = queries.numbered(session, Contribution, contribution)
        if found is None:
            raise Refused(f"there is no contribution {contribution}")
        rec = session.get_one(Recommendation, found.recommendation_id)
        update = session.get_one(Update, found.update_id)
        verbs.take(
            session,
            found,
            reason=reason,
            rules=_rules(desk, session, update),
            who=decider(desk, who),
            at=desk.now(),
        )
        typer.echo(f"{rec.item_id}: contribution {contribution} taken in")


@decided.command()
def outcome(
    ctx: typer.Context,
    item: ItemId,
    kind: Annotated[str, typer.Argument(help="agreed, refused, action or extension.")],
    words: Annotated[str, typer.Argument(help="What the panel asked, or the date it granted.")] = "",
    meeting: MeetingDate = "",
    panel: PanelName = "",
    body: Annotated[str, typer.Option("--body", help="The body that decided, where not the panel.")] = "",
    who: Who = "",
) -> None:
    """Record what the panel decided about an item."""
    desk = desk_of(ctx)
    with writing(desk.engine) as session:
        rec = find_item(session, item)
        granted = day(words) if kind == "extension" else None
        outcomes.record(
            session,
            rec,
            kind,
            meeting=deciding_meeting(desk, session, meeting, panel, body),
            words="" if granted else words,
            date=granted,
            who=decider(desk, who),
            at=desk.now(),
        )
        typer.echo(f"{rec.item_id}: {kind}; now {rec.status.replace('_', ' ')}")
