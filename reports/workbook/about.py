"""The sheet About, both ways: a paper's front matter as rows of a field, a detail and a value."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.paper import Paper, Reporting
from reports.workbook import lines, scales
from reports.workbook.cells import day_of
from reports.workbook.form import Row, Value
from reports.workbook.grid import Record, Told, plain

ONE = {
    "Style": "style",
    "Edition": "edition",
    "Version": "version",
    "Panel": "panel",
    "Organisation": "organisation",
    "Board": "board",
    "Auditor": "auditor",
    "Meeting date": "meeting_date",
    "Meeting time": "meeting_time",
    "Report of": "report_of",
    "Subject": "subject",
    "Scheme": "scheme",
}
MANY = {
    "Author": "authors",
    "Contact": "contacts",
    "Programme": "programme",
    "Priority": "priorities",
    "Closure criterion": "criteria",
}
NAMED = {"Implication": "implications", "Risk colour": "risk_colours"}
REPORTING, WHOLE_REPORT = "Reporting", "whole report"
CHOICES = {
    "edition": ("public", "restricted"),
    "scheme": ("delivery", "risk"),
    "criteria": ("implemented", "evidence"),
    "risk_colours": ("RED", "AMBER", "GREEN", "GREY"),
}


def rows(paper: Paper) -> Iterator[Row]:
    """Give single values, lists of values, and values that have a name of their own."""
    for field, name in ONE.items():
        if value := getattr(paper, name):
            yield _row(field, value)
    for field, name in MANY.items():
        yield from (_row(field, value) for value in getattr(paper, name))
    for field, name in NAMED.items():
        yield from (_row(field, value, detail) for detail, value in getattr(paper, name).items())
    yield from (_row(REPORTING, _bodies(rule), rule.assurance) for rule in paper.reporting)
    yield from (_row(*each) for each in scales.rows(paper.scales, _bodies))


def _row(field: str, value: Value, detail: str | None = None) -> Row:
    return {"Field": field, "Detail": detail, "Value": value}


def _bodies(rule: Reporting) -> str:
    bodies = lines.count_lines(rule.bodies.items())
    return f"{bodies}\n{WHOLE_REPORT}".strip() if rule.whole_report else bodies


def read(found: Iterable[Record], told: Told) -> dict[str, Any]:
    """Give the fields of the paper that the sheet shows; what it does not show keeps the paper's default.

    A value that is none of those possible is said and left out.
    """
    one, many, named = _folded(ONE), _folded(MANY), _folded(NAMED)
    front: dict[str, Any] = {name: [] for name in MANY.values()} | {name: {} for name in NAMED.values()}
    records = list(found)
    front |= {"reporting": [], "scales": scales.read(records, _rule, told)}
    for record in (each for each in records if not scales.is_one(each)):
        field, value = plain(record["Field"]), record["Value"]
        name = one.get(field) or many.get(field) or named.get(field) or "reporting"
        good = day_of(value) if name == "meeting_date" else value
        if good is None or value not in CHOICES.get(name, (value,)):
            told.say(
                "unread_value", f"About: {record['Field']} cannot be {value!r}; it was left out.", record.line
            )
        elif field in one:
            front[name] = good
        elif field in many:
            front[name].append(value)
        elif field in named:
            front[name][record["Detail"]] = value
        elif field == plain(REPORTING):
            front[name].append(_rule(record, told))
        else:
            told.say("unread_row", f"About: nothing of the name {record['Field']!r} is known.", record.line)
    return front


def _folded(names: dict[str, str]) -> dict[str, str]:
    return {plain(field): name for field, name in names.items()}


def _rule(record: Record, told: Told) -> Reporting:
    whole, bodies = False, dict[str, str]()
    for name, value in lines.counts_of(record["Value"]):
        if value in ("panel", "board"):
            bodies[name] = value
        elif name == WHOLE_REPORT:
            whole = True
        else:
            told.say("unread_value", f"About: a priority goes to panel or board, not {value!r}.", record.line)
    return Reporting.model_validate({"assurance": record["Detail"], "bodies": bodies, "whole_report": whole})
