"""The invented paper of two auditors, each with priorities, ladder and colours of its own."""

from followup.rules import Rules, Scale
from reports import scales
from reports.paper import Paper
from tests.sample_paper import risk_sample, sample

LARCH, BRYCE = "Larch & Partners", "Bryce Audit"
RULES = Rules(
    scales=(
        Scale(
            auditor=BRYCE,
            priorities=("High", "Medium", "Low", "Advisory"),
            assurance=("None", "Minimal", "Reasonable", "Substantial"),
            well_from="Reasonable",
            panel_when_well=("High", "Medium"),
            risk_colours={"High": "RED", "Medium": "AMBER", "Low": "GREEN", "Advisory": "GREEN"},
        ),
    )
)
TRANSLATED = {"Fundamental": "High", "Significant": "Medium", "Housekeeping": "Advisory"}


def two_auditors(*, risk: bool = False) -> Paper:
    """Give the sample with fleet audited by Bryce: three items of eight on its scale."""
    paper = risk_sample() if risk else sample()
    for audit in paper.audits:
        audit.auditor = BRYCE if audit.title.startswith("FLEET") else LARCH
        if audit.auditor == BRYCE:
            audit.assurance = "Reasonable"
            for rec in paper.of(audit):
                rec.priority = TRANSLATED[rec.priority or ""]
    paper.auditor = f"{BRYCE} and {LARCH}"
    scales.put_in(paper, RULES)
    return paper
