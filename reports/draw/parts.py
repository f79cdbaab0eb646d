"""The parts both house styles share: head, summary, closures, implications, contacts, keys, board table."""

from collections.abc import Sequence

from reports import figures, scales
from reports.draw.grammar import listing, long_date, one_line, sentence, the
from reports.draw.heads import heading
from reports.draw.items import MARKERS, anchor
from reports.draw.layout import Cell, Paragraph, Section, Table
from reports.paper import PROPOSED, PanelNote, Paper, Recommendation, SummaryRow

DELIVERY_KEY = {
    "RED": "Outstanding, and past its target date.",
    "AMBER": "In progress, and within its target date or without one.",
    "GREEN": "Completed, and proposed closed.",
    "GREY": "Superseded or not adopted, as proposed.",
}
OVER = {"RED": "Outstanding", "AMBER": "Outstanding", "GREEN": "Completed", "GREY": "Superseded"}
DISAGREEMENTS = "Where the published paper disagrees with itself"
DISAGREED = "What did not agree in the published paper, with the lines of the file it was imported from:"
MEETINGLESS = "Meeting date to be fixed"
SUBJECT = "Internal audit recommendations"
SEE_RESTRICTED = ": see the restricted edition."
FOR_PANEL = {"awaiting": "Decision awaited", "new_report": "New report"}
"""What the kinds of note are called that are printed; the others are for the inspectorate alone."""


def head(paper: Paper) -> list[tuple[str, str]]:
    """Give the lines under the panel's name, those that are known; each author has a line."""
    rows = (
        ("Report of", paper.report_of or ""),
        ("Organisation", paper.organisation),
        ("Subject", one_line(paper.subject) or SUBJECT),
        ("Date", meeting(paper)),
        ("Author" if len(paper.authors) == 1 else "Authors", "\n".join(paper.authors)),
        ("Edition", edition(paper)),
        ("Version", paper.version),
    )
    return [(name, value) for name, value in rows if value]


def edition(paper: Paper) -> str:
    """Say that the edition is restricted; nothing of the public one."""
    return "Restricted: not for publication" if paper.edition == "restricted" else ""


def foot(paper: Paper) -> str:
    """Give what stands at the foot of every page; the restricted edition says first that it is."""
    day = long_date(paper.meeting_date) if paper.meeting_date else ""
    return ", ".join(filter(None, [edition(paper), one_line(paper.panel), day]))


def meeting(paper: Paper) -> str:
    """Give ``Wednesday 24 July 2019, 10.00am``."""
    if paper.meeting_date is None:
        return MEETINGLESS
    day = f"{paper.meeting_date:%A} {long_date(paper.meeting_date)}"
    return f"{day}, {paper.meeting_time}" if paper.meeting_time else day


def summary_tables(paper: Paper, caption: str) -> list[Table]:
    """Give the summary of priorities by colour as the paper's scheme prints it.

    Several scales have a table each, and one more with the totals of each auditor and of all.
    """
    rows = figures.summary(paper)
    if not paper.scales:
        return [_summary(paper, caption, "Priority", [(row.priority, row) for row in rows])]
    *whose, end = [row for row in rows if row.priority == figures.TOTAL]
    tables = [
        _summary(
            paper,
            f"{caption}: {total.auditor}",
            "Priority",
            [(row.priority, row) for row in rows if row.auditor == total.auditor],
        )
        for total in whose
    ]
    totals = [*((row.auditor, row) for row in whose), ("Grand total", end)]
    return [*tables, _summary(paper, f"{caption}: all auditors", "Auditor", totals)]


def _summary(paper: Paper, caption: str, first: str, rows: Sequence[tuple[str, SummaryRow]]) -> Table:
    columns = rows[0][1].columns
    shown = [column.heading for column in columns]
    own = [
        Cell(first),
        *(Cell(word, tint=word, number=True) for word in shown),
        Cell("Total", number=True),
    ]
    body = [[Cell(name), *(_figure(c.value) for c in row.columns), _figure(row.total)] for name, row in rows]
    of_which = sum(column.of_which for column in columns)
    widths = [26, *[13] * (len(shown) - of_which), *[20] * of_which, 11]
    return Table(caption, [_over(paper, shown, of_which), own], body, widths, total=True)


def _over(paper: Paper, shown: Sequence[str], of_which: int) -> list[Cell]:
    """Give the heading row above the colours; neighbours under one word share a cell."""
    plain = len(shown) - of_which
    if paper.scheme == "risk":
        return [
            Cell(""),
            Cell("Remaining", span=plain, number=True),
            Cell("of which", span=of_which, number=True),
            Cell(""),
        ]
    words = [OVER.get(word, "") for word in shown]
    spans = {word: words.count(word) for word in words}
    return [Cell(""), *(Cell(word, span=spans[word], number=True) for word in spans), Cell("")]


