"""What the inspectorate does with an update: approve, edit, return, verify, take in."""

import datetime as dt
from typing import get_args

from sqlmodel import Session

from followup import Refused, log, standing, targets, updates
from followup.claims import Claim
from followup.compose import superseded
from followup.dates import spoken
from followup.rules import Rules
from followup.states import (
    BEFORE_PUBLICATION,
    DECLINED,
    IN_WORDS,
    PROPOSAL_OF_CLAIM,
    REVIEWABLE,
    UNCONFIRMED,
    has_left,
)
from store import queries
from store.models import Contribution, Cycle, Decision, Recommendation, Update


def approve(
    session: Session,
    update: Update,
    *,
    rules: Rules,
    who: str,
    at: dt.datetime,
    override: str = "",
    date_reason: str = "",
) -> None:
    """Approve the working text for publication, with the dates and the proposal it carries.

    ``override`` is the reviewer's reason to put forward a closure that lacks a criterion (rule 3);
    ``date_reason`` the reason for a later date where the owner gave none (rule 5).
    """
    rec = _reviewable(session, update)
    whole = updates.composed(session, update)
    if not update.text.strip():
        raise Refused(f"{rec.item_id} has no update to approve yet")
    _refuse_own(session, update, who, "approves")
    missing = updates.unmet(session, update, whole, rules)
    if missing and not override:
        raise Refused(
            f"{rec.item_id} proposes closure but does not answer: {' '.join(missing)}"
            " Return it, or approve it with --override REASON"
        )
    targets.take(session, rec, update, whole, reason=date_reason, who=who, at=at)
    before, update.approved, update.state = update.approved or "", update.text, "approved"
    session.add(update)
    _propose(session, rec, update)
    _decide(session, update, "approve", who=who, at=at, before=before, reason=override or date_reason)


def _reviewable(session: Session, update: Update) -> Recommendation:
    rec = session.get_one(Recommendation, update.recommendation_id)
    if update.cycle_id is None:
        raise Refused(f"{rec.item_id}: an imported update is history; it is not reviewed")
    cycle = session.get_one(Cycle, update.cycle_id, with_for_update=True, populate_existing=True)
    session.refresh(update)
    if cycle.state not in BEFORE_PUBLICATION:
        raise Refused(f"the cycle is {cycle.state.replace('_', ' ')}; the paper can only be corrected now")
    if update.state not in REVIEWABLE:
        raise Refused(f"{rec.item_id} has no update to review (it is {IN_WORDS[update.state]})")
    return rec


def _refuse_own(session: Session, update: Update, who: str, verb: str) -> None:
    """Nobody decides about words sent by themselves or on their behalf, from whatever address."""
    own = set()
    for one in queries.contributions(session, update.id):
        own |= {one.who.lower(), *queries.addresses(session, one.person_id)}
    if who.lower() in own:
        raise Refused(f"nobody {verb} their own words; ask a colleague in the inspectorate")


def _propose(session: Session, rec: Recommendation, update: Update) -> None:
    if has_left(rec.status):
        raise Refused(f"{rec.item_id} has left the tracker")
    rec.status = PROPOSAL_OF_CLAIM.get(update.claim or "", "open")
    session.add(rec)


def edit(
    session: Session,
    update: Update,
    text: str,
    *,
    reason: str,
    who: str,
    at: dt.datetime,
    claim: str | None = None,
) -> None:
    """Change the working text; the owner's own words stay in the contribution (rule 10)."""
    rec = _reviewable(session, update)
    if not text.strip():
        raise Refused(f"{rec.item_id}: an edit needs a text")
    if not reason.strip():
        raise Refused("an edit needs a reason: add --reason")
    before, update.text = update.text, text.strip()
    if claim and claim not in get_args(Claim):
        raise Refused(f"a claim is one of {', '.join(get_args(Claim))}, not {claim!r}")
    if claim:
        update.claim = claim
    update.state = "amended"
    session.add(update)
    _decide(session, update, "edit", who=who, at=at, before=before, reason=reason)


def send_back(session: Session, update: Update, question: str, *, who: str, at: dt.datetime) -> None:
    """Return an update to its owner with a question; the answer comes back into the same item."""
    rec = _reviewable(session, update)
    if not question.strip():
        raise Refused(f"{rec.item_id}: say what you want to know: add --question")
    updates.send_back(session, update, question=question.strip(), who=who, at=at)


def verify(session: Session, update: Update, words: str, *, who: str, at: dt.datetime) -> None:
    """Record that the inspectorate has checked the evidence itself; it is printed (rule 3)."""
    rec = _reviewable(session, update)
    _refuse_own(session, update, who, "verifies")
    if not words.strip():
        raise Refused(f"{rec.item_id}: say what was checked: add --note")
    update.verified = f"{words.strip()} ({spoken(at.date())})"
    session.add(update)
    _decide(session, update, "verify", who=who, at=at, reason=words)


def take(
    session: Session, contribution: Contribution, *, reason: str, rules: Rules, who: str, at: dt.datetime
) -> Update:
    """Take a late, a delegate's or an unverified contribution into its item's update, with a reason."""
    update = session.get_one(Update, contribution.update_id)
    cycle = session.get_one(Cycle, update.cycle_id, with_for_update=True, populate_existing=True)
    session.refresh(contribution)  # its owner may have decided until the cycle was ours
    session.refresh(update)
    if contribution.taken:
        raise Refused(f"contribution {contribution.id} is already part of the update")
    if contribution.trust == DECLINED:
        raise Refused(f"contribution {contribution.id} was set aside by {contribution.confirmed_by}")
    if not reason.strip():
        raise Refused("say why it may be relied on: add --reason")
    if update.state == "left":
        gone = standing.gone(session, session.get_one(Recommendation, update.recommendation_id))
        raise Refused(f"{gone}; what is said here belongs into an edit of that item's update")
    _refuse_own(session, update, who, "takes in")
    if cycle.state not in BEFORE_PUBLICATION:
        raise Refused("the paper is out; keep this answer for the next cycle")
    contribution.taken = True
    if contribution.trust in UNCONFIRMED and contribution.confirmed_at is None:
        contribution.confirmed_by, contribution.confirmed_at = who, at
    session.add(contribution)
    session.flush()
    _decide(session, update, "take", who=who, at=at, after=contribution.text, reason=reason)
    if not superseded(queries.contributions(session, update.id), contribution):
        updates.recompose(session, update, contribution, rules=rules, at=at)
    return update


def _decide(
    session: Session,
    update: Update,
    kind: str,
    *,
    who: str,
    at: dt.datetime,
    before: str = "",
    after: str | None = None,
    reason: str = "",
) -> None:
    words = update.text if after is None else after
    session.add(
        Decision(
            update_id=update.id or 0, kind=kind, who=who, at=at, before=before, after=words, reason=reason
        )
    )
    session.flush()
    log.note(session, f"update {kind}", "update", update.id, who=who, at=at, words=words)
