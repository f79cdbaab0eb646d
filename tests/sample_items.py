"""The invented recommendations of the sample paper, as messy as the published ones."""

import datetime as dt

from reports.paper import Link, Owner, Recommendation, TargetDate, Update

LONG = "\n\n".join(
    f"Week {week}: the team visited store {week}, checked {week * 7} exhibits against the system, "
    "found each on its shelf, and wrote the result into the weekly return that the manager signs. "
    "Where a label could not be read it was replaced, and the officer in the case was told the same day."
    for week in range(1, 91)
)
MILESTONES = """Milestones agreed with the supplier:

Activity | Involved | Start | Target
Test environment | Supplier | January 2021 | February 2021
Acceptance testing | Workshop, supplier | March 2021 | April 2021
Launch of the scheduler | Workshop | May 2021 | June 2021

- Risk: no cover for the workshop's clerk
- Mitigation: stickers in each car show the next service

1. Load the schedules
2. Train the clerks
3. Switch over

Next report to the Fleet Board.
The board meets each quarter."""


def _dates(*words: tuple[str, dt.date | None], part: str | None = None) -> list[TargetDate]:
    return [TargetDate(words=each, date=day, part=part) for each, day in words]


def stores() -> list[Recommendation]:
    """Three items: one long and in parts, one withheld, one verified and proposed closed."""
    audit = {"audit": "EVIDENTIAL PROPERTY STORES", "audit_month": "2020-03"}
    return [
        Recommendation(
            id="EVIDENTIAL-2003-4.1",
            reference="4.1",
            title="Movements between stores",
            priority="Fundamental",
            text="Each movement of an exhibit should be recorded at once.\n\nManagers should test this.",
            owners=[
                Owner(name="Morwenna Tregear", role="Evidential Property Manager", part="1"),
                Owner(name="Idris Quill", role="Chief Inspector", part="2"),
            ],
            target_dates=[
                *_dates(("end of March 2020", dt.date(2020, 3, 31)), part="1"),
                *_dates(("May 2020", dt.date(2020, 5, 31)), ("Ongoing", None), part="2"),
            ],
            management_response="Accepted. The stores are being refitted: £43k & more < £50k.",
            updates=[
                Update(label="Update November 2020:", month="2020-11", text=LONG),
                Update(
                    label="Update March 2021:",
                    month="2021-03",
                    text="4. CCTV ordered.\n8iii. Training is set.",
                ),
            ],
            rag="AMBER",
            links=[Link(kind="depends_on", to="FLEET-1809-4.2")],
            evidence=["Weekly return.xlsx", "Audit of stores.pdf"],
            doubts=["a doubt that the panel never reads"],
            **audit,
        ),
        Recommendation(
            id="EVIDENTIAL-2003-4.2",
            reference="4.2",
            title="Armoury keys",
            priority="Significant",
            text="SECRET WEAKNESS of the armoury",
            owners=[Owner(name="Hidden Holder")],
            updates=[Update(label="Update March 2021", month="2021-03", text="HIDDEN PROGRESS")],
            rag="RED",
            target_in_force=dt.date(2020, 1, 31),
            withheld=True,
            **audit,
        ),
        Recommendation(
            id="EVIDENTIAL-2003-4.3",
            reference="4.3",
            title="Signatures of witnesses",
            priority="Significant",
            text="The procedure should say when a witness signs.",
            owners=[Owner(name="Morwenna Tregear", role="Evidential Property Manager")],
            target_dates=_dates(
                ("31st July 2020", dt.date(2020, 7, 31)),
                ("November 2020", dt.date(2020, 11, 30)),
                ("31st January 2021", dt.date(2021, 1, 31)),
            ),
            target_in_force=dt.date(2021, 1, 31),
            slippage_days=184,
            updates=[
                Update(label="Update November 2020", month="2020-11", text="Drafted."),
                Update(
                    label="Update March 2021",
                    month="2021-03",
                    text="In force since 4 January 2021. 60 of 60 sampled records bear both signatures.",
                    verified="the inspectorate checked 20 of the 60 records on 2 March 2021",
                ),
            ],
            rag="GREEN",
            status="proposed_closed",
            **audit,
        ),
    ]


def fleet() -> list[Recommendation]:
    """Three items: one with a table and lists, one nobody answered, one not adopted."""
    audit = {"audit": "FLEET MANAGEMENT", "audit_month": "2018-09"}
    head = [Owner(name="Ffion Ashdown", role="Head of Transport")]
    return [
        Recommendation(
            id="FLEET-1809-4.2",
            reference="4.2",
            title="Sample check of service details",
            priority="Fundamental",
            threat="Improved management decision making",
            text="Services should follow the mileage of each car.",
            owners=[*head, Owner(name="Autoplan Ltd")],
            target_dates=_dates(("July 2019", dt.date(2019, 7, 31)), ("June 2021", dt.date(2021, 6, 30))),
            target_in_force=dt.date(2021, 6, 30),
            slippage_days=700,
            management_response="Supported.",
            updates=[Update(label="Update March 2021", month="2021-03", text=MILESTONES)],
            rag="AMBER",
            **audit,
        ),
        Recommendation(
            id="FLEET-1809-4.4",
            reference="4.4",
            title="Performance indicators",
            priority="Significant",
            threat="Improved management decision making",
            text="Indicators should be reported to the fleet board.",
            owners=head,
            target_dates=_dates(("end of 2020", dt.date(2020, 12, 31))),
            target_in_force=dt.date(2020, 12, 31),
            updates=[
                Update(label="Update March 2021", month="2021-03", text="No update received for this meeting")
            ],
            rag="RED",
            links=[Link(kind="depends_on", to="4.2")],
            **audit,
        ),
        Recommendation(
            id="FLEET-1809-4.5",
            reference="4.5",
            title="Procurement policy",
            priority="Housekeeping",
            threat="Value for money",
            text="A policy of its own should be written.",
            owners=head,
            target_dates=_dates(("N/A", None)),
            management_response="Not accepted: the national framework is followed.",
            updates=[
                Update(label="Update March 2021", month="2021-03", text="A separate policy is not needed.")
            ],
            rag="GREY",
            status="not_adopted",
            **audit,
        ),
    ]


def payroll() -> list[Recommendation]:
    """Two items: one of a new report without an owner, one superseded and without a date."""
    audit = {"audit": "PAYROLL", "audit_month": "2021-02"}
    return [
        Recommendation(
            id="PAYROLL-2102-4.1",
            reference="4.1",
            title="Quarterly indicators of the provider",
            priority="Significant",
            threat="Value for money",
            text="Indicators should show how the provider performs.",
            updates=[
                Update(label="Update March 2021", text="Recently published report; an update will follow.")
            ],
            rag="AMBER",
            target_in_force=dt.date(2021, 9, 30),
            target_dates=_dates(("end of September 2021", dt.date(2021, 9, 30))),
            **audit,
        ),
        Recommendation(
            id="PAYROLL-2102-4.2",
            reference="4.2",
            title="Overpayments",
            priority="Housekeeping",
            threat="Value for money",
            text="Overpayments should be followed up.",
            owners=[Owner(name="Bronwen Ŵyn-Ŷork", role="Payroll Manager")],
            updates=[Update(label="Update March 2021", text="Taken over by the finance audit of 2021.")],
            rag="GREY",
            status="superseded",
            **audit,
        ),
    ]
