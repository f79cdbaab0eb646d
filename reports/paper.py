"""The panel paper as plain data: what a reader produces, what compiling produces and what is rendered."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from followup.rules import RISK_COLOURS

Status = Literal["open", "proposed_closed", "not_adopted", "superseded", "closed"]
Colour = Literal["RED", "AMBER", "GREEN", "GREY"]
AS_AT = "As at "
"""Begins the version of an export: the register on one day, and no meeting's paper."""
AND, UNRECORDED = " and ", "auditor not recorded"
"""Between the auditors who share a scale, and what stands for one whom nobody recorded."""
PROPOSED = ("proposed_closed", "not_adopted", "superseded")


def _risk_colours() -> dict[str, Colour]:
    return {**RISK_COLOURS}


class Plain(BaseModel):
    """Plain data: compared by value, refused when a field is unknown."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Column(Plain):
    """One figure of a summary row; ``of_which`` marks a column already inside the total (2022, para 4)."""

    heading: str
    of_which: bool = False
    value: int = 0


class SummaryRow(Plain):
    """A row of the summary table: counts by RAG column, and the total as printed or derived."""

    priority: str
    columns: list[Column] = Field(default_factory=list)
    total: int = 0
    auditor: str = ""
    """Whose table it stands in, where each auditor's scale has one (``AuditorScale.name``)."""


class Audit(Plain):
    """The banner over one audit: ``month`` is YYYY-MM, ``counts`` as printed there."""

    title: str
    assurance: str | None = None
    month: str | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    auditor: str = ""
    """Who made it, where the paper says so: its priorities are that auditor's scale."""
    handling: str | None = None
    """Its handling marking, in an export of the register for the inspectorate (rule 11)."""
    published_on: dt.date | None = None


class Source(Plain):
    """Where a value stands in the file read: 1-based lines of ``Document.lines()``, and the page if any."""

    from_: int = Field(alias="from")
    to: int
    page: int | None = None


class Owner(Plain):
    """A person, post or supplier named as responsible, as printed; ``part`` is what they answer for."""

    name: str
    role: str | None = None
    part: str | None = None
    source: Source | None = None


class TargetDate(Plain):
    """One promised date in the words used; ``date`` is None where rule 5 cannot compute one."""

    words: str
    date: dt.date | None = None
    part: str | None = None
    source: Source | None = None


class Update(Plain):
    """One dated progress statement; ``month`` is YYYY-MM."""

    label: str
    month: str | None = None
    text: str = ""
    verified: str | None = None
    """Printed when the inspectorate has checked the evidence itself (rule 3)."""
    silent: bool = False
    """True where nothing came in this cycle: the text says so (rule 8)."""
    source: Source | None = None


class Link(Plain):
    """How a recommendation hangs on another; ``to`` is a reference as printed, or an item id.

    Behind the id of one that was merged or split stands its title, for it is in no tracker any more.
    """

    kind: Literal["depends_on", "duplicates", "merged_into", "split_from", "supersedes"]
    to: str


class PanelAction(Plain):
    """What a panel asked for at a meeting; its words stand in the update or response too (2019, item 4.1)."""

    panel: str
    """The body as printed: "JARAP"."""
    meeting: dt.date | None = None
    reference: str | None = None
    """Its number in the minutes: "43/18a"."""
    words: str
    source: Source | None = None


class Recommendation(Plain):
    """One recommendation with its whole history, as a paper shows it (2019 and 2022, Appendix A)."""

    id: str
    audit: str
    audit_month: str | None = None
    reference: str | None = None
    title: str
    priority: str | None = None
    threat: str | None = None
    text: str = ""
    owners: list[Owner] = Field(default_factory=list)
    target_dates: list[TargetDate] = Field(default_factory=list)
    target_in_force: dt.date | None = None
    management_response: str | None = None
    updates: list[Update] = Field(default_factory=list)
    rag: Colour | None = None
    status: Status = "open"
    agreed: Literal["not_adopted", "superseded"] | None = None
    """How a closed one left, in an export of the register; None where it was simply closed (rule 4)."""
    evidence: list[str] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    actions: list[PanelAction] = Field(default_factory=list)
    """What the panel asked for, where the printed words say so."""
    body: Literal["panel", "board"] = "panel"
    held_by: str = ""
    """Name of the body that holds it, in an export of the register."""
    source: Source | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    """Where each single value stands: field name (``title``, ``priority``, ``text`` …) -> its lines."""
    doubts: list[str] = Field(default_factory=list)
    slippage_days: int | None = None
    """Days between the first and the last date for the whole (rule 5); None with fewer than two dates."""
    withheld: bool = False
    """True where the handling marking leaves id and title only in this edition (rule 11)."""


class BoardItem(Plain):
    """A recommendation monitored by the board, as listed after the tracker (2019, para 4d)."""

    audit: str
    reference: str | None = None
    title: str
    text: str = ""
    state: str = ""
    priority: str | None = None
    source: Source | None = None
    doubts: list[str] = Field(default_factory=list)