def _figure(value: int) -> Cell:
    return Cell(str(value) if value else "–", number=True)


def proposed(paper: Paper) -> list[tuple[str, Recommendation]]:
    """Give the items put to the panel for agreement, each with its anchor, in printed order."""
    every = enumerate(paper.recommendations, start=1)
    return [(anchor(place), rec) for place, rec in every if rec.status in PROPOSED]


def proposed_table(paper: Paper, caption: str) -> Table:
    """Give what the panel is asked to agree, with the page of this paper where each item stands."""
    heads = [
        *(Cell(word) for word in ("Audit", "Priority", "Recommendation", "Proposal")),
        Cell("Page", web="Item"),
    ]
    rows = [
        [
            Cell(rec.audit),
            Cell(figures.priority(rec)),
            Cell(f"{heading(rec)} [{rec.id}]", web=heading(rec)),
            Cell(MARKERS[rec.status].capitalize()),
            Cell(rec.id, to=place),
        ]
        for place, rec in proposed(paper)
    ]
    return Table(caption, [heads], rows, [22, 17, 33, 16, 12])


def key_table(paper: Paper) -> Table:
    """Give the meaning of the colours: of progress (2019, para 7) or of risk (2022, Appendix A)."""
    if paper.scheme == "delivery":
        rows = [[Cell(word, tint=word), Cell(meaning)] for word, meaning in DELIVERY_KEY.items()]
    else:
        rows = [
            [Cell(colour, tint=colour), Cell(f"{name} priority{f' ({scale.name})' if scale.name else ''}")]
            for scale in scales.of(paper)
            for name, colour in scale.risk_colours.items()
        ]
    return Table("What the colours mean", [[Cell("Colour"), Cell("Meaning")]], rows, [18, 82])


def notes(paper: Paper) -> list[Section]:
    """Give what the panel should see about this round; about a withheld item only its id (rule 11)."""
    items = {rec.id: rec for rec in paper.recommendations}
    lines = [_note(note, items.get(note.item or "")) for note in paper.notes if note.kind in FOR_PANEL]
    return [Section("Notes to the panel", [Paragraph(line) for line in lines])] if lines else []


def _note(note: PanelNote, rec: Recommendation | None) -> str:
    """Give a note after its kind and item: ``New report: 4.2 Keys [STORES-2602-4.2]: Nobody was asked``."""
    if rec and rec.withheld:
        return f"{rec.id}{SEE_RESTRICTED}"
    named = f"{heading(rec)} [{rec.id}]" if rec else f"[{note.item}]" if note.item else ""
    return ": ".join(filter(None, [FOR_PANEL[note.kind], named, f"{said(note)}."]))


def said(note: PanelNote) -> str:
    """Give the words of a note as a sentence without its full stop."""
    return sentence(note.words).rstrip(" .")


def disagreements(paper: Paper) -> list[Section]:
    """Give, of a paper printed again from its import, where it disagreed with itself as published."""
    if not paper.discrepancies:
        return []
    points = [f"{one.message}{_lines(one.lines)}" for one in paper.discrepancies]
    words = (
        "This paper was published before, and is printed here again from the register. Figures and colours"
        f" are counted anew from the items in Appendix A. {DISAGREED}"
    )
    return [Section(DISAGREEMENTS, [Paragraph(words, 0, points)])]


def _lines(lines: Sequence[int]) -> str:
    """Name the lines of the file that was imported."""
    if not lines:
        return ""
    return f" ({'line' if len(lines) == 1 else 'lines'} {listing([str(line) for line in lines])})"


def closing(paper: Paper, appendix: str) -> list[Section]:
    """Give implications, the list of appendices and the people to contact."""
    sections = []
    if paper.implications:
        rows = [[Cell(name.rstrip(" :")), Cell(words)] for name, words in paper.implications.items()]
        table = Table("Implications", [[Cell("Area"), Cell("Implication")]], rows, [30, 70])
        sections.append(Section("Implications", [table]))
    sections.append(Section("List of appendices", [Paragraph(f"Appendix A: {appendix}")]))
    if paper.contacts:
        sections.append(Section("Contacts", [Paragraph(who) for who in paper.contacts]))
    return sections


def board_section(paper: Paper) -> Section | None:
    """Give the items monitored by the board instead of the panel (2019, para 4d), or None."""
    if not paper.board_items:
        return None
    board = the(one_line(paper.board) or "board")
    rows = [
        [
            Cell(each.audit),
            Cell(each.priority or ""),
            Cell(each.reference or ""),
            Cell("\n".join(filter(None, [each.title or "–", each.text])), titled=True),
            Cell(each.state),
        ]
        for each in paper.board_items
    ]
    words = ["Audit", "Priority", "Reference", "Recommendation", "Progress"]
    title = f"Recommendations monitored by {board}"
    return Section(title, [Table(title, [[Cell(word) for word in words]], rows, [20, 15, 11, 34, 20])])
