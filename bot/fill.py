"""Cards and submissions as they stand in the register now."""

import hashlib
import json
from collections.abc import Sequence

from sqlmodel import Session, col, select

from bot import hours
from bot.cards import Card, Round, Submission
from bot.config import Config
from followup import closure, delegation, handling, updates
from followup.cycle import schedule
from followup.dates import spoken
from followup.interpret import Interpretation
from followup.rules import Rules
from followup.states import BEFORE_PUBLICATION, IN_WORDS, UNCONFIRMED
from reports import asked
from store import queries
from store.models import (
    Audit,
    Body,
    Contribution,
    Cycle,
    Decision,
    Evidence,
    Outbox,
    Person,
    Recommendation,
    Request,
    Update,
)

CLAIMS = {
    "progress": "progress",
    "complete": "implemented, without asking the panel to close it",
    "propose_closed": "implemented; the panel is asked to close it",
    "not_adopted": "management does not adopt it",
    "superseded": "something else has taken it over",
    "no_update": "no update yet",
}
OVER = "Collection is over: the paper is out. You will be asked again in the next round."


def round_of(session: Session, request: Request, config: Config) -> Round:
    """Give what one owner is asked in a round, what the panel asked and what is overdue first."""
    found = queries.dossier(session, request.id)
    rules = config.rules_of(found.body.name)
    closes = schedule(found.meeting.date, rules, config.zone).closes.astimezone(config.here)
    cards = [
        card(session, block, request, config, rules=rules, person=found.person)
        for block in asked.wanted(session, request)
    ]
    cards.sort(key=lambda one: (not one.question, not one.overdue))
    return Round(
        panel=found.body.name,
        meeting=spoken(found.meeting.date),
        closes=f"{closes:%A} {spoken(closes.date())}, {closes:%H:%M %Z}",
        cards=cards,
    )


def card_of(session: Session, of: delegation.Standing, config: Config) -> Card:
    """Give the card of one item as somebody sees it who answers about it."""
    rules = config.rules_of(queries.dossier(session, of.request.id).body.name)
    block = next(one for one in asked.wanted(session, of.request) if one.rec.id == of.rec.id)
    return card(session, block, of.request, config, rules=rules, person=of.person)


def card(
    session: Session, block: asked.Block, request: Request, config: Config, *, rules: Rules, person: Person
) -> Card:
    """Give the card of one item of a request as ``person`` sees it."""
    found = queries.dossier(session, request.id)
    said = asked.item(session, block, found.meeting, rules)
    update = queries.update_for(session, block.rec.id, request.cycle_id)
    state = session.get_one(Cycle, request.cycle_id).state
    return Card(
        item_id=said["id"],
        title=said["title"],
        audit=said["audit"],
        parts=said["parts"],
        rag=said["rag"],
        target=said["target"],
        question=said["question"],
        text="" if said["withheld"] else said["text"],
        last="" if said["withheld"] else said["last"],
        when=said["when"],
        withheld=said["withheld"],
        overdue=said["rag"].startswith("RED"),
        told=said["told"],
        over="" if state in BEFORE_PUBLICATION else OVER,
        delegates=[one.name for one in delegation.delegates(session, request.id, block.rec.id)],
        owner="" if person.id == found.person.id else found.person.name,
        **(_progress(session, update, found.person, config) if update and not said["withheld"] else {}),
    )


def withheld(session: Session, rec: Recommendation, config: Config) -> str:
    """Why nothing but id and title of an item may be shown (rule 11); empty when all may."""
    moves = queries.moves(session, rec.id)
    bodies = [session.get_one(Body, move.to_id or move.from_id) for move in moves[-1:]]
    audit = session.get_one(Audit, rec.audit_id)
    reasons = (handling.restricted(audit.handling, config.rules_of(body.name)) for body in bodies)
    return "; ".join(reason for found in reasons for reason in found)


def _progress(session: Session, update: Update, owner: Person, config: Config) -> dict[str, object]:
    """What has been received in this round and how far it has got; of several owners each has a part."""
    heard = [one for one in queries.contributions(session, update.id) if one.taken]
    if update.state in ("awaited", "none", "left") or not (heard or updates.is_approved(update)):
        return {}
    mine = any(one.person_id == owner.id for one in heard)
    if not mine and update.state not in ("approved", "returned"):
        return {"others": update.text}
    newest = max(heard, key=lambda one: one.received_at, default=None)
    when = f"Received {hours.in_words(newest.received_at, config.here)}" if newest else "Written for you"
    approved = update.state == "approved"
    back = _question(session, update) if update.state == "returned" else ""
    becomes = "approved for the paper" if approved else "the inspectorate has a question" if back else (
        "the inspectorate reads it before it goes to the panel"
    )  # fmt: skip
    return {
        "said": update.text or update.approved or "",
        "claim": update.claim or "",
        "state": f"{when}; {CLAIMS[update.claim or 'progress']}; {becomes}.",
        "returned": back,
        "locked": approved,
    }


