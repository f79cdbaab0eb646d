"""An invented register of any size, varied and always the same, for tests and benchmarks of what is large."""

import datetime as dt
import random

from followup import rag
from followup.dates import slippage, spoken
from followup.rules import Rules
from reports import ids
from reports.paper import Audit, BoardItem, Link, Owner, Paper, Recommendation, Status, TargetDate, Update

MEETING = dt.date(2026, 6, 24)
EACH = 30
"""Recommendations in one audit."""
SUBJECTS = (
    "Fleet", "Payroll", "Stores", "Vetting", "Custody", "Estates", "Procurement", "Firearms", "Training",
    "Overtime", "Exhibits", "Intelligence", "Telephony", "Recruitment", "Pensions", "Forensics", "Wellbeing",
    "Complaints", "Detention", "Safeguarding",
)  # fmt: skip
KINDS = ("management", "licensing", "controls", "governance", "follow-up")
OPINIONS = ("Limited", "Satisfactory", "Significant", "No")
THINGS = (
    "key registers", "supplier checks", "access rights", "stock counts", "duty rosters", "training records",
    "mileage logs", "asset tags", "exception reports", "retention schedules", "signing limits", "risk logs",
)  # fmt: skip
VERBS = ("Review of", "Ownership of", "Sampling of", "Guidance on", "Reporting on", "Approval of")
STEPS = (
    "A draft was circulated to heads of department.", "The supplier delivered two of three modules.",
    "Dip-sampling of 40 records found 38 complete.", "The procedure went to the policy group for comment.",
    "Staff of the unit were briefed, and the guidance is on the intranet.",
    "The move of the office delayed the work by six weeks.", "A report goes to the senior team each month.",
    "- one store remains to be visited\n- labels are on order",
    "Costs: £4,300 & less than planned; see “Annex 2”.",
)  # fmt: skip
FIRST = ("Tamsin", "Idris", "Morwenna", "Ffion", "Bronwen", "Alex", "Robin", "Sam", "Pat", "Jo")
LAST = ("Oakley", "Quill", "Tregear", "Ashdown", "Marsh", "Fenn", "Holme", "Dyke", "Ŵyn", "O’Hara")
POSTS = ("Head of Unit", "Chief Inspector", "Stores Manager", "Finance Lead", None)
PRIORITIES = ("Fundamental", "Significant", "Housekeeping")
STATUSES: tuple[Status, ...] = ("open",) * 8 + ("proposed_closed", "not_adopted", "superseded")  # type: ignore[assignment]
REGISTERED = {"not_adopted": "proposed_not_adopted", "superseded": "proposed_superseded"}


def large_paper(count: int, *, updates: int = 5, seed: int = 1) -> Paper:
    """Give a panel paper with so many recommendations of about so many dated updates each.

    It agrees with itself (``figures.check`` finds nothing), and every item id is its own.
    """
    chance = random.Random(seed)  # noqa: S311 - variety, not secrecy
    audits = [_audit(number, chance) for number in range((count + EACH - 1) // EACH)]
    return Paper(
        style="narrative",
        panel="Fenshire Audit Committee",
        organisation="Fenshire Police",
        meeting_date=MEETING,
        subject="Internal audit recommendations and tracking",
        authors=["Tamsin Oakley, Inspectorate"],
        contacts=["Tamsin Oakley, Inspectorate, tamsin.oakley@fenshire.example"],
        priorities=list(PRIORITIES),
        board="Strategic Risk Board",
        audits=audits,
        recommendations=[_item(n, audits[n // EACH], updates, chance) for n in range(count)],
        board_items=[
            BoardItem(
                audit=audit.title,
                reference="9.1",
                title=f"Labels on {chance.choice(THINGS)}",
                text="Labels should be renewed each year.",
                state="In progress",
                priority="Housekeeping",
            )
            for audit in audits[::4]
        ],
    )


def _audit(number: int, chance: random.Random) -> Audit:
    """Give one audit; no two have the same first word and month, of which item ids are made."""
    round_, subject = divmod(number, len(SUBJECTS))
    month = f"{2016 + round_ // 12}-{round_ % 12 + 1:02}"
    title = f"{SUBJECTS[subject]} {chance.choice(KINDS)}".upper()
    return Audit(title=title, assurance=chance.choice(OPINIONS), month=month)


def _item(number: int, audit: Audit, updates: int, chance: random.Random) -> Recommendation:
    reference = f"4.{number % EACH + 1}"
    thing, priority = chance.choice(THINGS), chance.choice(PRIORITIES)
    status = chance.choice(STATUSES)
    promised = _dates(chance)
    target = rag.in_force(promised)
    known = [one.date for one in promised if one.date]
    registered = REGISTERED.get(status, status)
    return Recommendation(
        id=ids.item_id(audit.title, audit.month, reference),
        audit=audit.title,
        audit_month=audit.month,
        reference=reference,
        title=f"{chance.choice(VERBS)} {thing}",
        priority=priority,
        text=f"The force should put {thing} in order, and check each quarter that they stay so.\n\n"
        f"Risk: without {thing} losses are found late ({number} cases were sampled).",
        owners=_owners(chance),
        target_dates=promised,
        target_in_force=target,
        slippage_days=slippage(known)[1] if len(known) > 1 else None,
        management_response=chance.choice(["Agreed.", "Supported, within the budget of next year.", None]),
        updates=[_update(n, updates, chance) for n in range(max(0, updates + chance.choice((-1, 0, 1))))],
        rag=rag.colour(registered, target, priority, rules=Rules(), meeting=MEETING).colour,
        status=status,
        evidence=[f"Return {number}.xlsx"] if number % 5 == 0 else [],
        links=[Link(kind="depends_on", to="4.1")] if number % 7 == 3 and reference != "4.1" else [],
    )


def _dates(chance: random.Random) -> list[TargetDate]:
    """Give a date and up to two revisions of it, or words that give no day."""
    if chance.random() < 0.05:
        return [TargetDate(words="Ongoing")]
    days = sorted(
        dt.date(2025, 1, 31) + dt.timedelta(days=chance.randrange(900)) for _ in range(chance.randint(1, 3))
    )
    return [TargetDate(words=spoken(day), date=day) for day in days]


def _owners(chance: random.Random) -> list[Owner]:
    many = chance.choice((1, 1, 1, 2))
    return [
        Owner(
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            role=chance.choice(POSTS),
            part=str(n + 1) if many > 1 else None,
        )
        for n in range(many)
    ]


def _update(number: int, of: int, chance: random.Random) -> Update:
    """Give one quarter's update; the last ones are those of the last meetings."""
    quarter = 2026 * 4 + 1 - (of - number)
    year, month = quarter // 4, quarter % 4 * 3 + 3
    day = dt.date(year, month, 1)
    text = "\n\n".join(chance.sample(STEPS, chance.randint(1, 3)))
    return Update(label=f"Update {day:%B %Y}", month=f"{day:%Y-%m}", text=text)
