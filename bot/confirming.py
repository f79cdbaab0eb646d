"""What was understood of words in a thread: asked about until it is settled, then said."""

import json

from sqlmodel import Session, col, select

from bot import blocks, fill, limits
from bot.blocks import Json
from bot.config import Config
from bot.ids import Press
from followup import delegation, receipts
from followup.interpret import Interpretation
from followup.states import DECLINED
from followup.updates import Heard
from store import queries
from store.models import Contribution, Inbound, Outbox, Person, Recommendation

MOST_SHOWN = 40
QUOTED = 1_200
NOT_REPEATED = "Kept in full, but not repeated here ({})"


def confirm(session: Session, row: Outbox, config: Config) -> Json:
    """Give the message for one inbound: with buttons while some of it waits for its author."""
    about = json.loads(row.about)
    wanted = (
        select(Contribution, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Contribution.recommendation_id)
        .where(Contribution.inbound_id == row.inbound_id)
    )
    found = list(session.exec(wanted.order_by(col(Contribution.id))).all())
    waits = [one for one, _rec in found if not one.confirmed_at and not one.taken]
    settled = not waits and bool(found)
    drawn, said = list[Json](), list[str]()
    for one, rec in found[:MOST_SHOWN]:
        lines = _understood(session, one, rec, config)
        more = [blocks.section(blocks.marked(lines))]
        if blocks.fits(drawn, more, room=limits.WHOLE - limits.SECTION_TEXT):
            drawn += more
        said.append(rec.item_id)
    inbound = session.get_one(Inbound, row.inbound_id)
    if inbound.unplaced.strip() and inbound.state not in ("dismissed", "placed"):
        drawn += _loose(session, row, inbound, config)
    drawn += [blocks.context(blocks.words(one, 500)) for one in about.get("refused", [])[:5]]
    if waits:
        names = ", ".join(said)
        head = f"Is this your update on {names}? It counts once you say so."
        drawn.append(
            blocks.actions(
                blocks.button(Press.YES, "Yes, send it", str(row.inbound_id), label=f"Yes, send it: {names}",
                              style="primary"),
                blocks.button(Press.NO, "No", str(row.inbound_id), label=f"No, not an update on {names}"),
            )
        )  # fmt: skip
    else:
        head = "This is what became of your words." if settled else "Which recommendation is this about?"
        if inbound.state == "dismissed":
            head = "Left aside: it goes into no update."
    return blocks.message(head, [blocks.section(blocks.plain(head)), *drawn])


def _understood(session: Session, one: Contribution, rec: Recommendation, config: Config) -> str:
    """The words of one answer and how they were read, or what became of them."""
    reading = Interpretation.model_validate_json(one.reading)
    documents = [e.name for e in queries.evidence(session, rec.id) if e.contribution_id == one.id]
    heard = Heard(item_id=rec.item_id, title=rec.title, reading=reading, documents=documents, late=one.late)
    state = "*Set aside*" if one.trust == DECLINED else (
        "*Received, as the panel will read it*" if one.taken else "*Understood*"
    )  # fmt: skip
    head = f"*[{rec.item_id}] {blocks.words(rec.title, 200)}*"
    if marking := fill.withheld(session, rec, config):
        return f"{head}\n{state}\n{blocks.words(NOT_REPEATED.format(marking), 500)}"
    quoted = blocks.quote(one.text, QUOTED)
    lines = "\n".join(f"• {blocks.words(line, 300)}" for line in receipts.lines(heard)[:6])
    return f"{head}\n{state}\n{quoted}\n{lines}"


def _loose(session: Session, row: Outbox, inbound: Inbound, config: Config) -> list[Json]:
    """Words that belong to no item, with a menu of those they may be about."""
    mine = delegation.standings(session, session.get_one(Person, row.person_id))
    options = [
        blocks.option(f"{one.rec.item_id} {one.rec.title}", f"{row.inbound_id} {one.rec.item_id}")
        for one in mine[: limits.OPTIONS]
    ]
    marked = next(filter(None, (fill.withheld(session, one.rec, config) for one in mine)), "")
    shown = NOT_REPEATED.format(marked) if marked else inbound.unplaced
    quoted = blocks.quote(shown, QUOTED)
    said = blocks.section(blocks.marked(f"*These words have no place yet*\n{quoted}"))
    if not options:
        return [said, blocks.context("Nothing is asked of you now; the inspectorate sees your words.")]
    menu = {
        "type": "static_select",
        "action_id": Press.PLACE,
        "placeholder": blocks.plain("Use it as my update on …", limits.PLACEHOLDER),
        "options": options,
    }
    aside = blocks.button(Press.NO, "It is no update", str(row.inbound_id), label="It is no update")
    return [said, blocks.actions(menu, aside)]
