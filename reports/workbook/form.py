"""What the workbook consists of: its sheets and columns, the words of its cells, and what each one means."""

import datetime as dt
from typing import Literal, NamedTuple

from reports.paper import Recommendation, Status

Kind = Literal["text", "date", "month", "number", "flag"]
Value = str | int | dt.date | None
Row = dict[str, Value]
"""Heading -> value."""
RECOMMENDATIONS, UPDATES, BOARD_LIST = "Recommendations", "Updates", "Board list"
ITEM, TITLE, CONTINUED = "Item id", "Title", "Continued"
LATEST = "Latest update"
YES = "yes"
WITHHELD = "yes: see the restricted edition"
STYLE = "register"
"""The style of a paper that is the register and no house's."""


class Column(NamedTuple):
    """One column: its width in characters, and what it holds in a sentence for the first sheet.

    An ``optional`` one is left out where no row has anything in it.
    """

    heading: str
    width: int
    kind: Kind = "text"
    optional: bool = False
    note: str = ""


class Sheet(NamedTuple):
    """One sheet with a row of headings; ``note`` says what a row of it is."""

    name: str
    note: str
    columns: tuple[Column, ...]

    def named(self, heading: str) -> Column:
        """Give the column of a heading."""
        return next(column for column in self.columns if column.heading == heading)


Filled = tuple[Sheet, list[Column], list[list[Value]]]
"""A sheet with the columns that are used, and the cells of each row."""
OWN = Column(ITEM, 21, note="The name of the recommendation. It never changes, and ties the sheets together.")
OF = Column(TITLE, 30)
MORE = Column(
    CONTINUED, 12, optional=True, note="A cell too long for one row goes on in the rows beneath it."
)
CHECK = Column("To check", 26, optional=True, note="What a person should look at.")


def _main(updates: Column) -> tuple[Column, ...]:
    return (
        OWN,
        Column("Body", 8, note="Panel or Board: who monitors it."),
        Column("Held by", 18, optional=True, note="The body's name."),
        Column("Audit", 22),
        Column("Audit month", 17, "month", note="The month of the audit's report."),
        Column("Assurance", 13, optional=True, note="The auditor's opinion."),
        Column("Auditor", 14, optional=True),
        Column("Marking", 12, optional=True, note="Handling marking of the audit."),
        Column("Reference", 11, note="Its number in the audit's report; it repeats across audits."),
        Column(TITLE, 26),
        Column("Priority", 15),
        Column("RAG", 9, note="Computed from status, target date and priority; see the key above."),
        Column("Status", 13, note="open, proposed …, closed, or as agreed: not adopted, superseded."),
        Column(
            "Target in force", 18, "date", note="The date that holds now; empty where none can be computed."
        ),
        Column(
            "Slippage (days)", 10, "number", optional=True, note="From the first to the last promised date."
        ),
        Column("Threat", 16, optional=True, note="The risk or threat to delivering."),
        Column("Recommendation", 46, optional=True, note="Its text."),
        Column("Management response", 30, optional=True, note="What management said at first."),
        Column("Owners", 22, optional=True, note="A line each: Part 1: Name – Role."),
        Column("Target dates", 22, optional=True, note="A line each, oldest first: words = date."),
        updates,
        Column("Links", 16, optional=True, note="A line each: what it depends on or duplicates."),
        Column("Evidence", 20, optional=True, note="Names of documents, a line each."),
        Column("Progress", 20, optional=True, note="Of the board's list: what the board's table says."),
        CHECK,
        Column("Withheld", 12, optional=True, note="Marked: only id, title and colour are shown here."),
        MORE,
    )


