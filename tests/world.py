"""A small invented register that the tests of the process stand on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from followup import calendar, cycle, people
from followup.people import Entry
from followup.rules import Rules
from reports import register
from reports.paper import Audit, BoardItem, Owner, Paper, Recommendation, TargetDate, Update
from store import queries
from store.db import writing
from store.models import Cycle, Meeting, Request
from store.models import Recommendation as Row

PANEL, BOARD = "Fenshire Audit Committee", "Strategic Risk Board"
JUNE, NOVEMBER = dt.date(2026, 6, 24), dt.date(2026, 11, 12)
IMPORTED = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
OPENED = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
REVIEWER = "inspectorate@fenshire.police.example"
PAT, ALEX, SAM = (f"{name}@fenshire.police.example" for name in ("pat.marsh", "alex.fenn", "sam.holme"))

PEOPLE = [
    Entry(name="Pat Marsh", post="Head of Fleet", email=PAT, head_of_department="Robin Dyke"),
    Entry(name="Alex Fenn", post="Evidence Stores Manager", email=ALEX),
    Entry(name="Sam Holme", post="Learning Lead", email=SAM),
    Entry(name="Robin Dyke", post="Chief Operating Officer", email="robin.dyke@fenshire.police.example"),
]


def item(
    audit: str, month: str, reference: str, title: str, owners: list[Owner], **more: object
) -> Recommendation:
    """One open recommendation with sensible values; ``more`` replaces them."""
    code = audit.split(maxsplit=1)[0]
    values: dict[str, object] = {
        "id": f"{code}-{month[2:4]}{month[5:7]}-{reference}",
        "audit": audit,
        "audit_month": month,
        "reference": reference,
        "title": title,
        "priority": "Significant",
        "text": f"The force should put {title.lower()} in place and check that it works.",
        "owners": owners,
        "target_dates": [TargetDate(words="31st December 2026", date=dt.date(2026, 12, 31))],
        "management_response": "Agreed.",
        "updates": [
            Update(label="Update June 2026", month="2026-06", text=f"Work on {title.lower()} began.")
        ],
    }
    return Recommendation.model_validate(values | more)


def paper() -> Paper:
    """Last meeting's paper: four open items, one proposal, one item of the board."""
    pat, alex = Owner(name="Pat Marsh"), Owner(name="Insp Alex Fenn")
    split = [Owner(name="Alex Fenn", part="1"), Owner(name="Sam Holme", part="2")]
    return Paper(
        style="narrative",
        meeting_date=JUNE,
        contacts=["Inspectorate - inspectorate@fenshire.police.example"],
        audits=[
            Audit(title="FLEET MANAGEMENT", assurance="Satisfactory", month="2025-09"),
            Audit(title="STORES", assurance="Limited", month="2026-02"),
        ],
        recommendations=[
            item("FLEET MANAGEMENT", "2025-09", "4.1", "Service checks", [pat]),
            item("FLEET MANAGEMENT", "2025-09", "4.2", "Performance indicators", [pat]),
            item("FLEET MANAGEMENT", "2025-09", "4.3", "Fuel cards", [pat], status="proposed_closed"),
            item("STORES", "2026-02", "4.1", "Key control", [alex], priority="Fundamental"),
            item("STORES", "2026-02", "4.2", "Officer training", split),
            item("STORES", "2026-02", "4.3", "Labels", [Owner(name="Nobody Known")], priority="Housekeeping"),
        ],
        board_items=[
            BoardItem(
                audit="Fleet Management", reference="4.4", title="User access", text="Review.", state="SRB",
                priority="Housekeeping",
            )
        ],
    )  # fmt: skip


@dataclass
class World:
    """The register in a database, with the handles tests need."""

    engine: Engine
    rules: Rules

    def row(self, session: Session, item_id: str) -> Row:
        """The recommendation of that id."""
        found = queries.item(session, item_id)
        assert found is not None
        return found

    def meeting(self, session: Session, date: dt.date) -> Meeting:
        """The panel's meeting on a date."""
        body = queries.body(session, PANEL)
        found = queries.meeting(session, body.id if body else None, date)
        assert found is not None
        return found

    def cycle(self, session: Session, date: dt.date = NOVEMBER) -> Cycle:
        """The cycle of a meeting."""
        found = queries.cycle_of(session, self.meeting(session, date).id)
        assert found is not None
        return found

    def request(self, session: Session, address: str) -> Request:
        """What the person at an address was asked in November."""
        person = queries.person_at(session, address)
        pairs = queries.requests(session, self.cycle(session).id)
        return next(request for request, asked in pairs if person and asked.id == person.id)

    def open(self) -> None:
        """Open the November cycle."""
        with writing(self.engine) as session:
            panel = calendar.body(session, PANEL, "panel")
            meeting = calendar.add_meeting(session, panel, NOVEMBER, who="test", at=OPENED)
            cycle.open_cycle(session, meeting, rules=self.rules, who="test", at=OPENED)


def build(
    engine: Engine,
    rules: Rules | None = None,
    printed: Paper | None = None,
    persons: Sequence[Entry] = PEOPLE,
) -> World:
    """Import the paper and the people."""
    with writing(engine) as session:
        register.write(
            session,
            printed or paper(),
            name="2026-06.txt",
            content=b"the paper",
            panel=calendar.body(session, PANEL, "panel"),
            board=calendar.body(session, BOARD, "board"),
            auditor="Marlowe Assurance",
            who="test",
            at=IMPORTED,
        )
        people.enter(session, persons, who="test", at=IMPORTED)
    return World(engine, rules or Rules())
