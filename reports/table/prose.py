"""What the table style says on its front pages, composed from the paper's data (2022, paras 1-8)."""

from itertools import count as counter

from reports.draw import parts, sentences
from reports.draw.layout import Paragraph, Section, Table
from reports.paper import Paper

APPENDIX = "Internal audit tracker: one table of all recommendations with the owners' updates."


def sections(paper: Paper) -> list[Section]:
    """Give the front pages in printed order, the paragraphs numbered through."""
    step = counter(1)
    found = []
    if paper.programme:
        who, whom = paper.auditor or "The internal auditor", paper.organisation or "the organisation"
        verb = "audit" if sentences.several(paper) else "audits"
        words = f"{who} {verb} {whom} to a yearly programme. This year's audits are:"
        found.append(Section("Background", [Paragraph(words, next(step), paper.programme)]))
    purpose: list[Paragraph | Table] = [Paragraph(sentences.purpose(paper), next(step))]
    if paper.priorities:
        words, points = sentences.priorities(paper)
        purpose.append(Paragraph(words, next(step), points))
    split = "priority" if paper.scheme == "risk" else "priority and progress"
    purpose.append(Paragraph(sentences.total(paper, split), next(step)))
    purpose += parts.summary_tables(paper, f"Recommendations by {split}")
    return [
        *found,
        Section("Purpose of report", purpose),
        Section("Recommendation to the panel", _recommendation(paper, step)),
        *parts.notes(paper),
        *parts.closing(paper, APPENDIX),
        *parts.disagreements(paper),
    ]


def _recommendation(paper: Paper, step: "counter[int]") -> list[Paragraph | Table]:
    found: list[Paragraph | Table] = [
        Paragraph("The panel is asked to note the progress reported in Appendix A.", next(step)),
        Paragraph(sentences.agreements(paper), next(step)),
    ]
    if paper.proposed():
        found.append(parts.proposed_table(paper, "Recommendations on which the panel's agreement is asked"))
    return found
