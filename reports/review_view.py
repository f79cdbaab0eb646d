"""What the inspectorate reads in a terminal: the queue, and new words beside old ones."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from followup import states
from followup.dates import spoken
from followup.interpret import Interpretation
from followup.kept import kept
from reports import evidence_view, mail_view, reach_view
from reports.candidates import Candidates
from reports.import_view import listed
from reports.loose import worth_reading
from reports.plain_lines import beside, block, first
from reports.terminal import yes
from store import queries
from store.models import Contribution, Cycle, Inbound, Outbox, Recommendation, Request, Update

MOST_GUESSED = 50
"""So many stray mails are held against what is open; more of them is a flood, not a queue."""

LONGEST_PROBLEM = 160
"""Characters of what is wrong that one line of the queue shows; `matters review show` has all of it."""
WITHOUT_BYTES = defer(Inbound.raw)  # type: ignore[arg-type] # a column to SQLAlchemy
"""A flood of large mails is listed without being read from the database."""


def queue(session: Session) -> list[dict[str, object]]:
    """What waits for the inspectorate: updates, late and unverified words, mail that fits nowhere."""
    rows: list[dict[str, object]] = []
    waiting = select(Update).where(col(Update.state).in_(("received", "amended", "returned")))
    for update in session.exec(waiting.order_by(col(Update.id))).all():
        rec = session.get_one(Recommendation, update.recommendation_id)
        words = first(update.text)
        rows.append({"id": rec.item_id, "state": update.state, "claim": update.claim, "words": words})
    waiting_words = (
        select(Contribution, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Contribution.recommendation_id)
        .where(col(Contribution.taken).is_(False), Contribution.trust != states.DECLINED)
        .order_by(col(Contribution.update_id), col(Contribution.received_at), col(Contribution.id))
    )
    for one, rec in session.exec(waiting_words).all():
        state = "late" if one.late else one.trust
        rows.append({"id": rec.item_id, "state": state, "contribution": one.id, "words": first(one.text)})
    stray = select(Inbound).where(col(Inbound.state).in_(states.WAITING)).options(WITHOUT_BYTES)
    rows += _stray(session, session.exec(stray.order_by(col(Inbound.id))).all())
    rows += list(_loose(session))
    rows += list(reach_view.queue(session))
    unsent = select(Outbox).where(col(Outbox.failed_at).is_not(None))
    rows += [
        {"id": f"outbox-{one.id}", "state": "not sent", "words": first(one.problem, LONGEST_PROBLEM)}
        for one in session.exec(unsent.order_by(col(Outbox.id))).all()
    ]
    return rows


def _stray(session: Session, mails: Sequence[Inbound]) -> Iterator[dict[str, object]]:
    """Mail that nothing binds, with the items it is most likely about."""
    guess = Candidates(session) if mails else None
    for number, one in enumerate(mails):
        row: dict[str, object] = {"id": f"mail-{one.id}", "state": one.state, "from": one.sender}
        found = guess.of(one, mail_view.text_of(one, kept(one))) if guess and number < MOST_GUESSED else []
        row["likely"] = [candidate.item_id for candidate in found]
        likely = f"; perhaps {found[0].item_id} ({found[0].owner})" if found else ""
        yield row | {"words": f"{first(one.problem, LONGEST_PROBLEM)}{likely}"}


def _loose(session: Session) -> Iterator[dict[str, object]]:
    """Messages of rounds not yet published that were understood, but not every word of them."""
    understood = (
        select(Inbound)
        .join(Request, col(Request.id) == Inbound.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .where(col(Inbound.state).in_(("understood", "unverified", "placed")), Inbound.unplaced != "")
        .where(col(Cycle.state).in_(states.BEFORE_PUBLICATION))
        .options(WITHOUT_BYTES)
    )
    for one in session.exec(understood.order_by(col(Inbound.id))).all():
        if worth_reading(one.unplaced):
            words = f"words without a place: {first(one.unplaced)}"
            yield {"id": f"mail-{one.id}", "state": "unplaced", "from": one.sender, "words": words}


def show(session: Session, rec: Recommendation, update: Update, on: dt.date) -> Iterator[str]:
    """Set the new words beside the last update, with what was understood, doubted, and who is away."""
    history = [u for u in queries.updates(session, rec.id) if u.approved and u.id != update.id]
    last = history[-1] if history else None
    state = f"{rec.priority or 'no priority'}, {rec.status}, {states.IN_WORDS[update.state]}"
    yield f"[{rec.item_id}] {rec.title}   ({state})"
    yield from beside(
        f"Last update ({last.label})" if last else "No update before",
        (last.approved or "") if last else "",
        f"New words ({update.claim or 'nothing yet'})",
        update.text,
    )
    if update.approved and update.approved != update.text:
        yield "Approved text (stands until the new words are approved):"
        yield from block(update.approved)
    for one in queries.contributions(session, update.id):
        yield from _contribution(one)
    offered = [one for one in queries.evidence(session, rec.id) if one.sha256 or one.link]
    yield from (f"Evidence: {line}" for line in evidence_view.lines(session, offered))
    yield from reach_view.owners_away(session, rec.id, on)
    for decision in queries.decisions(session, update.id):
        yield f"{decision.kind} by {decision.who}, {spoken(decision.at.date())}: {first(decision.reason)}"
    yield from listed("Doubts from the import", json.loads(rec.doubts))


def _contribution(one: Contribution) -> Iterator[str]:
    """Give one person's words: from whom, how far trusted, whether taken in, and how they were read."""
    reading = Interpretation.model_validate_json(one.reading)
    stood_by = one.confirmed_by and one.trust != states.DECLINED
    by = f", confirmed by {one.confirmed_by}" if stood_by else ""
    taken = by if one.taken else f" NOT TAKEN IN (review take {one.id})"
    taken = f" SET ASIDE by {one.confirmed_by}" if one.trust == states.DECLINED else taken
    part = f" part {one.part}" if one.part else ""
    yield f"Contribution {one.id}{part} from {one.who}, {one.trust}{', late' if one.late else ''}{taken}:"
    yield from block(one.text)
    day = reading.target_date
    yield (
        f"  understood: {reading.claim}; implemented {yes(reading.implemented)};"
        f" evidence {yes(reading.evidence)};"
        f" new target {spoken(day.date) if day else 'none'}"
    )
    yield from (f"  doubt: {doubt}" for doubt in reading.doubts)