class Discrepancy(Plain):
    """Where a paper disagrees with itself, in one sentence, with the lines concerned."""

    kind: str
    message: str
    lines: list[int] = Field(default_factory=list)


class PanelNote(Plain):
    """Something the panel should see about this round: awaiting outcome, new report, nobody to ask."""

    kind: str
    item: str | None
    words: str


class Reporting(Plain):
    """One agreed reporting rule: which body gets each priority of audits so graded (2019, para 4a-b)."""

    assurance: str
    """As printed: "Satisfactory assurance or above"."""
    bodies: dict[str, Literal["panel", "board"]]
    whole_report: bool = False
    """The whole audit report is submitted too, and the service area sends somebody."""


class AuditorScale(Plain):
    """One scale of a paper that holds several: whose it is, its words, and what was agreed about them."""

    auditors: list[str]
    """As ``Audit.auditor`` has them; empty words where nobody recorded who made an audit."""
    priorities: list[str]
    """Highest first."""
    risk_colours: dict[str, Colour] = Field(default_factory=dict)
    reporting: list[Reporting] = Field(default_factory=list)

    @property
    def name(self) -> str:
        """Whose scale it is, as captions print it: ``Larch & Partners``."""
        return AND.join(name or UNRECORDED for name in self.auditors)


class Paper(Plain):
    """A panel paper. Lists are in printed order; nothing in it depends on how it will be drawn."""

    style: str
    sure: bool = True
    """False where no known layout fitted and the reading is a guess: it is written only when accepted."""
    prints_ids: bool = False
    """Whether the file shows item ids, as our own papers do: they outlive every other name of an item."""
    scheme: Literal["delivery", "risk"] = "delivery"
    panel: str = ""
    organisation: str = ""
    meeting_date: dt.date | None = None
    meeting_time: str | None = None
    report_of: str | None = None
    subject: str = ""
    authors: list[str] = Field(default_factory=list)
    contacts: list[str] = Field(default_factory=list)
    implications: dict[str, str] = Field(default_factory=dict)
    programme: list[str] = Field(default_factory=list)
    """The year's audits, as the 2022 paper lists them in its background."""
    priorities: list[str] = Field(default_factory=list)
    risk_colours: dict[str, Colour] = Field(default_factory=_risk_colours)
    """Colour of each priority under the risk scheme, for the key (2022, Appendix A)."""
    reporting: list[Reporting] = Field(default_factory=list)
    scales: list[AuditorScale] = Field(default_factory=list)
    """Where the audits go by more than one auditor's scale; empty where the three above hold for all."""
    criteria: list[Literal["implemented", "evidence"]] = Field(default=["implemented", "evidence"])
    """What an update must state before closure is proposed (2019, para 4e); both where a paper is silent."""
    auditor: str = ""
    board: str = ""
    summary: list[SummaryRow] = Field(default_factory=list)
    audits: list[Audit] = Field(default_factory=list)
    recommendations: list[Recommendation] = Field(default_factory=list)
    board_items: list[BoardItem] = Field(default_factory=list)
    notes: list[PanelNote] = Field(default_factory=list)
    discrepancies: list[Discrepancy] = Field(default_factory=list)
    remarks: list[str] = Field(default_factory=list)
    """What was met in opening the file: pages without text, changes that were being tracked."""
    doubts: list[str] = Field(default_factory=list)
    """What is uncertain in the reading of the front pages."""
    edition: Literal["public", "restricted"] = "public"
    version: str = ""

    @property
    def is_register(self) -> bool:
        """Whether it is the whole register as it stood on a day, whatever meeting that day followed."""
        return self.version.startswith(AS_AT)

    def of(self, audit: Audit) -> list[Recommendation]:
        """Recommendations under one audit banner, in printed order."""
        return [r for r in self.recommendations if (r.audit, r.audit_month) == (audit.title, audit.month)]

    def proposed(self) -> list[Recommendation]:
        """Recommendations the panel is asked to agree: closed, not adopted or superseded."""
        return [r for r in self.recommendations if r.status in PROPOSED]

    def seen_in(self, style: str, fmt: Literal["docx", "html", "pdf"] = "docx") -> "Paper":
        """Give the paper as far as one printed form of it shows it: what reading that form gives back."""
        from reports.seen import seen_in

        return seen_in(self, style, fmt)

    def as_json(self) -> dict[str, Any]:
        """Give the JSON shape of ``matters import --dry-run --json`` (docs/interfaces)."""
        whole = self.model_dump(mode="json", by_alias=True)
        head = ("meeting_date", "style", "sure", "remarks", "doubts", "authors")
        front = ("contacts", "implications", "summary")
        rows = ("audits", "recommendations", "board_items", "discrepancies")
        return {"paper": {key: whole[key] for key in (*head, *front)}, **{key: whole[key] for key in rows}}