STATUS_WORDS: dict[str, tuple[Status, Literal["not_adopted", "superseded"] | None]] = {
    "open": ("open", None),
    "proposed closed": ("proposed_closed", None),
    "proposed not adopted": ("not_adopted", None),
    "proposed superseded": ("superseded", None),
    "closed": ("closed", None),
    "agreed not adopted": ("closed", "not_adopted"),
    "agreed superseded": ("closed", "superseded"),
}
"""The word in the cell -> the status, and how the body agreed that the item leaves."""
BODY_WORDS = {"panel": "Panel", "board": "Board"}
LINK_WORDS = {
    "depends_on": "depends on",
    "duplicates": "duplicates",
    "merged_into": "merged into",
    "split_from": "split from",
    "supersedes": "supersedes",
}
MAIN = Sheet(
    RECOMMENDATIONS,
    "One row for each recommendation.",
    _main(Column(LATEST, 46, optional=True, note="All of them stand on the sheet Updates.")),
)
CSV = Sheet(
    RECOMMENDATIONS,
    "One row for each recommendation, and for each item of the board's list.",
    _main(Column(UPDATES, 60, note="Oldest first: a heading in brackets, its text beneath it.")),
)
ANY = Sheet(RECOMMENDATIONS, "", (*MAIN.columns, CSV.named(UPDATES)))
"""What the reader looks for: the columns of the workbook and of the CSV file."""
HISTORY = Sheet(
    UPDATES,
    "One row for each dated update, oldest first.",
    (
        OWN,
        OF,
        Column("Label", 24, note="Its heading in the paper."),
        Column("Month", 17, "month"),
        Column("Text", 100),
        Column("Verified", 30, optional=True, note="What the inspectorate checked itself."),
        Column("No answer", 10, "flag", optional=True, note="Nothing came in that round."),
        MORE,
    ),
)
DATES = Sheet(
    "Target dates",
    "One row for each promised date, oldest first.",
    (
        OWN,
        OF,
        Column("Part", 14, note="The part it is promised for; empty for the whole."),
        Column("Words", 40, note="As promised."),
        Column("Date", 19, "date", note="The day the words mean; empty where none can be computed."),
        MORE,
    ),
)
OWNERS = Sheet(
    "Owners",
    "One row for each person, post or supplier named as responsible.",
    (OWN, OF, Column("Part", 14), Column("Name", 34), Column("Role", 40), MORE),
)
LINKS = Sheet(
    "Links",
    "One row for each link between recommendations.",
    (OWN, OF, Column("Link", 16, note=", ".join(LINK_WORDS.values())), Column("To", 30), MORE),
)
EVIDENCE = Sheet(
    "Evidence", "One row for each document named as evidence.", (OWN, OF, Column("Document", 70), MORE)
)
AUDITS = Sheet(
    "Audits",
    "One row for each audit.",
    (
        Column("Audit", 40),
        Column("Audit month", 17, "month"),
        Column("Assurance", 18),
        Column("Auditor", 24),
        Column("Published", 19, "date", optional=True, note="The day its report was published."),
        Column("Marking", 20, optional=True, note="Handling marking."),
        Column("Counts", 30, note="Recommendations by priority, as printed over the audit."),
        MORE,
    ),
)
BOARD = Sheet(
    BOARD_LIST,
    "One row for each item that the board's table lists.",
    (
        Column("Audit", 30),
        Column("Reference", 10),
        Column(TITLE, 36),
        Column("Priority", 15),
        Column("Recommendation", 60),
        Column("Progress", 40),
        CHECK,
        MORE,
    ),
)
NOTES = Sheet(
    "Notes",
    "What the panel should see about this round.",
    (Column("Kind", 16), OWN, Column("Words", 80), MORE),
)
ABOUT = Sheet(
    "About",
    "The paper's front matter: a name, a detail where there is one, and what it says.",
    (Column("Field", 22), Column("Detail", 32), Column("Value", 90), MORE),
)
SHEETS = (MAIN, HISTORY, DATES, OWNERS, LINKS, EVIDENCE, AUDITS, BOARD, NOTES, ABOUT)
"""Every sheet that is a table, in order; before them stands the summary."""
SUMMARY, AUDITOR, PRIORITY, TOTAL, OF_WHICH = "Summary", "Auditor", "Priority", "Total", "of which: "


def status_word(rec: Recommendation) -> str:
    """Give the status in words; what a body agreed not to adopt, or as superseded, is told from closed."""
    agreed = rec.agreed if rec.status == "closed" else None
    return next(word for word, meant in STATUS_WORDS.items() if meant == (rec.status, agreed))
