"""An invented paper in the table style, and ways to mangle any paper as a converter might."""

from hypothesis import strategies as st

from followup import Refused
from reports.paper import Paper, Recommendation
from reports.table.read import read

HEAD = "Audit Title\tRisk\tThreat to Delivering\tRecommendation Reference\tBusiness Owner Update - May 2021"
SAMPLE = f"""FENSHIRE CONSTABULARY JOINT AUDIT PANEL
Subject TRACKING
Date 3<sup>rd</sup> FEBRUARY 2022
Author: Ivy Nunn
\t\tRemaining\t\tCompleted and\t
Priority of Recommendation\tRED\tAMBER\tGREEN\tProposed Closed\tTotal
Significant\t-\t2\t-\t1\t2
Total\t0\t2\t0\t1\t2
Audit Title\tPriority\tReference\tProposed Closed\tPage
STORES\tSignificant\t4.2 Keys\tYES\t3
CUSTODY\tHousekeeping\t4.3 Cameras\tYES\t4
{HEAD}
STORES LIMITED\t\tSafe\t4.1 Stock\tSignificant Recommendation: 1. Count stock.  Management Response: Agreed.
ASSURANCE May 2021\t\tkeeping\tcounts\t2. Keep a list.  Management Response: Supported - Insp Ann Bell
\t\t\t\tTarget date: end of June 2021 - Ann Bell (Stores Manager)
\t\t\t\tActivity\tWho\tTarget Date
\t\t\t\tCount shelf 4.9\tTeam\t4.2 May 2022
66\t\t"\t4.2 Keys\tProgress Update: June 2021 counts done.  Significant Recommendation: Sign for keys.
\t\t\t\tKey log.pdf  All keys are signed for.  PROPOSED CLOSED
64\t\t\u0438\t4.3 Cameras\tHousekeeping recommendation: Fit cameras.
\t\t\t\tInitial Management Response: Accepted.  Tom Reed by 1 May 2022.  Progress Update: 2/1/22 - Ordered.
END"""


def only(cell: str, *more: str) -> Recommendation:
    """Read a tracker of one row."""
    return read([HEAD, f"STORES\t\tSafe\t4.2 Keys\t{cell}", *more]).recommendations[0]


WAYS = ("drop", "cut", "tabs", "join", "junk", "twice")
MANGLE = st.tuples(st.integers(0, 400), st.sampled_from(WAYS), st.text(max_size=30))
"""One slip of a converter: on which line, which way, and with what junk."""


def mangled(lines: list[str], slips: list[tuple[int, str, str]]) -> list[str]:
    lines = list(lines)
    for where, way, junk in slips:
        at = where % max(1, len(lines))
        line = lines[at] if lines else ""
        becomes = {
            "drop": [],
            "cut": [line[: len(line) // 2]],
            "tabs": [line.replace(" ", "\t", 3)],
            "join": [line.replace("\t", " ")],
            "junk": [line + junk, junk],
            "twice": [line, line],
        }
        lines[at : at + 1] = becomes[way]
    return lines


def reads_or_refuses(lines: list[str]) -> None:
    """Whatever the lines are: a sound paper, or one sentence that says why not."""
    try:
        paper = read(lines)
    except Refused as refused:
        words = str(refused)
    else:
        words = "."
        assert Paper.model_validate(paper.model_dump()) == paper
        assert len({rec.id for rec in paper.recommendations}) == len(paper.recommendations)
        for rec in paper.recommendations:
            assert rec.source
            assert 0 < rec.source.from_ <= rec.source.to <= len(lines)
    assert words.endswith(".")
