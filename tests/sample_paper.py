"""An invented panel paper of the Fenshire force, as rich and as messy as the published ones."""

import datetime as dt

from reports.paper import Audit, BoardItem, PanelNote, Paper, Reporting
from tests.sample_items import fleet, payroll, stores

MEETING = dt.date(2021, 3, 24)


def sample() -> Paper:
    """Give the paper for the meeting of 24 March 2021, delivery scheme."""
    return Paper(
        style="narrative",
        panel="Fenshire Joint Independent Audit Committee",
        organisation="Fenshire Police",
        meeting_date=MEETING,
        meeting_time="10.00am",
        report_of="Deputy Chief Constable",
        subject="Internal audit recommendations and tracking",
        authors=["Tamsin Oakley, Inspectorate"],
        contacts=["Tamsin Oakley, Inspectorate, tamsin.oakley@fenshire.example"],
        implications={
            "Financial": "None",
            "Legal": "None",
            "Equality impact assessment": "None",
            "Risks and impact": "Weaknesses stay where agreed recommendations are not carried out in time.",
            "Link to the Police and Crime Plan": "Openness and accountability.",
        },
        programme=["Payroll", "Vetting", "Core financial systems", "Fleet management", "Data protection"],
        priorities=["Fundamental", "Significant", "Housekeeping"],
        reporting=[
            Reporting(
                assurance="Satisfactory assurance or above",
                bodies={"Fundamental": "panel", "Significant": "panel", "Housekeeping": "board"},
            ),
            Reporting(
                assurance="Limited assurance or below",
                bodies={"Fundamental": "panel", "Significant": "panel", "Housekeeping": "panel"},
                whole_report=True,
            ),
        ],
        auditor="Larch & Partners",
        board="Strategic Risk Board",
        audits=[
            Audit(title="EVIDENTIAL PROPERTY STORES", assurance="Limited", month="2020-03"),
            Audit(title="FLEET MANAGEMENT", assurance="Satisfactory", month="2018-09"),
            Audit(title="PAYROLL", assurance="Satisfactory", month="2021-02"),
        ],
        recommendations=[*stores(), *fleet(), *payroll()],
        board_items=[
            BoardItem(
                audit="Fleet management",
                reference="4.6",
                title="Users of the fleet system",
                text="Access should be reviewed each year.",
                state="Agreed closed by the board, 16 February 2021",
                priority="Housekeeping",
            ),
            BoardItem(audit="Payroll", reference="4.3", title="Leavers", state="In progress"),
        ],
        notes=[
            PanelNote(
                kind="new_report", item="PAYROLL-2102-4.1", words="the report is new; nobody was asked yet"
            ),
            PanelNote(kind="awaiting", item="EVIDENTIAL-2003-4.2", words="HIDDEN NOTE"),
        ],
        version="Draft 1",
    )


def risk_sample() -> Paper:
    """Give the same paper under the risk scheme, where the colour is the priority's."""
    paper = sample()
    for rec in paper.recommendations:
        rec.rag = paper.risk_colours[rec.priority or ""]
    return paper.model_copy(update={"scheme": "risk", "style": "table", "board_items": []})
