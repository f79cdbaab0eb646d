"""What an item hangs on and what has gone into it, as one meeting's paper and its owners' mail show it."""

from sqlmodel import Session, col, select

from reports import history
from reports import paper as plain
from reports.draw.items import link_words
from store import queries
from store.models import Link, Meeting, Recommendation

EVENTS = {"merged_into": "merged", "supersedes": "merged", "split_from": "split"}
"""Links that a decision makes, and the kind of outcome that records it."""


def shown(session: Session, rec: Recommendation, meeting: Meeting) -> list[plain.Link]:
    """The links of an item that stand in the paper of a meeting (rule 6).

    What the panel merged or split is named with its title, for it stands nowhere else in the paper; it is
    first printed in the paper after the meeting that decided it.
    """
    found = [
        (link.kind, _named(to) if to and link.kind in EVENTS else to.item_id if to else link.to_words)
        for link, to in queries.links(session, rec.id)
        if not _made_later(session, rec, link, to, meeting)
    ]
    found += [
        ("supersedes", _named(other))
        for other in gone_into(session, rec)
        if not _decided(session, other, ("merged", "agreed"), meeting)
    ]
    return [plain.Link.model_validate({"kind": kind, "to": to}) for kind, to in dict.fromkeys(found)]


def gone_into(session: Session, rec: Recommendation) -> list[Recommendation]:
    """Items that left the tracker because they go on under this one, in order of the register."""
    inbound = (
        select(Recommendation)
        .join(Link, col(Link.recommendation_id) == Recommendation.id)
        .where(Link.to_id == rec.id, Link.kind == "merged_into", Recommendation.status == "superseded")
    )
    return list(session.exec(inbound.order_by(col(Recommendation.id))).all())


def words(session: Session, rec: Recommendation, meeting: Meeting) -> list[str]:
    """The links as lines: ``Supersedes FLEET-1809-4.2 Service details``; ids and titles only (rule 11)."""
    return [link_words(link) for link in shown(session, rec, meeting)]


def _named(rec: Recommendation) -> str:
    return " ".join(f"{rec.item_id} {rec.title}".split())


def _made_later(
    session: Session, rec: Recommendation, link: Link, to: Recommendation | None, meeting: Meeting
) -> bool:
    """Whether the link is newer than this meeting's paper: decided there or later, or first printed later."""
    if link.source_id is not None:
        return not history.printed_by(session, link.source_id, meeting)
    gone = rec if link.kind == "merged_into" else to
    if link.kind not in EVENTS or gone is None:
        return False
    return _decided(session, gone, (EVENTS[link.kind],), meeting)


def _decided(session: Session, gone: Recommendation, kinds: tuple[str, ...], meeting: Meeting) -> bool:
    """Whether the item left by a decision that the paper of a meeting cannot know yet."""
    days = [when.date for outcome, when in queries.outcomes(session, gone.id) if outcome.kind in kinds]
    return bool(days) and min(days) >= meeting.date
