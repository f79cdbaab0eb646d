"""An invented paper in the narrative style, and ways to damage a paper as converters do."""

import re

from hypothesis import strategies as st

from followup import Refused
from reports.paper import Paper, Recommendation
from reports.read import read_lines

INVENTED = """\
FENSHIRE POLICE AND CRIME OFFICE JOINT AUDIT PANEL
Report of: CHIEF CONSTABLE
Subject: AUDIT FOLLOW-UP
Date: TUESDAY 3rd MARCH 2020 – 2.30pm
Author: ANN REED and BO SEDGE
Purpose of Report
1. The auditors Quill and Partners made these recommendations.
Priority	RED	AMBER	GREEN	GREY	Total
Fundamental	-	1	-	-	1
Significant	1	1	-	-	2
Total	1	2	0	0	3
Implications
Financial :	None
Legal :	None, so far
as is known.
List of Appendices
Person to Contact
Ann Reed – Inspectorate
Email: ann.reed@fenshire.example

DYKE STORES – LIMITED ASSURANCE		October 2019
FUNDAMENTAL: 1	SIGNIFICANT: 1	HOUSEKEEPING: 1
AMBER	Fundamental – 4.1 Sluice Keys
All keys should be signed for.
Implementation Target Date: January 2020 Revised target date June 2020
Person Responsible: Cy Marsh - Head of Stores
Initial Management Response: Agreed.
Action from panel meeting 12/11/19 7/19b – a note on keys to be sent round.
Update November 2019: Half the keys are signed for.
- one sluice is rusty
 and will not open
Page 3 of 7
4.1 Sluice Keys... Continued
NEW UPDATE The rust is gone.
Update: No month here.
Update Feb 20 – All keys are signed for.
PROPOSE CLOSED
Significant – Boat Hire 4.2
Boats should be hired by contract. Implementation Target Date: 31/12/19 Person Responsible: N/A
UPDATE January 2020: (a) Contract let. PROPOSED CLOSED
RED
Housekeeping 4.3 Oars The oars should be counted. Implementation Target Date: N/A Person Responsible: Di Lode
END
'Housekeeping' Recommendations monitored by the force through WAVE are as follows:
Audit	Assessment level	Recommendation	Progress monitored through
		Rope Lengths 4.4	WAVE
Dyke Stores	Housekeeping	Ropes should be measured twice a year by two people.	Closed 1/2/20
"""


LOST_HEADING = """\
DYKE STORES – LIMITED ASSURANCE	May 2019
FUNDAMENTAL: 0 SIGNIFICANT: 1
{text} Implementation Target Date: May 2020
END
"""


def item(paper: Paper, name: str) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == name)


mangled = st.lists(
    st.tuples(st.integers(0, 999), st.sampled_from(["drop", "swap", "cut", "join", "double", "noise"])),
    max_size=25,
)


def mangle(lines: list[str], steps: list[tuple[int, str]]) -> list[str]:
    """Damage a paper as converters do."""
    lines = list(lines)
    for number, kind in steps:
        place = number % len(lines)
        line = lines[place]
        changes = {
            "drop": [],
            "swap": [line[::-1]],
            "cut": [line[: len(line) // 2]],
            "join": [line + (lines[place + 1] if place + 1 < len(lines) else "")],
            "double": [line, line],
            "noise": ["\ud800\x00" + line.replace(" ", "\t", 2) + "➢ <b>"],
        }
        lines[place : place + 1] = changes[kind]
        lines = lines or [""]
    return lines


def holds_together(lines: list[str]) -> None:
    """Read a damaged paper: it is refused, or every item is whole."""
    try:
        paper = read_lines(lines, "damaged.txt")
    except Refused:
        return
    ids = [rec.id for rec in paper.recommendations]
    assert len(set(ids)) == len(ids)
    for rec in paper.recommendations:
        assert rec.source
        assert 1 <= rec.source.from_ <= rec.source.to <= len(lines)
        assert not re.search(r"[\x00-\x08\ud800-\udfff]", rec.model_dump_json())
    assert Paper.model_validate_json(paper.model_dump_json()) == paper
