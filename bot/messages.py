"""What each kind of outbox row shows in Slack, drawn from the register as it stands at that moment."""

import json
from collections.abc import Callable

from sqlmodel import Session

from bot import blocks, confirming, fill, hours, limits, summary
from bot.blocks import Json
from bot.cards import Round
from bot.config import Config
from bot.views import card as cards
from bot.views import digest, home, review
from followup import Refused, delegation, handling
from followup.dates import spoken
from store import queries
from store.models import (
    Audit,
    Contribution,
    Meeting,
    Outbox,
    Person,
    Request,
    Update,
)

Drawn = Callable[[Session, Outbox, Config], Json]


def _request(session: Session, row: Outbox, config: Config) -> Json:
    return digest.digest(fill.round_of(session, session.get_one(Request, row.request_id), config))


def _standing(session: Session, row: Outbox, item_id: str) -> delegation.Standing:
    return delegation.standing(session, session.get_one(Person, row.person_id), item_id)


def _with_card(session: Session, row: Outbox, config: Config, words: str, item_id: str) -> Json:
    """Words above the card of an item as it stands now; without the card where it is not theirs any more."""
    drawn = [blocks.section(blocks.marked(blocks.words(words, limits.SECTION_TEXT)))]
    try:
        shown = fill.card_of(session, _standing(session, row, item_id), config)
    except (Refused, StopIteration):
        return blocks.message(words, drawn)
    return blocks.message(f"{words}\n{cards.in_words(shown)}", [*drawn, *cards.card(shown)])


def _question(session: Session, row: Outbox, config: Config) -> Json:
    about = json.loads(row.about)
    words = f"A question about [{about['item_id']}] {about['title']}. Please answer it here."
    return _with_card(session, row, config, words, about["item_id"])


def _nudge(session: Session, row: Outbox, config: Config) -> Json:
    item_id = json.loads(row.about)["item_id"]
    return _with_card(session, row, config, f"You asked to be reminded of [{item_id}].", item_id)


def answered(session: Session, row: Outbox) -> bool:
    """Whether there is nothing left to be reminded of."""
    item_id = json.loads(row.about)["item_id"]
    try:
        of = _standing(session, row, item_id)
    except Refused:
        return True
    update = queries.update_for(session, of.rec.id, of.request.cycle_id)
    return update is None or update.state not in ("awaited", "returned")


def _delegated(session: Session, row: Outbox, config: Config) -> Json:
    about = json.loads(row.about)
    note = f" “{about['words']}”" if about["words"] else ""
    words = f"{about['owner']} asks you to answer about [{about['item_id']}] for them.{note}"
    return _with_card(session, row, config, words, about["item_id"])


def _passed_on(_session: Session, row: Outbox, _config: Config) -> Json:
    about = json.loads(row.about)
    return _plain(
        f"{about['delegate']} has been asked to answer about [{about['item_id']}] for you. What they send"
        " counts as yours; you stay accountable, see it on your card, and can still answer yourself."
    )


def _told(session: Session, row: Outbox, config: Config) -> Json:
    """Plain words of ours, with a fresh card where they are about an item."""
    about = json.loads(row.about)
    if about.get("item_id") and row.person_id:
        return _with_card(session, row, config, about["words"], about["item_id"])
    return _plain(about["words"])


def _plain(words: str) -> Json:
    return blocks.message(words, [blocks.section(blocks.marked(blocks.words(words, limits.SECTION_TEXT)))])


def _disowned(_session: Session, row: Outbox, _config: Config) -> Json:
    about = json.loads(row.about)
    return _plain(
        f"{about['person']} says that [{about['item_id']}] {about['title']} is not theirs: {about['words']}\n"
        "It stays asked of them until its owner is changed."
    )


def _notice(session: Session, row: Outbox, config: Config) -> Json:
    """That a body has merged or split items; the reason only where nothing is marked (rule 11)."""
    about = json.loads(row.about)
    meeting = session.get_one(Meeting, about["meeting"])
    body = queries.body_of(session, meeting.id).name
    found = [rec for one in [about["gone"], *about["now"]] if (rec := queries.item(session, one))]
    audits = [session.get_one(Audit, rec.audit_id) for rec in found]
    marked = any(handling.restricted(audit.handling, config.rules_of(body)) for audit in audits)
    verb = "split" if "kept" in about else "merged"
    reason = "" if marked else f" {about['reason']}"
    into = ", ".join(about["now"])
    return _plain(f"{body}, {spoken(meeting.date)}: {about['gone']} has been {verb} ({into}).{reason}")


def _card(session: Session, row: Outbox, config: Config) -> Json:
    about = json.loads(row.about)
    update = session.get_one(Update, about["update_id"])
    of = session.get_one(Contribution, about["contribution_id"])
    return review.submission(fill.submission(session, update, config, contribution=of))


def _home(session: Session, row: Outbox, config: Config) -> Json:
    about = json.loads(row.about)
    now = hours.in_words(row.at, config.here)
    if row.person_id is None:
        words = f"I do not know you. Please ask {config.contact}."
        return {"type": "home", "blocks": [blocks.section(blocks.plain(words))]}
    person = session.get_one(Person, row.person_id)
    return home.home(rounds_of(session, person, config), page=int(about.get("page", 0)), now=now)


def rounds_of(session: Session, person: Person, config: Config) -> list[Round]:
    """What is asked of a person now, round by round, and what was passed to them."""
    mine = delegation.standings(session, person)
    rounds = []
    for request in {one.request.id: one.request for one in mine}.values():
        of = fill.round_of(session, request, config)
        if request.person_id != person.id:
            of.cards = [fill.card_of(session, one, config) for one in mine if one.request.id == request.id]
        rounds.append(of)
    return rounds


KINDS: dict[str, Drawn] = {
    "request": _request,
    "question": _question,
    "notice": _notice,
    "confirm": confirming.confirm,
    "nudge": _nudge,
    "delegated": _delegated,
    "passed_on": _passed_on,
    "told": _told,
    "disowned": _disowned,
    "card": _card,
    "summary": summary.row,
    "home": _home,
}
"""By kind of outbox row: what is shown."""
LIVING = ("request", "question", "confirm", "nudge", "delegated", "card")
"""Kinds whose messages stay in step with the register."""
