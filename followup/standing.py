"""Whether an item may be merged or split now; every refusal names what to do."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, outcomes
from followup.asking import STANDING
from followup.dates import spoken
from followup.states import BEFORE_PUBLICATION, DECLINED, REVIEWABLE, has_left
from store import queries
from store.models import (
    Contribution,
    Cycle,
    Link,
    Meeting,
    PaperItem,
    Recommendation,
    SourcePaper,
    Update,
)


def check(
    session: Session, recs: list[Recommendation], *, meeting: Meeting, reason: str, at: dt.datetime
) -> None:
    """Refuse unless the body has met, holds every item, and a reason is given."""
    body = outcomes.sitting(session, meeting, at)
    if not reason.strip():
        raise Refused("say why the panel decided so: add --reason")
    for rec in recs:
        if has_left(rec.status):
            raise Refused(f"{gone(session, rec)}; only what stands on a tracker can be merged or split")
        moves = queries.moves(session, rec.id)
        if not moves or moves[-1].to_id != body.id:
            raise Refused(
                f"{rec.item_id}: {body.name} does not hold this item; name a meeting of the body that does"
            )


def gone(session: Session, rec: Recommendation) -> str:
    """Say that an item has left its tracker, and where its matter is followed up now."""
    into = [to.item_id for link, to in queries.links(session, rec.id) if link.kind == "merged_into" and to]
    wanted = select(Recommendation).join(Link, col(Link.recommendation_id) == Recommendation.id)
    split = wanted.where(Link.to_id == rec.id, Link.kind == "split_from").order_by(col(Recommendation.id))
    pieces = [piece.item_id for piece in session.exec(split).all()]
    if into:
        return f"{rec.item_id} has left the tracker: it was merged into {into[-1]}"
    if pieces:
        return f"{rec.item_id} has left the tracker: it was split into {', '.join(pieces)}"
    return f"{rec.item_id} has left the tracker ({rec.status.replace('_', ' ')})"


def check_shown(session: Session, rec: Recommendation, *, meeting: Meeting, at: dt.datetime) -> None:
    """Refuse where a later paper or decision shows that the item was still there after the meeting."""
    for _outcome, decided in queries.outcomes(session, rec.id):
        if decided.date > meeting.date:
            raise Refused(
                f"{rec.item_id}: a decision of {spoken(decided.date)} is recorded, after this meeting;"
                f" use --meeting {decided.date} or a later one"
            )
    papers = (
        select(Meeting)
        .join(SourcePaper, col(SourcePaper.meeting_id) == Meeting.id)
        .join(PaperItem, col(PaperItem.source_id) == SourcePaper.id)
        .where(PaperItem.recommendation_id == rec.id, col(SourcePaper.undone_at).is_(None))
    )
    days = [paper.date for paper in session.exec(papers).all()]
    days += [shown.date for update, shown, open_ in updates(session, rec, at) if not open_]
    if days and (last := max(days)) > meeting.date:
        raise Refused(
            f"{rec.item_id} stands in the paper of {spoken(last)}, after this meeting;"
            f" use --meeting {last} or a later one"
        )


def check_words(session: Session, rec: Recommendation, *, meeting: Meeting, at: dt.datetime) -> None:
    """Refuse where words about a leaving item wait for review, or are approved for a paper to come."""
    for update in queries.updates(session, rec.id):
        if update.cycle_id is not None:  # an answer under way is in before its words are looked for
            session.get_one(Cycle, update.cycle_id, with_for_update=True, populate_existing=True)
            session.refresh(update)
    look = f"`matters review show {rec.item_id}` shows them"
    for update, shown, open_ in updates(session, rec, at):
        waits = _waiting(session, update) if _round_open(session, update) else ""
        if waits:
            later = f", then use --meeting {shown.date} or a later one" if shown.date > meeting.date else ""
            raise Refused(
                f"{rec.item_id} has words for {spoken(shown.date)} that wait for review ({waits});"
                f" {look}: approve them first{later}"
            )
        if open_ and shown.date > meeting.date and update.approved not in (None, *STANDING):
            raise Refused(
                f"{rec.item_id}: its update for {spoken(shown.date)} is approved and will stand in that"
                f" paper; use --meeting {shown.date} or a later one"
            )


def updates(session: Session, rec: Recommendation, at: dt.datetime) -> list[tuple[Update, Meeting, bool]]:
    """Every update with the meeting of its paper, and whether that paper is still to come."""
    found = []
    for update in queries.updates(session, rec.id):
        meeting = session.get_one(Meeting, update.meeting_id)
        found.append((update, meeting, _round_open(session, update) and meeting.date >= at.date()))
    return found


def _round_open(session: Session, update: Update) -> bool:
    cycle = session.get(Cycle, update.cycle_id) if update.cycle_id else None
    return cycle is not None and cycle.state in BEFORE_PUBLICATION


def _waiting(session: Session, update: Update) -> str:
    """Name who sent the words of an update that nobody has approved yet; empty when there are none."""
    words = [c for c in queries.contributions(session, update.id) if c.taken or _stood_by(c)]
    if update.state in REVIEWABLE and update.state != "approved":
        return _senders(words) or update.state
    return _senders([c for c in words if not c.taken])


def _stood_by(one: Contribution) -> bool:
    """Whether its owner wrote it or stands by it; nobody else's words hold anything up."""
    return one.trust == "accepted" or (one.confirmed_at is not None and one.trust != DECLINED)


def _senders(words: list[Contribution]) -> str:
    said = [f"{c.who}, {spoken(c.received_at.date())}" for c in words]
    return "; ".join(dict.fromkeys(said))
