"""Reads a paper in the table style of January 2022: one table for all recommendations."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from followup import Refused
from reports.paper import Audit, Link, Paper, Recommendation
from reports.table import checks
from reports.table.banner import Banner, banners_of, folded
from reports.table.front import Front, front_of
from reports.table.items import Frame, recommendation
from reports.table.labels import Labels
from reports.table.mend import mend
from reports.table.programme import programme_of
from reports.table.rows import cells_of, header_of, rows_of
from reports.wording import unique_ids

STYLE = "table"
UNDATED = dt.date(2000, 1, 1)
"""Dates without a year are read from here where the paper shows no meeting date."""
HEADING_ENDS = re.compile(r"/|\s[-–]\s")
"""What follows in the update column's heading is another name or a date."""
MOST_LINES = 200_000


def recognises(lines: Sequence[str]) -> float:
    """Say how surely these lines are a tracker in one table: 0 is not at all, 1 is certain."""
    header = header_of(lines)
    if header is None:
        return 0.0
    rows, _ = rows_of(lines[: header + 400], header)
    return 1.0 if rows else 0.5


def read(lines: Sequence[str]) -> Paper:
    """Read a whole paper from its lines (tabs between cells, line 1 first).

    Refused where there is no tracker table or no recommendation in it. What cannot be read for certain
    is null or carries a doubt; where the paper disagrees with itself is in ``discrepancies``.
    """
    if len(lines) > MOST_LINES:
        raise Refused(f"The paper has {len(lines):,} lines; no panel paper has more than {MOST_LINES:,}.")
    header = header_of(lines)
    if header is None:
        raise Refused(
            "No tracker table found: its heading row names 'Audit Title' and 'Recommendation Reference'."
        )
    front = front_of(lines[:header], UNDATED)
    rows, stray = rows_of(lines, header)
    if not rows:
        raise Refused(
            f"The tracker table (line {header + 1}) holds no recommendation: each row needs an audit title"
            " and a reference such as 4.2, in cells divided by tabs."
        )
    heading = cells_of(lines[header])[-1]
    labels = Labels(front.priorities, column=HEADING_ENDS.split(heading)[0].strip())
    closures = {(folded(one.audit), one.reference, folded(one.title)): one for one in front.closures}
    frame = Frame(labels, front.priorities, closures, front.meeting_date or UNDATED)
    mend(rows, labels)
    banners = banners_of(rows, front.closures)
    drafts = [recommendation(row, banner, frame) for row, banner in zip(rows, banners, strict=True)]
    paper = _paper(front, _audits(banners), _related(unique_ids(drafts)))
    programme, unsure = programme_of(front.programme, [audit.title for audit in paper.audits])
    found = checks.find(paper, front, (header + 1, heading), stray)
    return paper.model_copy(update={"programme": programme, "discrepancies": found, "doubts": unsure})


def _paper(front: Front, audits: list[Audit], recommendations: list[Recommendation]) -> Paper:
    return Paper(
        style=STYLE,
        scheme="risk",
        panel=front.panel,
        organisation=front.organisation,
        meeting_date=front.meeting_date,
        subject=front.subject,
        authors=front.authors,
        contacts=front.contacts,
        implications=front.implications,
        priorities=front.priorities,
        auditor=front.auditor,
        summary=front.summary,
        audits=audits,
        recommendations=recommendations,
    )


def _audits(banners: Sequence[Banner]) -> list[Audit]:
    """Give each audit once, in printed order."""
    audits: dict[tuple[str, str | None], Audit] = {}
    for banner in banners:
        audits.setdefault((banner.audit.title, banner.audit.month), banner.audit)
    return list(audits.values())


def _related(recommendations: list[Recommendation]) -> list[Recommendation]:
    """Point a link that names an audit ("the Wellbeing audit") at that audit's item of the same title."""
    ids: dict[tuple[str, str], list[str]] = {}
    for rec in recommendations:
        ids.setdefault((folded(f"{rec.audit} audit"), folded(rec.title)), []).append(rec.id)
    return [
        rec.model_copy(update={"links": [_pointed(link, rec.title, ids) for link in rec.links]})
        for rec in recommendations
    ]


def _pointed(link: Link, title: str, ids: Mapping[tuple[str, str], list[str]]) -> Link:
    found = ids.get((folded(link.to), folded(title)), [])
    return link.model_copy(update={"to": found[0]}) if len(found) == 1 else link
