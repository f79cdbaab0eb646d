"""The script of one round in Fenshire: June's outcomes, autumn's messages and the reviewer's decisions."""

import datetime as dt

from demo.fenshire.replies import LINES
from demo.fenshire.roles import CASTLEDINE, REVIEWER, Decision, Line, Outcome

__all__ = [
    "DECISIONS",
    "LAST_MEETING",
    "LINES",
    "NEXT_MEETING",
    "OUTCOMES",
    "REVIEWER",
    "SILENT",
    "Decision",
    "Line",
    "Outcome",
]

LAST_MEETING = dt.date(2026, 6, 24)
"""The meeting of the paper that is imported (demo/fenshire/2026-06-tracker.txt)."""
NEXT_MEETING = dt.date(2026, 11, 25)
"""The meeting that the round is played for."""
SILENT = CASTLEDINE
"""The owner who is asked and never answers."""

OUTCOMES = (
    Outcome("FLEET-2502-4.3", "agreed"),
    Outcome("RECORDS-2507-4.2", "agreed"),
    Outcome(
        "PAYROLL-2510-4.1",
        "refused",
        action="31/26a - Members were told of a procedure but not of its results. The Payroll Services"
        " Manager to report how much has been recovered and how much is still owed, by age of debt.",
    ),
)

DECISIONS = (
    Decision("FLEET-2502-4.4", "approve", after_days=6),
    Decision(
        "FLEET-2502-4.2",
        "edit",
        after_days=8,
        words="User testing of version 7 ended on 25 September with 47 of 48 cases passed. The last one is"
        " being discussed with Torquewell. Mileage now comes in daily from 588 of 604 vehicles (97.4%). Only"
        " 4 vehicles were over their service interval in September. Still on course for early 2027.",
        reason="The sum in dispute is commercially sensitive and the paper is public.",
    ),
    Decision("FLEET-2502-4.2", "approve", after_days=8),
    Decision("CUSTODY-2411-4.1", "approve", after_days=8),
    Decision("CUSTODY-2411-4.3", "approve", after_days=8),
    Decision(
        "PAYROLL-2510-4.1",
        "verify",
        after_days=12,
        words="The inspectorate agreed the sheet to the ledger at 30 September and read ten case files.",
    ),
    Decision("PAYROLL-2510-4.1", "approve", after_days=12),
    Decision(
        "EVIDENTIAL-2503-4.1",
        "edit",
        after_days=12,
        words="3) Swipe access is in use at all six stores since 18 September.\n"
        "4) Cameras are working in five stores. Stavenby waits for a power supply.\n"
        "5iii) Completed. 35 of 40 sergeants (88%) have attended.\n"
        "6) The dashboard still cannot tell apart items at the forensic provider.\n\n"
        "The count for July to September found 29 of 2,140 items (1.4%) out of place; all were traced.",
        reason="The owner's remark to the inspectorate is not for the panel.",
    ),
    Decision("EVIDENTIAL-2503-4.1", "approve", after_days=12),
    Decision("EVIDENTIAL-2503-4.2", "approve", after_days=12),
    Decision(
        "CYBER-2601-4.1",
        "return",
        after_days=16,
        words="In June 151 of 214 accounts needed a second factor. How many are there now, and how many of"
        " them still do without?",
    ),
    Decision(
        "CYBER-2601-4.1",
        "edit",
        after_days=21,
        words="198 of 205 accounts (96.6%) have a second factor. The other seven belong to the old"
        " command and control system. Revised target date: 31 March 2027, because that system is replaced in"
        " February.",
        reason="The owner took back the request to close when the figures were asked for.",
        claim="progress",
    ),
    Decision("CYBER-2601-4.1", "approve", after_days=21),
)
"""Nothing is decided on RECORDS-2507-4.1 (an update was promised and did not come) and on
EVIDENTIAL-2503-4.4 (its owner is not in the people file): the paper prints that none was received."""
