"""Let every machine mail arrive in a fresh register, and compare what is there before and after."""

from collections import Counter

from sqlmodel import Session, col, select

from mail.intake import receive
from mail.sender import worded
from store import queries
from store.db import reading, writing
from store.models import Alarm, Contribution, Decision, Evidence, Inbound, Outbox, Recommendation, Update
from tests.machines import Mails, Told
from tests.machines.absences import ABSENCES
from tests.machines.bounces import FAILED, FOREIGN, LATE
from tests.machines.others import OTHERS
from tests.test_compose import OURS
from tests.test_intake import LATER, intake
from tests.world import OPENED, PAT, World

ITEM = "FLEET-2509-4.1"
GAUNTLET: dict[str, Mails] = {
    "absences": ABSENCES, "bounces": FAILED, "delays": LATE, "foreign": FOREIGN, "others": OTHERS,
}  # fmt: skip


def told(world: World) -> Told:
    """Word the request to Pat as the mailer does, and say what a machine at the other end knows of it."""
    with writing(world.engine) as session:
        person = queries.person_at(session, PAT)
        assert person is not None
        row = session.exec(
            select(Outbox).where(Outbox.person_id == person.id, Outbox.kind == "request")
        ).one()
        sent = worded(session, row.id or 0, outgoing=OURS, rules_of=lambda _panel: world.rules, at=OPENED)
        head = dict(
            line.split(": ", 1)
            for line in sent.payload.partition(b"\r\n\r\n")[0].decode().split("\r\n")
            if ": " in line
        )
        return Told(
            item=ITEM,
            owner=PAT,
            name="Pat Marsh",
            message_id=sent.message_id,
            subject=head["Subject"],
            return_path=OURS.envelope(row.id or 0, PAT).sender,
            reply_to=head["Reply-To"],
            mailbox=OURS.address,
            payload=sent.payload,
        )


def standing(session: Session) -> dict[str, list[object]]:
    """Everything that a machine's mail must leave as it is."""
    return {
        "contributions": list(session.exec(select(Contribution.id)).all()),
        "documents": list(session.exec(select(Evidence.id)).all()),
        "decisions": list(session.exec(select(Decision.id)).all()),
        "updates": list(
            session.exec(select(Update.id, Update.state, Update.text).order_by(col(Update.id))).all()
        ),
        "items": list(
            session.exec(
                select(Recommendation.id, Recommendation.status).order_by(col(Recommendation.id))
            ).all()
        ),
        "outbox": list(session.exec(select(Outbox.id)).all()),
    }


def run(world: World) -> Counter[str]:
    """Take in every mail of the gauntlet; gives counts, with those that did something by name."""
    ours = told(world)
    seen: Counter[str] = Counter()
    for group, mails in GAUNTLET.items():
        for name, build in mails.items():
            with reading(world.engine) as session:
                before = standing(session)
            done = receive(world.engine, build(ours), intake=intake(world), at=LATER)
            with reading(world.engine) as session:
                changed = standing(session) != before
            seen["tried"] += 1
            seen[group] += 1
            for trouble, there in (
                ("accepted wrongly", changed),
                ("not recognised", done.state != "automatic"),
            ):
                seen[trouble] += there
                if there:
                    seen[f"{trouble}: {group}, {name}: {done.state} {done.problem}"] += 1
    with reading(world.engine) as session:
        seen["lost"] = seen["tried"] - len(session.exec(select(Inbound)).all())
        seen["alarms"] = len(session.exec(select(Alarm)).all())
    return seen
