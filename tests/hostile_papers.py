"""Papers of any content, hostile words among it, for the tests of what is drawn and read again."""

import datetime as dt

from hypothesis import strategies as st

from followup import rag
from reports.paper import (
    Audit,
    AuditorScale,
    BoardItem,
    Column,
    Link,
    Owner,
    PanelNote,
    Paper,
    Recommendation,
    Reporting,
    SummaryRow,
    TargetDate,
    Update,
)
from reports.workbook.cells import tidy

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "@SUM(1)", "+1", "-1", "- a bullet", "＝1", "'=1+1", "'' =1",
    "'", "'quoted'", "\tTab", "a\tb", "\r\nline\r\nend\r\n", "a\n\n\nb", "  blank  inside  ", "_x0041_",
    "_x000D_", "Part 2: what", "Part", "a: b", "ends:", "a – b", "– a", "a –", "x = y", "= 31 March 2022",
    "31 March 2022", "no date", "2022-03-31", "2022-03", "4.10", "007", "1e5", "TRUE", "#N/A",
    "[Update July 2019]", "[a | b]", "\\", "\\n", "a\\\nb", "c:\\new", "|", "a | b", "Update July 2019:",
    "Total", "Priority", "depends on 4.2", "2 of 3", "\u200f\u202eright", "e\u200b\u0301", "Ŵyn ŷ", "😀",
    "\ud800", "\x00\x07", "\u2028", "\u00a0nbsp\u00a0", "<b>&amp;", '"; ,',
)  # fmt: skip
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("\n".join),
)
maybe = st.none() | words
days = st.dates(dt.date(1850, 1, 1), dt.date(2999, 12, 31))
months = st.none() | st.dates(dt.date(1850, 1, 1), dt.date(2999, 1, 1)).map(lambda day: f"{day:%Y-%m}")
counts = st.dictionaries(words, st.integers(0, 99), max_size=3)
colours = st.sampled_from(["RED", "AMBER", "GREEN", "GREY"])
bodies = st.sampled_from(["panel", "board"])
kinds = st.sampled_from(["depends_on", "duplicates", "merged_into", "split_from", "supersedes"])
titles = st.builds("T{}".format, words)


def some(values, most=3):
    return st.lists(values, max_size=most)


updates = st.builds(Update, label=words, month=months, text=words, verified=maybe, silent=st.booleans())
dates = st.builds(TargetDate, words=words, date=st.none() | days, part=maybe)
audits = st.builds(
    Audit,
    title=titles,
    assurance=maybe,
    month=months,
    counts=counts,
    auditor=words,
    handling=maybe,
    published_on=st.none() | days,
)

rules = st.builds(
    Reporting,
    assurance=words,
    bodies=st.dictionaries(words, bodies, max_size=3),
    whole_report=st.booleans(),
)
scales = st.builds(
    AuditorScale,
    auditors=some(st.just("") | words),
    priorities=some(words),
    risk_colours=st.dictionaries(words, colours, max_size=3),
    reporting=some(rules),
)


@st.composite
def recommendations(draw, number, banner):
    """One item whose date in force is what its history gives, as the register has it."""
    promised = draw(some(dates))
    return Recommendation(
        id=f"ITEM-{number}",
        audit=banner.title,
        audit_month=banner.month,
        reference=draw(maybe),
        title=draw(titles),
        priority=draw(maybe),
        threat=draw(maybe),
        text=draw(words),
        owners=draw(some(st.builds(Owner, name=words, role=maybe, part=maybe))),
        target_dates=promised,
        target_in_force=rag.in_force(
            [one.model_copy(update={"part": tidy(one.part) or None}) for one in promised]
        ),
        management_response=draw(maybe),
        updates=draw(some(updates)),
        rag=draw(st.none() | colours),
        status=draw(st.sampled_from(["open", "proposed_closed", "not_adopted", "superseded", "closed"])),
        agreed=draw(st.sampled_from([None, "not_adopted", "superseded"])),
        evidence=draw(some(words)),
        links=draw(some(st.builds(Link, kind=kinds, to=words))),
        body=draw(bodies),
        held_by=draw(words),
        doubts=draw(some(words)),
        slippage_days=draw(st.none() | st.integers(-999, 9999)),
        withheld=draw(st.integers(0, 5)) == 0,
    )


@st.composite
def papers(draw):
    """A paper with anything in it that its fields allow."""
    banners = draw(st.lists(audits, max_size=3, unique_by=lambda audit: (audit.title, audit.month)))
    held = [draw(st.sampled_from(banners)) for _ in range(draw(st.integers(0, 4)))] if banners else []
    heads = draw(st.lists(st.builds("H{}".format, words), max_size=3, unique=True))
    return Paper(
        style=draw(st.sampled_from(["narrative", "register"])),
        scheme=draw(st.sampled_from(["delivery", "risk"])),
        panel=draw(words),
        organisation=draw(words),
        meeting_date=draw(st.none() | days),
        meeting_time=draw(maybe),
        report_of=draw(maybe),
        subject=draw(words),
        authors=draw(some(words)),
        contacts=draw(some(words)),
        implications=draw(st.dictionaries(words, words, max_size=3)),
        programme=draw(some(words)),
        priorities=draw(some(words)),
        risk_colours=draw(st.dictionaries(words, colours, max_size=3)),
        reporting=draw(some(rules)),
        scales=draw(some(scales)),
        criteria=draw(some(st.sampled_from(["implemented", "evidence"]), 2)),
        auditor=draw(words),
        board=draw(words),
        summary=[
            SummaryRow(
                priority=draw(titles),
                columns=[Column(heading=head, value=draw(st.integers(0, 99))) for head in heads],
                total=draw(st.integers(0, 999)),
                auditor=draw(st.just("") | words),
            )
            for _ in range(draw(st.integers(0, 3)))
        ],
        audits=banners,
        recommendations=[draw(recommendations(number, banner)) for number, banner in enumerate(held)],
        board_items=draw(
            some(
                st.builds(
                    BoardItem,
                    audit=words, reference=maybe, title=titles, text=words, state=words, priority=maybe,
                    doubts=some(words),
                )
            )
        ),
        notes=draw(
            some(
                st.builds(
                    PanelNote,
                    kind=st.sampled_from(["awaiting", "new_report", "no_owner"]),
                    item=st.sampled_from([None, "ITEM-0", "ITEM-1"]),
                    words=words,
                )
            )
        ),
        edition=draw(st.sampled_from(["public", "restricted"])),
        version=draw(words),
    )  # fmt: skip
