"""Messages follow the register: after an event those it touches are drawn anew, and edited if they differ.

Whatever brought a change about (a form, a mail, a reviewer in a terminal, the clock), no road has to know
which cards show it.
"""

import datetime as dt
import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Engine, bindparam
from sqlmodel import Session, col, func, select

from bot import deliver, messages
from bot.config import Config
from followup import Refused, log
from followup.states import BEFORE_PUBLICATION
from store import queries
from store.db import reading, writing
from store.models import (
    Contribution,
    Cycle,
    Decision,
    Delegation,
    Event,
    Evidence,
    Outbox,
    Request,
    RequestItem,
    Sent,
    Update,
)

MOST_EVENTS = 500
"""More events than this at once: everything is drawn anew."""
LATE = 50
"""So many events before the last are looked at again: of several writers the slower may have the lower."""
WHOLE = 300.0
"""Seconds after which everything is looked at in any case."""

logger = logging.getLogger(__name__)


class Touched(NamedTuple):
    """What events are about: items, rounds and messages by number; or everything."""

    items: set[int]
    cycles: set[int]
    inbound: set[int]
    everything: bool = False


class Follower:
    """Remembers up to which event the messages are in step; the first turn looks at all of them."""

    def __init__(self, engine: Engine, config: Config, timer: Callable[[], float] = time.monotonic) -> None:
        self._engine, self._config, self._timer = engine, config, timer
        self._seen, self._whole = -1, -WHOLE
        self._lock = threading.Lock()

    def step(self, at: dt.datetime) -> int:
        """Queue an edit for each message that has changed and a card for each submission; gives how many."""
        with self._lock:
            with reading(self._engine) as session:
                newest = session.exec(select(func.max(Event.id))).one() or 0
                whole = self._timer() - self._whole >= WHOLE
                if newest == self._seen and not whole:
                    return 0
                touched = EVERYTHING if whole else _touched(session, self._seen, newest)
                changed = _changed(session, touched, self._config)
                homes = _homes(session, touched)
                cards = _cards(session, touched, self._config)
            for sent_id, before, payload in changed:
                self._edit(sent_id, before, payload, newest, at)
            for person_id, about in homes.items():
                with writing(self._engine) as session:
                    key = f"home:{person_id}:{newest}"
                    log.tell(session, "home", person_id, key=key, at=at, about=about, edge="slack")
            for card in cards:
                with writing(self._engine) as session:
                    key = f"card:{card['contribution_id']}"
                    log.tell(session, "card", None, key=key, at=at, about=card, edge="slack")
            self._seen = newest
            self._whole = self._timer() if whole else self._whole
            return len(changed) + len(homes) + len(cards)

    def _edit(self, sent_id: int, before: bytes, payload: bytes, event: int, at: dt.datetime) -> None:
        with writing(self._engine) as session:
            sent = session.get_one(Sent, sent_id)
            if sent.payload == before:
                sent.payload, sent.rendered_at = payload, at
                session.add(sent)
                log.tell(session, "edit", sent.person_id, key=f"edit:{sent_id}:{event}", at=at,
                         about={"sent_id": sent_id}, edge="slack")  # fmt: skip


def _touched(session: Session, seen: int, newest: int) -> Touched:
    if newest - seen > MOST_EVENTS:
        return EVERYTHING
    items, cycles, inbound = set[int](), set[int](), set[int]()
    wanted = select(Event.noun, Event.noun_id).where(col(Event.id) > seen - LATE, col(Event.id) <= newest)
    for noun, number in session.exec(wanted).all():
        if noun == "recommendation":
            items.add(number)
        elif noun == "cycle":
            cycles.add(number)
        elif noun == "inbound":
            inbound.add(number)
        elif noun in _OF_ITEM:
            item = session.exec(_OF_ITEM[noun], params={"number": number}).first()
            items |= {item} if item else set()
        elif noun == "meeting":
            cycle = queries.cycle_of(session, number)
            cycles |= {cycle.id or 0} if cycle else set()
    return Touched(items, cycles, inbound)


_NUMBER: Any = bindparam("number")
_OF_ITEM = {
    "contribution": select(Contribution.recommendation_id).where(Contribution.id == _NUMBER),
    "update": select(Update.recommendation_id).where(Update.id == _NUMBER),
    "evidence": select(Evidence.recommendation_id).where(Evidence.id == _NUMBER),
}
EVERYTHING = Touched(set(), set(), set(), everything=True)


