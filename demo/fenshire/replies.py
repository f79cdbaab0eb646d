"""Every message that reaches the mailbox in the round for November 2026, in the order of arrival."""

import csv
import io

from demo.fenshire.roles import (
    ACHTERBERG,
    OLLERENSHAW,
    PRYCE,
    QUANTRILL,
    THORNBURY,
    WENLOCK,
    Line,
)


def recoveries() -> bytes:
    """Make the sheet that the Payroll Services Manager attaches: pounds by state and age of debt."""
    rows = [
        ("State", "Age", "Pounds"),
        ("Recovered", "", 47_950),
        ("Under repayment plan", "", 6_300),
        ("Still owed", "up to 3 months", 1_900),
        ("Still owed", "3 to 12 months", 3_150),
        ("Still owed", "more than 12 months", 2_100),
    ]
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue().encode()


LINES = (
    Line(
        PRYCE,
        "outlook top",
        {
            "RECORDS-2507-4.1": "I am on leave until Monday 26 October and shall not be reading messages."
            " For subject access requests please write to the Information Unit."
        },
        after_days=0,
        headers={"Auto-Submitted": "auto-replied"},
        note="an out-of-office message changes nothing",
    ),
    Line(
        QUANTRILL,
        "thunderbird inline",
        {
            "EVIDENTIAL-2503-4.1": "3) Thorpe Fen is to be kept, so the doors there were fitted on"
            " 18 September and all six stores now have swipe access.\n"
            "4) Cameras are working in five stores. Stavenby waits for a power supply.\n"
            "5iii) The sixth day was held on 9 September; 88% of sergeants have now attended.\n"
            "6) The dashboard still cannot tell apart items at the forensic provider.\n\n"
            "The count for July to September found 19 of 2,140 items out of place.",
            "EVIDENTIAL-2503-4.2": "388 sealed bags remain, down from 612 in June."
            " The average time from decision to bank is 6.3 weeks, against the standard of six.",
        },
        after_days=1,
        note="two items in one message; of the second she answers her own part only",
    ),
    Line(
        WENLOCK,
        "outlook inline",
        {
            "CUSTODY-2411-4.1": "The corrected software came in August and passed its test on 22 September."
            " Eighteen of the 30 devices are in use. From July to September 410 records were sampled and 386"
            " (94.1%) had every visit in time.\n"
            "Revised target date: 31 January 2027, because the last twelve devices will not be delivered"
            " before Christmas.",
            "CUSTODY-2411-4.3": "The handover screen went live on 7 September and is used in all three suites"
            " at every change of shift. The recommendation has been implemented in full."
            " We propose that it is closed.",
        },
        after_days=2,
        note="a later date with its reason; a closure without evidence, which is asked back by itself",
    ),
    Line(
        OLLERENSHAW,
        "gmail top",
        {
            "FLEET-2502-4.2": "User testing of version 7 ended on 25 September with 47 of 48 cases passed."
            " Torquewell has asked for a further £11,250 for the last one, which we dispute."
            " Mileage now comes in daily from 588 of 604 vehicles (97.4%). Only 4 vehicles were over their"
            " service interval in September. Still on course for early 2027.",
            "FLEET-2502-4.4": "No change, this one follows 4.2. Vehicles off the road over the summer"
            " averaged 37 of 604 (6.1%).",
        },
        after_days=5,
        note="two items above the quoted request; a sum that is not for the public paper",
    ),
    Line(
        ACHTERBERG,
        "outlook inline, HTML only",
        {
            "PAYROLL-2510-4.1": "In answer to the Committee: £47,950 of the £61,400 has been recovered and"
            " £6,300 is under agreed repayment plans. £7,150 is still owed, £2,100 of it for more than a"
            " year. The ages are in the attached sheet. The recommendation has been implemented and"
            " I propose that it is closed."
        },
        after_days=6,
        attachments=(("PAYROLL-2510-4.1 recoveries.csv", "text/csv", recoveries()),),
        note="the refused closure comes back with figures and a document, in HTML only",
    ),
    Line(
        WENLOCK,
        "outlook top",
        {
            "CUSTODY-2411-4.3": "Inspectors dip sampled 90 handovers between 14 September and 11 October,"
            " thirty in each suite. 87 (96.7%) were complete and had been confirmed by the oncoming sergeant."
        },
        after_days=7,
        replying_to="question",
        note="the question is answered with figures, into the same item",
    ),
    Line(
        QUANTRILL,
        "thunderbird inline",
        {
            "EVIDENTIAL-2503-4.1": "Please use this in place of what I sent last week, where one figure was"
            " wrong.\n"
            "3) Swipe access is in use at all six stores since 18 September.\n"
            "4) Cameras are working in five stores. Stavenby waits for a power supply.\n"
            "5iii) Completed. 35 of 40 sergeants (88%) have attended.\n"
            "6) The dashboard still cannot tell apart items at the forensic provider.\n\n"
            "The count for July to September found 29 of 2,140 items (1.4%) out of place; all were traced."
        },
        after_days=9,
        note="the same owner answers twice: the newer words stand, both are kept",
    ),
    Line(
        THORNBURY,
        "iphone",
        {"CYBER-2601-4.1": "All done, pls close. Cheers K"},
        after_days=12,
        note="a hasty closure",
    ),
    Line(
        THORNBURY,
        "iphone",
        {"CYBER-2601-4.1": "Yes it has been implemented in full, the team are confident it is working well."},
        after_days=13,
        replying_to="question",
        note="asked once by itself, still no evidence: from here on it is the reviewer's",
    ),
    Line(
        PRYCE,
        "apple mail",
        {
            "RECORDS-2507-4.1": "Apologies, I have just come back."
            " An update will follow before the end of the month."
        },
        after_days=13,
        note="says only that an update will follow",
    ),
    Line(
        PRYCE,
        "forwarded to a deputy",
        {"RECORDS-2507-4.1": "Backlog now 31,000. Recommendation implemented, please close this one."},
        after_days=15,
        sender="anwen.pi@homemail.example",
        note="forwarded and answered from a stranger's address: kept, unverified, in no update",
    ),
    Line(
        THORNBURY,
        "outlook top",
        {
            "CYBER-2601-4.1": "Fair question. 198 of 205 accounts (96.6%) have a second factor. The other"
            " seven belong to the old command and control system, so please leave this open for now.\n"
            "Revised target date: 31 March 2027, because that system is replaced in February."
        },
        after_days=20,
        replying_to="question",
        note="the reviewer's question brings out what was left to do",
    ),
)
