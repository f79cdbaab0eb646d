"""What the narrative style says on its front pages, composed from the paper's data (2019, paras 1-7)."""

from collections.abc import Callable
from itertools import count as counter

from reports import scales
from reports.draw import parts, sentences
from reports.draw.layout import Cell, Paragraph, Section, Table
from reports.paper import AuditorScale, Paper

CRITERIA = {
    "implemented": "that the recommendation has been implemented",
    "evidence": "what shows that it works, for example figures or the result of dip-sampling",
}
APPENDIX = "Internal audit tracker: each recommendation with its history and the latest update."
Numbered = Callable[..., Paragraph]


def sections(paper: Paper) -> list[Section]:
    """Give the front pages in printed order, the paragraphs numbered through."""
    step = counter(1)

    def numbered(text: str, points: list[str] | None = None) -> Paragraph:
        return Paragraph(text, next(step), points or [])

    return [
        Section("Purpose of report", _purpose(paper, numbered)),
        Section("Recommendation to the panel", _recommendation(paper, numbered)),
        *parts.notes(paper),
        *parts.closing(paper, APPENDIX),
        *parts.disagreements(paper),
    ]


def _purpose(paper: Paper, numbered: Numbered) -> list[Paragraph | Table]:
    found: list[Paragraph | Table] = [numbered(sentences.purpose(paper))]
    if paper.priorities:
        found.append(numbered(*sentences.priorities(paper)))
    found.append(numbered(sentences.total(paper, "priority and progress")))
    found += parts.summary_tables(paper, "Recommendations by priority and progress")
    agreed = [scale for scale in scales.of(paper) if scale.reporting]
    if agreed:
        found += [numbered(_agreed(agreed)), *(_rules(scale, paper.board) for scale in agreed)]
    if paper.criteria:
        found.append(_criteria([CRITERIA[name] for name in paper.criteria], numbered))
    if paper.board_items:
        found.append(numbered(sentences.board(paper)))
    return found


def _agreed(agreed: list[AuditorScale]) -> str:
    """Say above the tables who sees what, and when the whole report comes too (2019, para 4b)."""
    tables = "table below shows" if len(agreed) == 1 else "tables below show, one for each auditor's scale"
    seen = f"The panel has agreed which recommendations it sees, as the {tables}."
    if not any(row.whole_report for each in agreed for row in each.reporting):
        return seen
    return f"{seen} Where it says so, the whole audit report comes too, and the service area sends somebody."


def _criteria(points: list[str], numbered: Numbered) -> Paragraph:
    """Say what an update must state (2019, para 4e): lettered points, or one sentence where there is one."""
    if len(points) == 1:
        return numbered(f"Closure is proposed only where the update states {points[0]}.")
    ends = [*[";"] * (len(points) - 2), "; and", "."]
    stated = [words + end for words, end in zip(points, ends, strict=True)]
    return numbered("Closure is proposed only where the update states:", stated)


def _rules(scale: AuditorScale, board: str) -> Table:
    """Lay out who sees what, by the auditor's opinion and the priority (2019, para 4a)."""
    names = list(dict.fromkeys(name for row in scale.reporting for name in row.bodies))
    places = {"panel": "Panel", "board": board or "Board"}
    rows = [
        [
            Cell(row.assurance),
            *(Cell(places[row.bodies[n]] if n in row.bodies else "–") for n in names),
            Cell("Yes" if row.whole_report else "–"),
        ]
        for row in scale.reporting
    ]
    heads = [Cell("Assurance opinion"), *(Cell(name) for name in names), Cell("Whole report")]
    whose = f": {scale.name}" if scale.name else ""
    widths = [32, *[20] * len(names), 14]
    return Table(f"Where recommendations are reported{whose}", [heads], rows, widths)


def _recommendation(paper: Paper, numbered: Numbered) -> list[Paragraph | Table]:
    found: list[Paragraph | Table] = [
        numbered("The panel is asked to note the progress reported in Appendix A."),
        numbered(sentences.agreements(paper)),
    ]
    if paper.proposed():
        found.append(parts.proposed_table(paper, "Recommendations on which the panel's agreement is asked"))
    found.append(numbered("Each recommendation in Appendix A carries one of these words:"))
    return [*found, parts.key_table(paper)]
