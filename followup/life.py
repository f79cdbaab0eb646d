"""Life events of an item, by the panel's decision: merged into another, split into several."""

import datetime as dt
from collections.abc import Callable

from sqlmodel import Session, select

from followup import Refused, asking, leaving, log, standing
from followup import pieces as parts
from followup.leaving import Done
from followup.pieces import FEWEST, Piece
from followup.rules import Rules
from store.models import Link, Meeting, Recommendation


def merge(
    session: Session,
    loser: Recommendation,
    winner: Recommendation,
    *,
    meeting: Meeting,
    reason: str,
    who: str,
    at: dt.datetime,
) -> Done:
    """Let one item go on under another: it leaves the tracker, its history readable from the winner.

    The papers up to the meeting still show it as it was; a round under way no longer asks about it, and
    the owners of both are told. Refused when the body of the meeting has not met or does not hold both,
    when words about the loser wait for review or go to a later paper, and when the winner itself goes on
    under the loser.
    """
    if loser.id == winner.id:
        raise Refused(f"{loser.item_id} cannot be merged into itself; name two items")
    standing.check(session, [loser, winner], meeting=meeting, reason=reason, at=at)
    if _goes_on_under(session, winner, loser):
        raise Refused(
            f"{winner.item_id} is itself taken forward under {loser.item_id};"
            f" merge {winner.item_id} into {loser.item_id} instead"
        )
    standing.check_words(session, loser, meeting=meeting, at=at)
    standing.check_shown(session, loser, meeting=meeting, at=at)
    outcome = leaving.decide(session, loser, "merged", meeting=meeting, who=who, at=at)
    why = f"merged into {winner.item_id}: {reason.strip()}"
    leaving.leave(session, loser, meeting=meeting, reason=why, who=who, at=at)
    leaving.link(session, loser, "merged_into", winner)
    leaving.link(session, winner, "supersedes", loser)
    for kind, rec in (("item merged", loser), ("item supersedes", winner)):
        log.note(session, kind, "recommendation", rec.id, who=who, at=at, words=reason)
    done = Done(items=[winner.item_id], notes=leaving.stray(session, loser))
    about = {"gone": loser.item_id, "now": [winner.item_id], "reason": reason.strip()}
    leaving.tell(session, outcome, [loser, winner], meeting=meeting, about=about, at=at, done=done)
    return done


def _goes_on_under(session: Session, rec: Recommendation, other: Recommendation) -> bool:
    """Whether following an item's merges leads to the other one."""
    seen: set[int | None] = set()
    ahead = [rec.id]
    while ahead:
        number = ahead.pop()
        seen.add(number)
        wanted = select(Link.to_id).where(Link.recommendation_id == number, Link.kind == "merged_into")
        ahead += [to for to in session.exec(wanted).all() if to is not None and to not in seen]
    return other.id in seen


def split(
    session: Session,
    rec: Recommendation,
    pieces: list[Piece],
    *,
    meeting: Meeting,
    reason: str,
    name: Callable[[str, str], str],
    rules: Rules,
    who: str,
    at: dt.datetime,
    keep: bool = False,
) -> Done:
    """Split an item into new ones; its history stays with it, and it leaves the tracker unless ``keep``.

    ``name`` gives a piece's item id from the parent's and the new reference. The pieces go into the same
    body with the parent's priority, threat and response, and are asked about in a round under way. Refused
    like ``merge``, and when an id is not free or a part is not known.
    """
    standing.check(session, [rec], meeting=meeting, reason=reason, at=at)
    if len(pieces) < (1 if keep else FEWEST):
        raise Refused(
            f"name the pieces of {rec.item_id}, at least two: --into REFERENCE=TITLE (or --keep it)"
        )
    names = [name(rec.item_id, piece.reference) for piece in pieces]
    parts.check(session, rec, pieces, names)
    if not keep:
        standing.check_words(session, rec, meeting=meeting, at=at)
    standing.check_shown(session, rec, meeting=meeting, at=at)
    outcome = leaving.decide(session, rec, "split", meeting=meeting, who=who, at=at)
    rows = [
        parts.enter(session, rec, piece, own, meeting=meeting, reason=reason, who=who, at=at)
        for piece, own in zip(pieces, names, strict=True)
    ]
    done = Done(items=names, notes=[] if keep else leaving.stray(session, rec))
    about = {"gone": rec.item_id, "now": names, "reason": reason.strip(), "kept": keep}
    leaving.tell(session, outcome, [rec, *rows], meeting=meeting, about=about, at=at, done=done)
    if not keep:
        why = f"split into {', '.join(names)}: {reason.strip()}"
        leaving.leave(session, rec, meeting=meeting, reason=why, who=who, at=at)
    log.note(session, "item split", "recommendation", rec.id, who=who, at=at, words=reason)
    ids = frozenset(row.id or 0 for row in rows)
    done.notes += asking.join(session, meeting.body_id, ids, rules=rules, at=at)
    return done