def _question(session: Session, update: Update) -> str:
    asked_back = [one.reason for one in queries.decisions(session, update.id) if one.kind == "return"]
    return asked_back[-1] if asked_back else ""


def version(update: Update) -> str:
    """The name of an update's words as they stand: other words have another."""
    said = json.dumps([update.text, update.claim, update.approved, update.state])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def submission(
    session: Session, update: Update, config: Config, *, contribution: Contribution | None = None
) -> Submission:
    """Give what a reviewer is shown of an update; ``contribution`` is the one that the card was made for."""
    rec = session.get_one(Recommendation, update.recommendation_id)
    audit = session.get_one(Audit, rec.audit_id)
    every = queries.contributions(session, update.id)
    newest = every[-1] if every else None
    of = contribution or newest
    rules = config.rules_of(queries.body_of(session, update.meeting_id).name)
    withheld = "; ".join(handling.restricted(audit.handling, rules))
    history = [u for u in queries.updates(session, rec.id) if u.approved and u.id != update.id]
    held = f"Held in full, but not shown here ({withheld})"
    return Submission(
        update_id=update.id or 0,
        version=version(update),
        item_id=rec.item_id,
        title=rec.title,
        who=_who(session, of, config) if of else "nobody yet",
        trust=_trust(of),
        before="" if withheld or not history else history[-1].approved or "",
        now=held if withheld else update.text or (of.text if of else ""),
        claim=CLAIMS[update.claim or "progress"],
        criteria=_criteria(session, update, rules),
        evidence=[] if withheld else evidence(session, update),
        doubts=[] if withheld or of is None else Interpretation.model_validate_json(of.reading).doubts,
        held=withheld,
        state=_decided(session, update, of, newest, config),
        console=f"{config.console.rstrip('/')}/review/{update.id}" if config.console else "",
    )


def _who(session: Session, of: Contribution, config: Config) -> str:
    owner = session.get_one(Person, of.person_id)
    writer = queries.person_at(session, of.who)
    name = writer.name if writer else of.who
    sent = f"by {of.channel}, {hours.in_words(of.received_at, config.here)}"
    return f"{owner.name}, {sent}" if name == owner.name else f"{name} for {owner.name}, {sent}"


def _trust(of: Contribution | None) -> str:
    if of is None or of.taken:
        return ""
    why = "late: collection had closed" if of.late else UNCONFIRMED.get(of.trust, of.trust)
    return f"{why}; not taken in yet: `matters review take {of.id}`"


def _criteria(session: Session, update: Update, rules: Rules) -> dict[str, bool]:
    """Which closure criteria are met, of an update that proposes closure."""
    if update.claim != "propose_closed":
        return {}
    lacks = updates.unmet(session, update, updates.composed(session, update), rules)
    every = {name: closure.unmet(Interpretation(**_all_but(name)), rules) for name in rules.criteria}
    words = {"implemented": "Says what is in place", "evidence": "Shows that it works"}
    return {words[name]: not set(questions) & set(lacks) for name, questions in every.items()}


def _all_but(name: str) -> dict[str, bool]:
    return {one: one != name for one in ("implemented", "evidence")}


def evidence(session: Session, update: Update) -> list[str]:
    """The documents of an update, each with whether we have it, and those that could not be had."""
    every = queries.contributions(session, update.id)
    ours = {c.id for c in every}
    came = col(Outbox.inbound_id).in_({c.inbound_id for c in every})
    fetches = session.exec(select(Outbox).where(Outbox.kind == "fetch", came)).all()
    asked_for = {about["evidence_id"]: (row, about) for row in fetches if (about := json.loads(row.about))}
    names = []
    for one in queries.evidence(session, update.recommendation_id):
        row, _about = asked_for.pop(one.id or 0, (None, None))
        if one.contribution_id in ours:
            names.append(f"{one.name}{_whether_held(one, row)}")
    lost = [(row, about) for row, about in asked_for.values() if about["contribution_id"] in ours]
    return names + [f"{about['name']} (could not be fetched: {row.problem})" for row, about in lost]


def _whether_held(one: Evidence, row: Outbox | None) -> str:
    if one.link:
        return " (a link)"
    if one.sha256:
        return ""
    return f" (not fetched yet: {row.problem})" if row and row.problem else " (being fetched)"


def _decided(
    session: Session, update: Update, of: Contribution | None, newest: Contribution | None, config: Config
) -> str:
    """What has become of it; empty while it waits for a decision."""
    if of is not None and newest is not None and newest.id != of.id:
        return "Newer words have come; see the card below."
    if update.state in ("received", "amended"):
        return ""
    last: Sequence[Decision] = queries.decisions(session, update.id)[-1:]
    by = f" by {last[0].who}, {hours.in_words(last[0].at, config.here)}" if last else ""
    return f"{IN_WORDS[update.state].capitalize()}{by}."
