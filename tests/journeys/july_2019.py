"""The cast of the real-input journeys: a people file made at test time, and answers in invented words.

No name of the published paper stands here: owners are taken from what was imported and get `.example`
addresses; items are named by their ids.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.paper import Paper

JULY, NOVEMBER = dt.date(2019, 7, 24), dt.date(2019, 11, 13)
PANEL, BOARD = "JARAP", "SORB"
REFUSED = "FLEET-1809-4.1"
ACTION = "51/19b - Members ask for the approved strategy and the date on which it was approved."
AGREED = (
    "COMMITTEE-1710-4.4",
    "GOVERNANCE-1806-4.2",
    "FLEET-1809-4.3",
    "HEALTH-1903-4.1",
    "HEALTH-1903-4.2",
    "PAYROLL-1904-4.2",
)
PROOF = "In October we dip-sampled 60 orders against the strategy: 58 (96.7%) followed it."


def address(name: str) -> str:
    """An invented address for a printed owner."""
    return re.sub(r"[^a-z]+", ".", name.lower()).strip(".") + "@force.example"


def people_file(paper: Paper) -> str:
    """A people file for everybody the paper names who looks like a person: two or three words."""
    names = dict.fromkeys(owner.name for rec in paper.recommendations for owner in rec.owners)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["name", "post", "email"])
    rows.writerows([name, "", address(name)] for name in names if len(name.split()) in (2, 3))
    return out.getvalue()


@dataclass(frozen=True)
class Reply:
    """One mail: the item by which its owner is found, the client, the words, and what else is in it."""

    of: str
    client: str
    answers: Mapping[str, str]
    part: str | None = None
    files: tuple[tuple[str, str, bytes], ...] = ()
    replying_to: str = "request"
    shows: str = field(default="", compare=False)


REPLIES = (
    Reply("FLEET-1809-4.1", "outlook inline", {
        "FLEET-1809-4.1": "The recommendation has been implemented: the approved strategy is in place."
        " Please close.",
        "FLEET-1809-4.2": "Scheduling went live in two of three workshops on 14 October."},
          shows="two items, one of them a closure without evidence"),
    Reply("FLEET-1809-4.1", "outlook top", {"FLEET-1809-4.1": PROOF}, replying_to="question",
          shows="the question of the closure criteria answered"),
    Reply("VICTIMS-1701-4.3", "thunderbird inline", {
        "VICTIMS-1701-4.3": "The second audit starts on Monday; no result yet.",
        "VICTIMS-1701-4.4": "The booklet link was tested in all eight stations."}, shows="two items"),
    Reply("GOVERNANCE-1806-4.1", "gmail top", {
        "GOVERNANCE-1806-4.1": "Revised target date is 31 March 2020 because the new chief officer"
        " wants to see the framework first."}, shows="a revised date"),
    Reply("DATA-1902-4.1", "apple mail", {"DATA-1902-4.1": "The register holds 214 of 260 systems."},
          files=(("register.csv", "text/csv", b"system,owner\r\nA,B\r\n"),), shows="an attachment"),
    Reply("SEIZED-1905-4.2", "outlook fill-in line", {"SEIZED-1905-4.2": "The training lead has started."},
          part="1", shows="one of two owners of a split item"),
    Reply("HEALTH-1903-4.4", "plain inline, trimmed", {"HEALTH-1903-4.4": "First words."},
          shows="the first of two"),
    Reply("HEALTH-1903-4.4", "plain inline, trimmed", {"HEALTH-1903-4.4": "Second words, which count."},
          shows="the same owner again"),
    Reply("PAYROLL-1904-4.1", "outlook inline, HTML only", {
        "PAYROLL-1904-4.1": "The first quarterly report came on 6 September; the next is due in December."},
        shows="HTML only"),
)  # fmt: skip
