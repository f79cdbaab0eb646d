"""The mails that the tuning part of the reply set answers, worded by our own templates."""

import datetime as dt
import functools
import shutil
import tempfile
from pathlib import Path

from sqlmodel import Session, select

from demo.clients import compose
from followup import audits, calendar, cycle, people
from followup.people import Entry
from followup.rules import Rules
from mail.intake import Intake, receive
from mail.sender import worded
from reports import register
from reports.paper import Audit, Owner, Paper, Recommendation, TargetDate, Update
from store import queries
from store.db import connect, upgrade, writing
from store.models import Outbox
from tests.test_compose import OURS, SENDERS
from tests.world import BOARD, IMPORTED, JUNE, NOVEMBER, OPENED, PANEL, World

ONE, FEW, MANY, MARKED, PART = (
    f"{name}@fenshire.police.example" for name in ("una", "fay", "mia", "max", "pia")
)
PEOPLE = [
    Entry(name="Una Reed", post="Head of Records", email=ONE),
    Entry(name="Fay Colne", post="Head of Estates", email=FEW),
    Entry(name="Mia Orwell-Stour", post="Chief Finance Officer", email=MANY),
    Entry(name="Max Deben", post="Head of Stores", email=MARKED),
    Entry(name="Pia Alde", post="Training Lead", email=PART),
]
LATER = OPENED + dt.timedelta(days=2)
CLAIM = "The retention schedule has been fully implemented in all departments. Please close."

LONG = (
    "The force should review the arrangements for disposal, which today differ between the north and the"
    " south of the county, and should agree one procedure with the Office of the Commissioner.\nThe procedure"
    " should state:\n- who authorises a disposal;\n- how long records are kept (at least six years);\n- what"
    " is checked each quarter, by whom, and to whom exceptions are reported.\n"
    "Audit suggests that 5% of disposals are sampled."
)
HISTORY = (
    "1. The working group met on 14 May 2026.\n2. A draft procedure is with the two departments.\n"
    "3. CCTV: ongoing.\n\nFurther work depends on the new system, which is due in September 2026."
)


def _item(audit: str, month: str, ref: str, title: str, *owners: Owner, **more: object) -> Recommendation:
    values: dict[str, object] = {
        "id": f"{audit.split(maxsplit=1)[0]}-{month[2:4]}{month[5:7]}-{ref}",
        "audit": audit,
        "audit_month": month,
        "reference": ref,
        "title": title,
        "priority": "Significant",
        "text": f"Management should make sure that {title.lower()} is checked at least once a year.",
        "owners": list(owners),
        "target_dates": [TargetDate(words="31st December 2026", date=dt.date(2026, 12, 31))],
        "management_response": "Agreed.",
        "updates": [Update(label="Update June 2026", month="2026-06", text=f"{title} is being looked at.")],
    }
    return Recommendation.model_validate(values | more)


def _paper() -> Paper:
    una, fay, mia, max_ = (Owner(name=entry.name) for entry in PEOPLE[:4])
    records, estates, payroll, vehicles = "RECORDS AND DISPOSAL", "ESTATES", "PAYROLL", "VEHICLES"
    ongoing = [Update(label="Update June 2026", month="2026-06", text="Ongoing.")]
    long = [Update(label="Update June 2026", month="2026-06", text=HISTORY)]
    undated = [TargetDate(words="Ongoing", date=None)]
    part = [Owner(name="Max Deben", part="1"), Owner(name="Pia Alde", part="2")]
    return Paper(
        style="narrative",
        meeting_date=JUNE,
        contacts=["Inspectorate - inspectorate@fenshire.police.example"],
        audits=[
            Audit(title=records, assurance="Limited", month="2025-10"),
            Audit(title=estates, assurance="Satisfactory", month="2026-01"),
            Audit(title=payroll, assurance="Satisfactory", month="2025-07"),
            Audit(title=vehicles, assurance="Limited", month="2025-09"),
            Audit(title="ARMOURY", assurance="Limited", month="2026-02"),
        ],
        recommendations=[
            _item(records, "2025-10", "4.1", "Retention schedule", una, text=LONG, updates=long),
            _item(estates, "2026-01", "4.1", "Fire doors", fay, updates=ongoing, priority="Fundamental"),
            _item(estates, "2026-01", "4.2", "Lease register", fay, text=LONG, updates=[]),
            _item(estates, "2026-01", "4.3", "Contractors' passes – issue & return", fay),
            _item(payroll, "2025-07", "3.1", "Overpayments", mia, updates=long, target_dates=undated),
            _item(payroll, "2025-07", "3.2", "Leavers", mia, updates=ongoing),
            _item(payroll, "2025-07", "3.10", "Segregation of duties", mia, text="Duties should be split."),
            _item(vehicles, "2025-09", "4.2", "Fuel cards", mia, text=LONG),
            _item(vehicles, "2025-09", "4.4", "Performance indicators", mia, updates=[]),
            _item(records, "2025-10", "4.2", "Access to archives", mia, priority="Housekeeping"),
            _item("ARMOURY", "2026-02", "2.1", "Key control", max_),
            _item("ARMOURY", "2026-02", "2.2", "Stock check", max_),
            _item(records, "2025-10", "4.5", "Officer training", *part),
        ],
    )  # fmt: skip


def _build(folder: Path) -> World:
    engine = connect(f"sqlite:///{folder / 'asked.db'}")
    upgrade(engine)
    rules = Rules()
    with writing(engine) as session:
        panel, board = calendar.body(session, PANEL, "panel"), calendar.body(session, BOARD, "board")
        register.write(
            session, _paper(), name="2026-06.txt", content=b"the paper", panel=panel, board=board,
            auditor="Marlowe Assurance", who="test", at=IMPORTED,
        )  # fmt: skip
        people.enter(session, PEOPLE, who="test", at=IMPORTED)
        audits.mark(session, "ARMOURY-2602", "OFFICIAL-SENSITIVE", who="test", at=OPENED)
        meeting = calendar.add_meeting(session, panel, NOVEMBER, who="test", at=OPENED)
        cycle.open_cycle(session, meeting, rules=rules, who="test", at=OPENED)
    return World(engine, rules)


def _newest(world: World, session: Session, address: str, kind: str) -> bytes:
    person = queries.person_at(session, address)
    assert person is not None
    rows = select(Outbox).where(Outbox.person_id == person.id, Outbox.kind == kind)
    row = session.exec(rows.order_by(Outbox.id.desc())).first()  # type: ignore[union-attr]
    assert row is not None
    return worded(session, row.id or 0, outgoing=OURS, rules_of=lambda _panel: world.rules, at=OPENED).payload


@functools.cache
def mails() -> dict[str, bytes]:
    """Everything sent, by name: a request for each person, one question, one receipt."""
    folder = Path(tempfile.mkdtemp())
    try:
        world = _build(folder)
        names = {"one": ONE, "few": FEW, "many": MANY, "marked": MARKED, "part": PART}
        with writing(world.engine) as session:
            found = {name: _newest(world, session, at, "request") for name, at in names.items()}
        answer = compose(
            "thunderbird inline", request=found["one"], answers={"RECORDS-2510-4.1": CLAIM}, from_=ONE,
            date=LATER, message_id="<first@client.example>",
        )  # fmt: skip
        receive(
            world.engine,
            answer,
            intake=Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: world.rules),
            at=LATER,
        )
        with writing(world.engine) as session:
            found["question"] = _newest(world, session, ONE, "question")
            found["receipt"] = _newest(world, session, ONE, "receipt")
        world.engine.dispose()
    finally:
        shutil.rmtree(folder)
    return found
