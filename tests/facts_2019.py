"""The July 2019 paper, written down by hand, line by line, from the page: never from what a reader gives.

Words are printed words: of an update its label, its first words and its last. Names of people are salted
hashes ("#…", see ``tests.facts``), also where first or last words are a name; a rank is a role. ``None``
is what the page has lost; where a person would be unsure the comment says what was decided, once.
"""

from tests.facts import Action, Audit, Board, Day, Item, Owner, Update

AUDITS = [
    Audit("SEIZED & FOUND PROPERTY", "Limited", "2018-03", (1, 4, 2)),
    Audit("VICTIMS CODE OF PRACTICE", "Satisfactory", "2017-01", (0, 2, 1)),
    Audit("AUDIT COMMITTEE EFFECTIVENESS", None, "2017-10", (0, 6, 2)),
    Audit("CODE OF GOVERNANCE", "Satisfactory", "2018-06", (0, 2, 1)),
    Audit("FLEET MANAGEMENT", "Satisfactory", "2018-09", (0, 4, 1)),
    # Cut off in its banner (line 773, "… PROTECTION RE"); whole in the board's table.
    Audit("GENERAL DATA PROTECTION REGULATION (GDPR)", "Satisfactory", "2019-02", (1, 0, 3)),
    Audit("PAYROLL", "Satisfactory", "2019-02", (0, 1, 2)),
    Audit("HEALTH AND SAFETY", "Satisfactory", "2019-03", (0, 3, 1)),
    Audit("PAYROLL PROVIDER", "Satisfactory", "2019-04", (0, 2, 0)),
    # Misspelt on the page.
    Audit("SEIZED AND FOUIND PROPERTY", "Satisfactory", "2019-05", (0, 1, 2)),
]
SEIZED, VICTIMS, COMMITTEE, GOVERNANCE, FLEET, DATA, PAYROLL, HEALTH, PROVIDER, CASH = AUDITS

VICTIMS_LEAD = Owner("#1901fa8925", "D/Supt")
HEAD_OF_FLEET = Owner("#e927df132b", "Head of Transport")
ADVISER = "#8e6dd492c3"
FINANCE = [Owner("#163fd3609b", "Head of Finance"), Owner("#0b7c0a21c7", "Payroll Services Manager")]
STORES = [Owner("#a0229f67ee", part="1"), Owner("#b70a075ffb", part="2")]

