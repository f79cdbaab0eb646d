"""What an item hangs on and what has gone into it, as one meeting's paper and its owners' mail show it."""

from sqlmodel import Session, col, select

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
    found = []
    for link, to in queries.links(session, rec.id):
        gone = rec if link.kind == "merged_into" else to
        if link.kind not in EVENTS or gone is None:
            found.append((link.kind, to.item_id if to else link.to_words))
        elif not _decided_later(session, gone, link.kind, meeting):
            found.append((link.kind, _named(to) if to else link.to_words))
    inbound = (
        select(Recommendation)
        .join(Link, col(Link.recommendation_id) == Recommendation.id)
        .where(Link.to_id == rec.id, Link.kind == "merged_into", Recommendation.status == "superseded")
    )
    for other in session.exec(inbound.order_by(col(Recommendation.id))).all():
        if not _decided_later(session, other, "merged_into", meeting):
            found.append(("supersedes", _named(other)))
    return [plain.Link.model_validate({"kind": kind, "to": to}) for kind, to in dict.fromkeys(found)]


def _named(rec: Recommendation) -> str:
    return " ".join(f"{rec.item_id} {rec.title}".split())


def _decided_later(session: Session, gone: Recommendation, kind: str, meeting: Meeting) -> bool:
    """Whether the decision that made a link came at this meeting or later; an imported link has none."""
    decided = [
        when.date
        for outcome, when in queries.outcomes(session, gone.id)
        if outcome.kind in (EVENTS[kind], "agreed")
    ]
    return bool(decided) and min(decided) >= meeting.date


def words(session: Session, rec: Recommendation, meeting: Meeting) -> list[str]:
    """The links as lines: ``Supersedes FLEET-1809-4.2 Service details``; ids and titles only (rule 11)."""
    return [link_words(link) for link in shown(session, rec, meeting)]