def _requests(session: Session, touched: Touched) -> set[int]:
    """The requests of open rounds in which something has changed."""
    wanted = (
        select(Request.id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .join(RequestItem, col(RequestItem.request_id) == Request.id)
    )
    if touched.everything:
        wanted = wanted.where(col(Cycle.state).in_(BEFORE_PUBLICATION))
    else:
        wanted = wanted.where(
            (col(RequestItem.recommendation_id).in_(touched.items) & col(Cycle.state).in_(BEFORE_PUBLICATION))
            | col(Cycle.id).in_(touched.cycles)
        )
    return {number or 0 for number in session.exec(wanted).all()}


def _changed(session: Session, touched: Touched, config: Config) -> list[tuple[int, bytes, bytes]]:
    """Messages that would be drawn differently now: their number, what they show, what they should show."""
    requests = _requests(session, touched)
    updates = _updates(session, touched)
    living = (
        select(Sent, Outbox)
        .join(Outbox, col(Outbox.id) == Sent.outbox_id)
        .where(Sent.channel == "slack", col(Outbox.kind).in_(messages.LIVING))
    )
    of_round = col(Outbox.request_id).in_(requests) | col(Outbox.inbound_id).in_(touched.inbound)
    found = list(session.exec(living.where(of_round)).all())
    cards = living.where(Outbox.kind == "card", col(Outbox.about).in_(_abouts(session, updates)))
    found += session.exec(cards).all()
    changed = []
    for sent, row in found:
        try:
            payload = deliver.draw(session, row, config)
        except Refused as refusal:
            logger.info("message %s stays as it is: %s", row.key, refusal)
            continue
        if payload != sent.payload:
            changed.append((sent.id or 0, sent.payload, payload))
    return changed


def _updates(session: Session, touched: Touched) -> list[Update]:
    """Updates of open rounds in which something has changed."""
    wanted = select(Update).join(Cycle, col(Cycle.id) == Update.cycle_id)
    wanted = wanted.where(col(Cycle.state).in_(BEFORE_PUBLICATION))
    if not touched.everything:
        wanted = wanted.where(col(Update.recommendation_id).in_(touched.items))
    return list(session.exec(wanted.order_by(col(Update.id))).all())


def _abouts(session: Session, updates: list[Update]) -> list[str]:
    return [
        json.dumps(_about(update, one))
        for update in updates
        for one in queries.contributions(session, update.id)
    ]


def _about(update: Update, one: Contribution) -> dict[str, int]:
    return {"update_id": update.id or 0, "contribution_id": one.id or 0}


def _cards(session: Session, touched: Touched, config: Config) -> list[dict[str, int]]:
    """Submissions for which the inspectorate has no card yet: the newest taken words of each update.

    Words that were decided on before anybody looked are none of its business here.
    """
    if not config.review_channel:
        return []
    found = []
    for update in _updates(session, touched):
        if update.state in ("awaited", "returned", "left"):
            continue  # what lacks a closure criterion goes back before anybody spends time on it (rule 3)
        heard = [one for one in queries.contributions(session, update.id) if one.taken]
        decided = select(func.max(Decision.at)).where(
            Decision.update_id == update.id, Decision.kind != "return"
        )
        last = session.exec(decided).one()
        if heard and (last is None or heard[-1].received_at >= last):
            key = f"card:{heard[-1].id}"
            if session.exec(select(Outbox.id).where(Outbox.key == key)).first() is None:
                found.append(_about(update, heard[-1]))
    return found


def _homes(session: Session, touched: Touched) -> dict[int, dict[str, object]]:
    """People whose Home tab shows what has changed, with the page they look at: those who have opened it."""
    requests = _requests(session, touched)
    asked = set(session.exec(select(Request.person_id).where(col(Request.id).in_(requests))).all())
    helping = select(Delegation.person_id).where(col(Delegation.request_id).in_(requests))
    asked |= set(session.exec(helping).all())
    opened = select(Outbox).where(Outbox.kind == "home", col(Outbox.person_id).in_(asked))
    rows = session.exec(opened.order_by(col(Outbox.id))).all()
    return {row.person_id: json.loads(row.about) for row in rows if row.person_id}