ITEMS = [
    Item(
        "SEIZED-1803-4.1", SEIZED, "4.1", "Missing Firearm", "Fundamental", (84, 220),
        text=("Where missing firearms are", "for the discrepancy."),
        # Lines 87-89 are what is left of a list of names and dates: "end June 2018", "Sept 2018", each
        # "Revised target dat…" to a day that is lost. So no day is in force and no owner can be named.
        dates=[Day(None)],
        # The label is lost, and the first lines are damaged.
        response=("identified firearm (of", "evidential courier role"),
        updates=[
            # Two printed lines run into one (115): "13) … thr|ough evidential courier role" above it.
            Update("Update June 2018", "2018-06", "Actions completed highlighted", "iv, v, 9, 10,"),
            # The answer to the panel's action of September 2018 stands after it without a label of its own.
            Update("Update August 2018", "2018-08", "8iv completed. 4)",
                   "senior management consideration/intervention."),
            Update("Update November 2018", "2018-11", "Update relating to", "managers and PSD."),
            Update("Update January 2019", "2019-01", "Update relating to", "of this work."),
            Update("Update April 2019", "2019-04", "Overview- The audits", "time to progress."),
            Update("Update May 2019", "2019-05", "4. CCTV. A", "to avoid duplication."),
            Update("UPDATE July 2019", "2019-07", "4. CCTV: CCTV", "of July/beginning of August."),
        ],
        # "amalgamated and taken forward with updates under 4.1" (line 191): 4.4 itself has left the paper.
        links=[("supersedes", "4.4")],
        actions=[
            Action("2018-09-19", "43/18a", "#f35f172619", "normal management processes."),
            Action("2019-05-17", None, "Recommendation 4.1 sections", "to avoid duplication."),
        ],
    ),
    Item(
        "VICTIMS-1701-4.3", VICTIMS, "4.3", "Communication with Victims", "Significant", (225, 335),
        text=("The Force should implement", "the Niche system."),
        dates=[Day("2018-07-31"), Day("2018-11-30"), Day("2019-02-28"), Day("2019-07-31")],
        in_force="2019-07-31", revisions=3, owners=[VICTIMS_LEAD],
        response=("January 2017 The Force", "in this area."),
        updates=[
            Update("Update February 2017", "2017-02", "Due to Niche", "more realistic timeframe."),
            Update("Update May 2017", "2017-05", "Track My Crime", "be 1st July 2017."),
            Update("Update August 2017", "2017-08", "Chief Constable has", "PCC briefed accordingly."),
            Update("Update November 2017", "2017-11", "Track My Crime was", "on 20th December."),
            Update("Update June 2018", "2018-06", "It is recognised", "party is unavailable."),
            Update("Update August 2018", "2018-08", "VCOP meetings have", "is November 2018"),
            Update("Update November 2018", "2018-11", "VCOP Group met", "to ensure compliance."),
            Update("Update January 2019", "2019-01", "The default method", "through dip sampling."),
            Update("Update April 2019", "2019-04", "A task and", "relevant update OELS."),
            Update("Update May 2019", "2019-05", "Despite all the", "in due course."),
            Update("Update July 2019", "2019-07", "An appropriate process", "to take effect"),
        ],
        evidence=["VCOP Audit -"],
    ),
    Item(
        "VICTIMS-1701-4.4", VICTIMS, "4.4", "Providing Information to Victims", "Significant", (337, 413),
        text=("In line with", "sends to Victims."),
        dates=[Day("2018-07-31"), Day("2019-01-31"), Day("2019-02-28"), Day("2019-07-31")],
        in_force="2019-07-31", revisions=3, owners=[VICTIMS_LEAD],
        response=("January 2017 As per", "will be reviewed."),
        updates=[
            Update("Update February 2017", "2017-02", "At the February", "Track My Crime."),
            Update("Update August 2017", "2017-08", "Following Force Priority", "ownership as above."),
            Update("Update June 2018", "2018-06", "It is recognised", "party is unavailable."),
            Update("Update August 2018", "2018-08", "The victims booklet", "date January 2019"),
            # It ends at a screenshot: a picture without a name, so no document.
            Update("Update November 2018", "2018-11", "VCOP Group met", "and force personnel:"),
            Update("Update January 2019", "2019-01", "VCOP group met", "will be launched."),
            Update("Update April 2019", "2019-04", "The victims of", "the Crime Bureau."),
            Update("Update July 19", "2019-07", "An appropriate and", "to take effect"),
        ],
    ),
    Item(
        "VICTIMS-1701-4.5", VICTIMS, "4.5", "Needs Assessment", "Housekeeping", (415, 474),
        text=("The action group", "on the situation."),
        dates=[Day("2018-07-31"), Day("2018-11-30"), Day("2019-02-28"), Day("2019-07-31")],
        in_force="2019-07-31", revisions=3,
        # "Supt D/Supt" is printed so; "Track My Crime" stands before the last two and is meant for both.
        owners=[Owner("#1901fa8925", "Supt D/Supt"), Owner("#eb99e3d2f0", "DI"),
                Owner("#6fe3ffd742", "Track My Crime"),
                Owner("#cdec2b2f4e", "Track My Crime")],
        response=("January 2017 A process", "the Action Group."),
        updates=[
            Update("Update February 2017", "2017-02", "At the February", "Track My Crime."),
            Update("Update November 2017", "2017-11", "Project Darwin implementation",
                   "consider this recommendation."),
            Update("Update June 2018", "2018-06", "In terms of", "compliance with VCOP."),
            Update("Update August 2018", "2018-08", "This will be", "#f8524079c9"),
            Update("Update January 2019", "2019-01", "The development of", "now been overcome."),
            Update("Update April 2019", "2019-04", "A practical user", "two recommendations above."),
            Update("Update July 19", "2019-07", "An appropriate procedure", "to take effect"),
        ],
    ),
    Item(
        "COMMITTEE-1710-4.4", COMMITTEE, "4.4", "Administrative Support", "Housekeeping", (479, 503),
        status="proposed_closed",
        text=("Given the previous", "for the time-being."),
        dates=[Day("2018-03-31"), Day("2018-07-01"), Day("2018-12-31"), Day("2019-03-31")],
        in_force="2019-03-31", revisions=3,
        # Three people in one line without commas; each post is taken for the name after it.
        owners=[Owner("#36ecd89553", "JARAP Chair"),
                Owner("#a4c6881427", "OPCC Chief Finance Officer"),
                Owner("#bb3a3cc860", "Chief Officer")],
        response=("Agreed. Additional Resources", "review during 2017/18"),
        updates=[
            Update("Update November 2017", "2017-11", "Recently finalised audit", "next JARAP meeting."),
            Update("Update February 2018", "2018-02", "This will be", "#9e91a0614a"),
            Update("Update June 2018", "2018-06", "Service standards have", "an ongoing basis."),
            Update("Update August 2018", "2018-08", "Minutes for the", "in December 2018."),
            Update("Update January 2019", "2019-01", "Agendas and reports", "monitor this action."),
            Update("Update April 2019", "2019-04", "The post has", "April JARAP meeting."),
            Update("Update July 2019", "2019-07", "It is felt", "closed. PROPOSE CLOSED"),
        ],
    ),
    Item(
        "GOVERNANCE-1806-4.1", GOVERNANCE, "4.1", "Approval of the Corporate Governance Framework",
        "Significant", (507, 516),
        text=("The Corporate Governance", "a regular basis."),
        dates=[Day("2018-12-31"), Day("2019-03-31"), Day("2019-09-30")],
        in_force="2019-09-30", revisions=2,
        owners=[Owner("#a4c6881427", "OPCC Chief Officer Finance")],
        response=("Agreed. The Corporate", "updated where appropriate."),
        updates=[
            Update("Update August 2018", "2018-08", "This action is", "to be achieved."),
            Update("Update November 2018", "2018-11", "This action is", "to be achieved."),
            Update("Update January 2019", "2019-01", "It is currently", "the target date."),
            Update("Update April 2019", "2019-04", "The Corporate Governance", "now being proposed."),
            Update("Update July 2019", "2019-07", "It is still", "will be achieved."),
        ],
    ),
    Item(
        "GOVERNANCE-1806-4.2", GOVERNANCE, "4.2", "Policy Review Log", "Significant", (518, 573),
        status="proposed_closed", rag="GREEN",
        text=("Policy Review Logs", "for the updates."),
        dates=[Day("2018-12-31"), Day("2019-03-31")], in_force="2019-03-31", revisions=1,
        owners=[Owner("#a4c6881427", "OPCC", "OPCC"),
                Owner("#d9d01fe478", "Project Officer", "Force")],
        response=("Agreed. A policy", "address these points."),
        updates=[
            Update("Update August 2018", "2018-08", "(a) Force Policies", "the target date."),
            Update("Update November 2018", "2018-11", "(a) Force update:", "of March 2019."),
            Update("Update January 2019", "2019-01", "It is currently", "2019 target date."),
            Update("Update May 2019", "2019-05", "An OPCC policy", "consideration for closure"),
        ],
    ),
    Item(
        "FLEET-1809-4.1", FLEET, "4.1", "Strategy and Implementation Plan", "Significant", (578, 630),
        status="proposed_closed",
        text=("The Fleet Management", "the Executive Committee."),
        dates=[Day("2019-03-31"), Day("2019-07-31")], in_force="2019-07-31", revisions=1,
        owners=[HEAD_OF_FLEET],
        response=("The fleet management", "act as governance."),
        updates=[
            Update("Update November 2018", "2018-11", "This is a", "at next meeting."),
            Update("Update January 2019", "2019-01", "The attached business", "2021 TUB docx"),
            Update("Update April 2019", "2019-04", "The strategy and", "for final approval."),
            Update("Update May 2019", "2019-05", "The fleet management", "Initial Scoping I"),
            Update("Update July 2019", "2019-07", "The strategy document", "closed. PROPOSE CLOSED"),
        ],
        # The captions of several icons in one line each: names are cut, and run into one another.
        evidence=["2018-19v2.docx STRATEGY 2017 2021 TUB docx", "TUB docx",
                  ("Terms of Reference Business Plan TU 19 Leicestershire Police PRT Fleet Review fleet"
                   " strategy 2019.dand Initial Scoping I")],
    ),
    Item(
        "FLEET-1809-4.2", FLEET, "4.2", "Sample Check of Service Details", "Significant", (632, 679),
        text=("Regular sample checks", "have been met."),
        dates=[Day("2019-03-31"), Day("2020-06-30")], in_force="2020-06-30", revisions=1,
        owners=[Owner("Civica"), HEAD_OF_FLEET],
        response=("We are introducing", "feed into Tranman."),
        updates=[
            Update("Update November 2018", "2018-11", "This is a", "at next JARAP"),
            Update("Update January 2019", "2019-01", "Attached are the",
                   "Leicestershire PoliceLeicestershire Police"),
            Update("Update May 2019", "2019-05", "This will be", "ability to complete."),
            # A label without a month, between May and July: an update of its own.
            Update("NEW UPDATE", None, "Agreed at TUB", "viewed as BAU."),
            Update("Update July 2019", "2019-07", "Revisions to the", "to ensure compliance."),
        ],
        evidence=["81367360 81344413 Leicestershire PoliceLeicestershire Police"],
    ),
    Item(
        "FLEET-1809-4.3", FLEET, "4.3", "Procurement Policy", "Significant", (681, 735),
        status="proposed_closed",
        text=("A Procurement Policy", "for the Force."),
        dates=[Day("2019-01-31"), Day("2019-07-31")], in_force="2019-07-31", revisions=1,
        owners=[HEAD_OF_FLEET],
        response=("Procurement of new", "as fleet SPOC's."),
        updates=[
            # An icon's caption stands first.
            Update("Update January 2019", "2019-01", "NEW VEHICLE FRAMEWORK", "discussion with procurement."),
            Update("Update May 2019", "2019-05", "The only area", "is not required."),
            Update("Update July 2019", "2019-07", "Based on the", "year. PROPOSE CLOSED"),
        ],
        evidence=["NEW VEHICLE FRAMEWORK DETAI",
                  "Collection Delivery Collection & Deliver Framework User Gui"],
    ),
    Item(
        "FLEET-1809-4.4", FLEET, "4.4", "Performance Indicators", "Significant", (737, 771),
        text=("Performance Indicators for", "is being achieved."),
        dates=[Day("2019-03-31"), Day("2020-03-31")], in_force="2020-03-31", revisions=1,
        owners=[HEAD_OF_FLEET],
        response=("A review of", "are made available."),
        updates=[
            # Captions of three icons, one of which holds a first name.
            Update("Update January 2019", "2019-01", "As outlined above,", "#8c5022e749"),
            Update("Update April 2019", "2019-04", "With the changes", "follow 4.2 above."),
            Update("Update May 2019", "2019-05", "Until iR3 updates", "cannot be delivered."),
            Update("Update July 2019", "2019-07", "Current issues with", "are rolled out."),
        ],
        evidence=["Insurance RepairVehicle ProcurmentFleet P9 BudgetStatus V1.xlsx",
                  "#80118963af"],
        links=[("depends_on", "4.2")],
    ),
    Item(
        "DATA-1902-4.1", DATA, "4.1", "Implementation of Action Plan", "Fundamental", (775, 789),
        # The last line is two printed lines run together: "… commitment and oversight of management to"
        # stands above "ensure it is implemented in a timely n…", which is cut off.
        text=("The organisation should", "in a timely n"),
        # "1 ^s", a gap, "March 2019": the 1st, or the 31st with its 3 lost? As printed.
        dates=[Day("2019-03-01", "1"), Day(None, "2")],
        owners=[Owner("#b73837b1c3", "Head of Information Management")],
        # The first words of both points are cut off.
        response=("partment will undertake", "back office functions."),
        updates=[
            Update("Update April 2019", "2019-04", "Nationally a delay", "the next meeting."),
            Update("Update May 2019", "2019-05", "Action 1 –", "Management Department have"),
            # Four printed lines run into one (789): the last of them ends in "… given access".
            Update("Update July 2019", "2019-07", "Action 1 –", "be given access"),
        ],
        evidence=["20190528-IM_GDP _Analysis_Report-O"],
    ),
    Item(
        "PAYROLL-1902-A", PAYROLL, "A", "Performance", "Significant", (793, 793),
        text=("Effective monitoring and", "more granular level"),
        # Other words stand after "Implementation Target Date:", and no person responsible is printed.
        response=("The new payroll", "can be produced."),
        updates=[
            Update("Update May 2019", "2019-05", "The advances and", "efficiency and effectiveness."),
            Update("Update July 2019", "2019-07", "The Kier Payroll", "some time explaining"),
        ],
    ),
    Item(
        "HEALTH-1903-4.1", HEALTH, "4.1", "Job Roles", "Significant", (796, 796),
        status="not_adopted",
        text=("When the HAY", "Safety Procedure document."),
        dates=[Day(None)],
        owners=[Owner(ADVISER, "Principal Health and Safety Advisor")],
        response=("Discussions have been", "to job descriptions."),
        updates=[Update("Update July 2019", "2019-07", "The Principal Health", "with JARAP also.")],
    ),
    Item(
        "HEALTH-1903-4.2", HEALTH, "4.2", "Responsibilities under the new policy / Manager training",
        "Significant", (798, 833), status="proposed_closed",
        text=("A clear communication", "soon as possible."),
        dates=[Day(None)],
        owners=[Owner("Directorates and Departments"), Owner("Health and Safety Unit")],
        response=("This has been", "fulfilling this role."),
        updates=[Update("Update July 2019", "2019-07", "The force already", "with JARAP also.")],
        evidence=["Exec H&S Performance Report.d"],
    ),
    Item(
        "HEALTH-1903-4.4", HEALTH, "4.4", "Spot checks of accidents / incidents", "Significant", (835, 849),
        # The word stands alone under the item, above the next banner.
        rag="AMBER",
        text=("When undertaking a", "not been missed."),
        dates=[Day("2019-06-30")], in_force="2019-06-30",
        owners=[Owner(ADVISER, "Health and Safety Unit")],
        response=("The health and", "on this assurance."),
        updates=[Update("Update July 2019", "2019-07", "My unit has", "reporting being missed.")],
    ),
    Item(
        "PAYROLL-1904-4.1", PROVIDER, "4.1", "Reporting of Quarterly KPIs", "Significant", (853, 853),
        rag="AMBER",
        text=("The Force, in", "performance of Kier."),
        dates=[Day("2019-05-31")], in_force="2019-05-31", owners=FINANCE,
        response=("A meeting has", "Agreement and KPIs."),
        updates=[Update("Update July 2019", "2019-07", "The Service Level", "September for review.")],
    ),
    Item(
        "PAYROLL-1904-4.2", PROVIDER, "4.2", "Helpdesk", "Significant", (854, 854),
        status="proposed_closed", rag="GREEN",
        text=("The Force, in", "arrangements in place."),
        dates=[Day("2019-05-31")], in_force="2019-05-31", owners=FINANCE,
        response=("A performance review", "will be discussed."),
        updates=[Update("Update July 2019", "2019-07", "There is now", "close PROPOSE CLOSED")],
    ),
    Item(
        # The heading is lost; the board's table prints the same text as 4.1 of the same audit.
        "SEIZED-1905-4.1", CASH, "4.1", "Unknown Cash amounts stored", "Housekeeping", (857, 857),
        rag="AMBER",
        text=("The Property Management", "also be recorded."),
        # "(1) C…": cut off, and the date of (2) with it. "take 6 months to rectify – November 2019" stands
        # in the response: no target date.
        owners=STORES,
        # Line ends in three columns; in order the last is "… take 6 months to rectify – Novem|ber 2019."
        response=("(1) We accept", "Novem ber 2019."),
    ),
    Item(
        "SEIZED-1905-4.2", CASH, "4.2", "Officers and Property Officers Training", "Significant", (859, 868),
        rag="AMBER",  # "AIMBER", beside the middle of the item
        text=("Although mandatory training", "with the process."),
        dates=[Day("2020-05-31", "1"), Day("2020-05-31", "2")], in_force="2020-05-31", owners=STORES,
        response=("(1) The auditor", "(advice and tips)"),
        updates=[Update("Update July 2019", "2019-07", "The project staffs", "in Phase 2.")],
    ),
]  # fmt: skip

