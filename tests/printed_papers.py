"""Papers to print and read back: invented ones of any shape, and one of three hundred recommendations."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from reports.draw.items import LINKS
from reports.files import child
from reports.files.model import Document
from reports.ids import unique_ids
from reports.paper import (
    Audit,
    AuditorScale,
    BoardItem,
    Link,
    Owner,
    PanelNote,
    Paper,
    Recommendation,
    Reporting,
    TargetDate,
    Update,
)
from tests.sample_paper import sample

PRIORITIES = ["Fundamental", "Significant", "Housekeeping", "Merits attention"]
AUDITORS = ["Larch & Partners", "Bell and Sons", "Sons", "Marlowe Assurance", ""]
COLOURS = {
    "open": ["RED", "AMBER", None],
    "proposed_closed": ["GREEN"],
    "not_adopted": ["GREY"],
    "superseded": ["GREY"],
    "closed": ["GREEN", "GREY"],
}
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"])
WORD = st.text(LETTERS.filter(lambda char: char not in ":→–|[]"), min_size=1, max_size=12).filter(
    lambda word: word.strip() == word and " ".join(word.split()) == word
)
WORDS = st.lists(WORD, max_size=5).map(" ".join)
SOME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
LINE = st.one_of(
    WORDS,
    WORDS.map("- {}".format),
    st.tuples(st.integers(1, 12), WORDS).map(lambda pair: f"{pair[0]}. {pair[1]}"),
    st.lists(WORDS, min_size=2, max_size=4).map(" | ".join),
    st.sampled_from(
        [
            "",
            "  indented",
            "PROPOSED CLOSED",
            "Target date: none",
            "Update March 2021",
            "END",
            "x" * 90,
            "CLOSED",
            "Evidence: see above",
            "Linked:",
            "Initial management response",
        ]
    ),
)
TEXT = st.lists(LINE, max_size=6).map("\n".join)
PART = st.sampled_from([None, "1", "2a", "Force", "OPCC", ""])
DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2060, 12, 31))
DATE = st.builds(
    TargetDate,
    words=st.one_of(
        st.sampled_from(
            ["", "Ongoing", "N/A", "end of March", "31st July 2020", "Q3 2021/22", "six months after 4.2"]
        ),
        SOME,
        DAYS.map(lambda day: f"{day:%B %Y}"),
        DAYS.map(lambda day: f"{day.day} {day:%B %Y}"),
    ),
    date=st.none() | DAYS,
    part=PART,
)
OWNER = st.builds(
    Owner, name=WORDS, role=st.none() | SOME.map(lambda words: f"Head of {words}, acting"), part=PART
)
LABEL = st.one_of(
    st.sampled_from(["Update March 2021:", "Update", "Action from the panel, 18 June 2020", ""]), SOME
)
UPDATE = st.builds(Update, label=LABEL, text=TEXT, verified=st.none() | SOME, silent=st.booleans())
LINK = st.builds(Link, kind=st.sampled_from(list(LINKS)), to=SOME)


@st.composite
def recommendations(draw: Any, audit: Audit) -> Recommendation:
    """Give one item of an audit, in a colour that fits its state."""
    status = draw(st.sampled_from(list(COLOURS)))
    return Recommendation(
        id="",
        audit=audit.title,
        audit_month=audit.month,
        reference=draw(st.sampled_from(["4.1", "4.2a", "12", "R 7", "Rec. 3", None])),
        title=draw(WORDS),
        priority=draw(st.sampled_from([*PRIORITIES, None])),
        threat=draw(st.none() | WORDS),
        text=draw(TEXT),
        owners=draw(st.lists(OWNER, max_size=3)),
        target_dates=draw(st.lists(DATE, max_size=4)),
        target_in_force=draw(st.none() | DAYS),
        slippage_days=draw(st.none() | st.integers(-2000, 2000)),
        management_response=draw(st.none() | TEXT),
        updates=draw(st.lists(UPDATE, max_size=3)),
        rag=draw(st.sampled_from(COLOURS[status])),
        status=status,
        evidence=draw(st.lists(SOME, max_size=3)),
        links=draw(st.lists(LINK, max_size=3)),
        withheld=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def scales(draw: Any) -> list[AuditorScale]:
    """Give no scales or some, of auditors who may share one; their names hold what joins them."""
    names = draw(st.lists(st.sampled_from(AUDITORS), unique=True, max_size=4))
    found: list[AuditorScale] = []
    for name in names:
        if found and draw(st.booleans()):
            found[-1].auditors.append(name)
            continue
        priorities = draw(st.sampled_from([PRIORITIES[:3], ["High", "Medium", "Low"], ["Priority 1"]]))
        shades = draw(st.lists(st.sampled_from(["RED", "AMBER", "GREEN"]), max_size=len(priorities)))
        found.append(
            AuditorScale(
                auditors=[name],
                priorities=priorities,
                risk_colours=dict(zip(priorities, shades, strict=False)),
                reporting=draw(
                    st.sampled_from([[], sample().reporting, [Reporting(assurance="Any", bodies={})]])
                ),
            )
        )
    return found


@st.composite
def papers(draw: Any) -> Paper:
    """Give a small paper of any shape that agrees with itself."""
    several = draw(scales())
    who = [name for scale in several for name in scale.auditors]
    titles = draw(st.lists(SOME, min_size=1, max_size=3, unique=True))
    months = st.sampled_from([None, "2018-09", "2021-11"])
    audits = [
        Audit(
            title=t,
            month=draw(months),
            auditor=draw(st.sampled_from(who)) if who else "",
            assurance=draw(st.sampled_from([None, "Limited", "No", "Mixed assurance"])),
        )
        for t in titles
    ]
    items = [rec for audit in audits for rec in draw(st.lists(recommendations(audit), max_size=2))]
    items = unique_ids(items)
    notes = [
        PanelNote(
            kind=draw(st.sampled_from(["new_report", "awaiting", "no_owner"])), item=rec.id, words=draw(SOME)
        )
        for rec in items[:2]
    ]
    return Paper(
        style="narrative",
        scales=several,
        scheme=draw(st.sampled_from(["delivery", "risk"])),
        audits=audits,
        recommendations=items,
        notes=notes,
        panel=draw(WORDS),
        organisation=draw(WORDS),
        meeting_date=draw(st.none() | DAYS),
        meeting_time=draw(st.none() | st.sampled_from(["10.00am", "14:30"])),
        report_of=draw(st.none() | WORDS),
        subject=draw(WORDS),
        authors=draw(st.lists(SOME, max_size=2)),
        contacts=draw(st.lists(SOME, max_size=2)),
        implications=draw(st.dictionaries(SOME, TEXT, max_size=2)),
        programme=draw(st.lists(SOME, max_size=2)),
        priorities=draw(st.sampled_from([PRIORITIES[:3], PRIORITIES, []])),
        reporting=draw(st.sampled_from([[], sample().reporting, [Reporting(assurance="Any", bodies={})]])),
        criteria=draw(
            st.sampled_from([[], ["evidence"], ["implemented", "evidence"], ["evidence", "implemented"]])
        ),
        auditor=draw(WORDS),
        board=draw(st.sampled_from(["", "Strategic Risk Board", "SRB", "the Risk Board"])),
        board_items=draw(
            st.lists(
                st.builds(
                    BoardItem, audit=SOME, reference=st.none() | WORD, title=WORDS, text=TEXT, state=TEXT
                ),
                max_size=2,
            )
        ),
        edition=draw(st.sampled_from(["public", "restricted"])),
        version=draw(WORDS),
    )


def many(count: int) -> Paper:
    """Give a paper of so many recommendations, the sample's again and again under ever new audits."""
    paper = sample()
    audits, items = [], []
    for turn in range(-(-count // len(paper.recommendations))):
        month = f"{1990 + turn // 12}-{turn % 12 + 1:02}"
        audits += [audit.model_copy(update={"month": month, "counts": {}}) for audit in paper.audits]
        items += [rec.model_copy(update={"audit_month": month}) for rec in paper.recommendations]
    for rec in items:
        rec.updates = [
            update.model_copy(update={"text": update.text[:2_000].rpartition(".")[0]})
            for update in rec.updates
        ]
    return paper.model_copy(
        update={"audits": audits, "recommendations": unique_ids(items[:count]), "notes": []}
    )


def word(file: bytes) -> Document:
    """Give a Word file as a document, as an import does but in this process."""
    return child.read("word", "paper.docx", file)


def pdf(file: bytes) -> Document:
    """Give a PDF as a document, as an import does but in this process."""
    return child.read("pdf", "paper.pdf", file)


def without_sources(paper: Paper) -> Paper:
    """Give the paper without the places of its values: a printed form has its own lines."""
    return Paper.model_validate(_bare(paper.model_dump()))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name not in ("source", "sources")}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def converted(file: bytes, form: str, folder: Path, require: Callable[[str, str], None]) -> bytes:
    """Give a Word file as LibreOffice saves it again in another form."""
    office = shutil.which("soffice")
    if office is None:
        require("libreoffice", "soffice is not on the path")
    source, out = folder / "paper.docx", folder / "out"
    source.write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", form, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / f"paper.{form}").read_bytes()
