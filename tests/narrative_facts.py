"""The twenty items of the July 2019 paper, written down by a person reading it."""

from typing import NamedTuple


class Fact(NamedTuple):
    """What a person sees of one item: where it stands, what it is, its dates and updates."""

    lines: tuple[int, int]
    id: str
    audit: str
    title: str
    priority: str
    status: str
    dates: int
    in_force: str | None
    updates: str
    owners: int
    rag: str | None = None


FACTS = [
    Fact((84, 220), "SEIZED-1803-4.1", "SEIZED & FOUND PROPERTY", "Missing Firearm", "Fundamental", "open",
         1, None, "2018-06 2018-08 2018-11 2019-01 2019-04 2019-05 2019-07", 0),
    Fact((225, 335), "VICTIMS-1701-4.3", "VICTIMS CODE OF PRACTICE", "Communication with Victims",
         "Significant", "open", 4, "2019-07-31",
         "2017-02 2017-05 2017-08 2017-11 2018-06 2018-08 2018-11 2019-01 2019-04"
         " 2019-05 2019-07", 1),
    Fact((337, 413), "VICTIMS-1701-4.4", "VICTIMS CODE OF PRACTICE", "Providing Information to Victims",
         "Significant", "open", 4, "2019-07-31", "2017-02 2017-08 2018-06 2018-08 2018-11 2019-01 2019-04"
         " 2019-07", 1),
    Fact((415, 474), "VICTIMS-1701-4.5", "VICTIMS CODE OF PRACTICE", "Needs Assessment", "Housekeeping",
         "open",
         4, "2019-07-31", "2017-02 2017-11 2018-06 2018-08 2019-01 2019-04 2019-07", 4),
    Fact((479, 503), "COMMITTEE-1710-4.4", "AUDIT COMMITTEE EFFECTIVENESS", "Administrative Support",
         "Housekeeping", "proposed_closed", 4, "2019-03-31", "2017-11 2018-02 2018-06 2018-08 2019-01 2019-04"
         " 2019-07", 3),
    Fact((507, 516), "GOVERNANCE-1806-4.1", "CODE OF GOVERNANCE",
         "Approval of the Corporate Governance Framework",
         "Significant", "open", 3, "2019-09-30", "2018-08 2018-11 2019-01 2019-04 2019-07", 1),
    Fact((518, 573), "GOVERNANCE-1806-4.2", "CODE OF GOVERNANCE", "Policy Review Log", "Significant",
         "proposed_closed", 2, "2019-03-31", "2018-08 2018-11 2019-01 2019-05", 2, "GREEN"),
    Fact((578, 630), "FLEET-1809-4.1", "FLEET MANAGEMENT", "Strategy and Implementation Plan", "Significant",
         "proposed_closed", 2, "2019-07-31", "2018-11 2019-01 2019-04 2019-05 2019-07", 1),
    Fact((632, 679), "FLEET-1809-4.2", "FLEET MANAGEMENT", "Sample Check of Service Details", "Significant",
         "open", 2, "2020-06-30", "2018-11 2019-01 2019-05 2019-07", 2),
    Fact((681, 735), "FLEET-1809-4.3", "FLEET MANAGEMENT", "Procurement Policy", "Significant",
         "proposed_closed", 2, "2019-07-31", "2019-01 2019-05 2019-07", 1),
    Fact((737, 771), "FLEET-1809-4.4", "FLEET MANAGEMENT", "Performance Indicators", "Significant", "open",
         2, "2020-03-31", "2019-01 2019-04 2019-05 2019-07", 1),
    Fact((775, 789), "DATA-1902-4.1", "GENERAL DATA PROTECTION REGULATION (GDPR)",
         "Implementation of Action Plan",
         "Fundamental", "open", 2, None, "2019-04 2019-05 2019-07", 1),
    Fact((793, 793), "PAYROLL-1902-A", "PAYROLL", "Performance", "Significant", "open", 0, None,
         "2019-05 2019-07", 0),
    Fact((796, 796), "HEALTH-1903-4.1", "HEALTH AND SAFETY", "Job Roles", "Significant", "not_adopted",
         1, None, "2019-07", 1),
    Fact((798, 833), "HEALTH-1903-4.2", "HEALTH AND SAFETY",
         "Responsibilities under the new policy / Manager training", "Significant", "proposed_closed", 1,
         None,
         "2019-07", 2),
    Fact((835, 849), "HEALTH-1903-4.4", "HEALTH AND SAFETY", "Spot checks of accidents / incidents",
         "Significant", "open", 1, "2019-06-30", "2019-07", 1, "AMBER"),
    Fact((853, 853), "PAYROLL-1904-4.1", "PAYROLL PROVIDER", "Reporting of Quarterly KPIs", "Significant",
         "open", 1, "2019-05-31", "2019-07", 2, "AMBER"),
    Fact((854, 854), "PAYROLL-1904-4.2", "PAYROLL PROVIDER", "Helpdesk", "Significant", "proposed_closed",
         1, "2019-05-31", "2019-07", 2, "GREEN"),
    Fact((857, 857), "SEIZED-1905-4.1", "SEIZED AND FOUIND PROPERTY", "Unknown Cash amounts stored",
         "Housekeeping", "open", 0, None, "", 2, "AMBER"),
    Fact((859, 868), "SEIZED-1905-4.2", "SEIZED AND FOUIND PROPERTY",
         "Officers and Property Officers Training",
         "Significant", "open", 2, "2020-05-31", "2019-07", 2, "AMBER"),
]  # fmt: skip