BOARD = [
    Board("Fleet Management", "4.5", "Review User Access to TranMan", "A review of", "should be maintained.",
          "SORB Proposed and agreed closed by SORB16/05/19", (874, 875)),
    Board("General Data Protection Regulation (GDPR)", "4.2", "Deputy Data Protection Officer",
          "The force should", "member of staff.", "SORB", (876, 877)),
    Board("General Data Protection Regulation (GDPR)", "4.3", "Subject Access Request Resources",
          "The organisation should", "of future backlogs.",
          "SORB Proposed and agreed closed by SORB16/05/19", (878, 879)),
    Board("General Data Protection Regulation (GDPR)", "4.4", "Regional Data Protection Meetings",
          "The Terms of", "wider Information Management.",
          "SORB Proposed and agreed closed by SORB16/05/19", (880, 881)),
    Board("Health and Safety", "4.3", "Risk Assessments", "The Health and", "of risk assessments.", "SORB",
          (883, 883)),
    Board("Seized and Found Property", "4.1", "Unknown Cash amounts stored", "The Property Management",
          "also be recorded.", "SORB", (884, 885)),
    Board("Seized and Found Property", "4.3", "Update of procedure - cash seizures", "The Force should",
          "on the PMS.", "SORB Proposed and agreed closed by SORB16/05/19", (886, 888)),
]  # fmt: skip

SUMMARY = {
    "Fundamental": ([0, 2, 0, 0], 2),
    "Significant": ([0, 9, 4, 2], 15),
    "Housekeeping": ([0, 1, 1, 0], 2),
    "Total": ([0, 12, 5, 2], 19),
}
CONTACTS = ["#b500da67b2", "#b2901b086d", "#9c8d24a51d"]
"""The name each begins with."""
AUTHORS = ["#0449209194"]

DISCREPANCIES = [
    # The summary (lines 13-18) against the appendix: two items are RED by the rule of para 7, five are
    # proposed closed, one is not adopted; one item of the board stands in the tracker too.
    ("summary_colours", "9 AMBER, 4 GREEN, 2 GREY for Significant", "2 RED, 7 AMBER, 5 GREEN, 1 GREY"),
    ("summary_colours", "1 AMBER, 1 GREEN for Housekeeping", "2 AMBER, 1 GREEN", "SEIZED-1905-4.1"),
    ("summary_total", "counts 2 Housekeeping", "shows 3", "SEIZED-1905-4.1"),
    ("summary_total", "counts 19 recommendations", "shows 20", "SEIZED-1905-4.1"),
    # Four banners count what stands neither in the tracker nor in the board's table.
    ("banner_count", "SEIZED & FOUND PROPERTY (2018-03)", "4 Significant; none"),
    ("banner_count", "SEIZED & FOUND PROPERTY (2018-03)", "2 Housekeeping; none"),
    ("banner_count", "AUDIT COMMITTEE EFFECTIVENESS (2017-10)", "6 Significant; none"),
    ("banner_count", "AUDIT COMMITTEE EFFECTIVENESS (2017-10)", "2 Housekeeping; 1 of"),
    ("banner_count", "CODE OF GOVERNANCE (2018-06)", "1 Housekeeping; none"),
    ("banner_count", "PAYROLL (2019-02)", "2 Housekeeping; none"),
    ("no_opinion", "AUDIT COMMITTEE EFFECTIVENESS (2017-10)"),
    ("in_both", "SEIZED-1905-4.1"),
    ("title_spelling", "FOUIND", "Found"),
    ("red_by_own_rule", "HEALTH-1903-4.4", "AMBER", "RED", "30 June 2019"),
    ("red_by_own_rule", "PAYROLL-1904-4.1", "AMBER", "RED", "31 May 2019"),
    ("no_owner", "SEIZED-1803-4.1"),
    ("no_owner", "PAYROLL-1902-A"),
    ("no_date", "SEIZED-1803-4.1", "See below"),
    ("no_date", "DATA-1902-4.1", "Ongoing"),
    ("no_date", "PAYROLL-1902-A"),
    ("no_date", "SEIZED-1905-4.1"),
    ("before_what_it_depends_on", "FLEET-1809-4.4", "31 March 2020", "FLEET-1809-4.2", "30 June 2020"),
    # A further audit "by 30/11/19", though all is promised for July.
    ("step_after_target", "VICTIMS-1701-4.3", "30/11/19", "31 July 2019"),
    ("step_after_target", "VICTIMS-1701-4.4", "30/11/19", "31 July 2019"),
    ("step_after_target", "VICTIMS-1701-4.5", "30/11/19", "31 July 2019"),
    # No document and no figure is offered, or it is not said that the whole is done (para 4e).
    ("closure_criteria", "COMMITTEE-1710-4.4", "What shows that it is working?"),
    ("closure_criteria", "GOVERNANCE-1806-4.2", "What shows that it is working?"),
    ("closure_criteria", "HEALTH-1903-4.2", "implemented in full?"),
    ("closure_criteria", "PAYROLL-1904-4.2", "What shows that it is working?"),
    ("no_update", "GOVERNANCE-1806-4.2", "Update May 2019"),
    ("no_update", "SEIZED-1905-4.1"),
    ("same_update", "VICTIMS-1701-4.4", "VICTIMS-1701-4.5", "Update February 2017"),
]
