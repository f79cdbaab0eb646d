"""How any table of recommendations is read: headings, banners, continued rows, dates, updates, doubts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup import Refused
from reports.files.model import Cell, Document, Line, Row, Table
from reports.layouts.choose import SURE, built_in, fitting, read, recognises
from reports.layouts.description import Layout
from reports.paper import Paper, Recommendation
from reports.vocabulary import Scale, Vocabulary
from tests.layout_documents import of_rows, of_text, table

WORDS = Vocabulary(scales=(Scale(priorities=("High", "Medium", "Low")),))
PLAIN = Layout(name="plain", vocabulary=WORDS)
HEAD = ("Ref", "Title", "Recommendation", "Priority", "Owner", "Target date", "Status", "Update")


def row(reference: str, title: str = "Stock", **given: str) -> list[str]:
    cells = {
        "text": "Count.",
        "priority": "High",
        "owner": "Ann Bell",
        "date": "31/03/2022",
        "status": "Open",
    }
    cells |= {"update": ""} | given
    return [
        reference,
        title,
        *(cells[key] for key in ("text", "priority", "owner", "date", "status", "update")),
    ]


def paper(*rows: list[str] | tuple[str, ...], layout: Layout = PLAIN) -> Paper:
    return read(layout, of_rows(rows))


def one(*rows: list[str] | tuple[str, ...], layout: Layout = PLAIN) -> Recommendation:
    (rec,) = paper(*rows, layout=layout).recommendations
    return rec


def days(rec: Recommendation) -> list[str]:
    return [one.date.isoformat() if one.date else one.words for one in rec.target_dates]


def test_a_plain_row_has_no_doubt_but_its_audit_and_every_value_its_source() -> None:
    rec = one(HEAD, row("4.1"))
    assert rec.doubts == ["No audit is named for this item"]
    assert {"reference", "title", "text", "priority", "status"} <= rec.sources.keys()
    assert {(source.from_, source.to) for source in rec.sources.values()} == {(2, 2)}
    assert (rec.source and rec.source.from_, rec.owners[0].source and rec.owners[0].source.from_) == (2, 2)


def test_columns_may_stand_in_any_order() -> None:
    rows = [list(HEAD), row("4.1", update="Half is done.")]
    turned = [list(reversed(cells)) for cells in rows]
    assert one(*turned).model_copy(update={"sources": {}}) == one(*rows).model_copy(update={"sources": {}})


def test_a_heading_in_two_languages_is_known_by_one_of_them_and_asks_for_a_layout() -> None:
    head = ["Cyf. / Ref.", "Teitl\nTitle", "Argymhelliad / Recommendation", "Blaenoriaeth | Priority"]
    head += ["Swyddog – Owner", "Dyddiad targed / Target date", "Statws / Status", "Diweddariad / Update"]
    rec = one(head, row("4.1", status="In progress", update="Started."))
    assert (rec.reference, rec.title, rec.priority, rec.owners[0].name) == (
        "4.1",
        "Stock",
        "High",
        "Ann Bell",
    )
    assert (days(rec), rec.updates[0].text) == (["2022-03-31"], "Started.")
    assert fitting(of_rows([head, row("4.1")]), built_in()) is None


def test_a_heading_that_names_two_fields_is_taken_for_neither() -> None:
    found = paper((*HEAD[:6], "Status / Owner", "Update"), row("4.1"))
    assert [one.kind for one in found.discrepancies] == ["unread_column"]


def test_a_heading_of_two_rows_is_read_across() -> None:
    upper = Row(
        cells=[
            Cell(text="Ref"),
            Cell(text="Title"),
            Cell(text="Target date", span=2),
            Cell(),
            Cell(text="Status"),
        ]
    )
    lower = Row(cells=[Cell(), Cell(), Cell(text="Original"), Cell(text="Revised"), Cell()])
    data = Row(cells=[Cell(text=text) for text in ("4.1", "Stock", "31/03/2022", "30/06/2022", "Open")])
    document = Document(name="x.docx", form="word", blocks=[Table(rows=[upper, lower, data])]).numbered()
    (rec,) = read(PLAIN, document).recommendations
    assert (days(rec), rec.target_in_force) == (["2022-03-31", "2022-06-30"], dt.date(2022, 6, 30))


def test_original_and_revised_dates_are_one_history_whatever_their_order() -> None:
    head = ("Ref", "Revised target date", "Title", "Original target date")
    assert days(one(head, ("4.1", "30/06/2022", "Stock", "31/03/2022"))) == ["2022-03-31", "2022-06-30"]
    assert days(one(head, ("4.1", "N/A", "Stock", "31/03/2022"))) == ["2022-03-31"]
    assert days(one(head, ("4.1", "31 March 2022", "Stock", "31/03/2022"))) == ["2022-03-31"]
    earlier = one(head, ("4.1", "31/01/2022", "Stock", "31/03/2022"))
    assert any("is earlier than" in doubt for doubt in earlier.doubts)
    later = one(head, ("4.1", "Ongoing", "Stock", "31/03/2022"))
    assert later.target_in_force is None
    assert "No target date can be computed from “Ongoing”" in later.doubts


def test_a_date_without_a_year_is_read_from_the_meeting_and_is_none_where_nothing_tells_the_year() -> None:
    rows = of_rows([HEAD, row("4.1", date="end of March")])
    (rec,) = read(PLAIN, rows).recommendations
    assert rec.target_in_force is None
    assert "“end of March”: no year is printed, and nothing tells it" in rec.doubts
    (rec,) = read(PLAIN, rows, dt.date(2022, 2, 9)).recommendations
    assert rec.target_in_force == dt.date(2022, 3, 31)


@given(st.text("0123456789/-Q'mayrFYend of", max_size=40) | st.text(max_size=40))
def test_any_words_in_a_date_column_are_read_without_a_year_to_start_from(words: str) -> None:
    assert len(one(HEAD, row("4.1", date=words)).target_dates) <= len(words)


def test_struck_words_are_the_older_date_wherever_they_stand() -> None:
    cells = [Cell(text="4.1"), Cell(text="Stock"), Cell(text="30/06/2022\n31/03/2022", struck="31/03/2022")]
    head = Row(cells=[Cell(text=text) for text in ("Ref", "Title", "Due date")])
    document = Document(name="x", form="word", blocks=[Table(rows=[head, Row(cells=cells)])]).numbered()
    (rec,) = read(PLAIN, document).recommendations
    assert days(rec) == ["2022-03-31", "2022-06-30"]


def test_what_a_date_cell_says_besides_dates_is_kept_as_a_doubt() -> None:
    rec = one(HEAD, row("4.1", date="31/03/2022 subject to funding"))
    assert any("subject to funding" in doubt for doubt in rec.doubts)
    prose = one(HEAD, row("4.1", date="We will decide this when the new director has arrived"))
    assert (days(prose), any("holds other words" in doubt for doubt in prose.doubts)) == ([], True)


def test_banners_name_the_audit_of_the_rows_below_them() -> None:
    found = paper(
        HEAD,
        ("Payroll – Limited Assurance – March 2021", *[""] * 7),
        row("4.1"),
        ("Treasury (June 2021)", *[""] * 7),
        row("4.1"),
        ("Nothing to follow up – No Assurance – May 2021", *[""] * 7),
    )
    assert [rec.id for rec in found.recommendations] == ["PAYROLL-2103-4.1", "TREASURY-2106-4.1"]
    assert [(audit.title, audit.assurance, audit.month) for audit in found.audits] == [
        ("Payroll", "Limited", "2021-03"),
        ("Treasury", None, "2021-06"),
        ("Nothing to follow up", "No", "2021-05"),
    ]
    assert found.recommendations[0].sources["audit"].from_ == 2


def test_a_section_row_beside_an_audit_column_is_reported_not_taken_for_an_audit() -> None:
    found = paper(("Audit", *HEAD), ("Corporate Services", *[""] * 8), ("Payroll", *row("4.1")))
    assert [audit.title for audit in found.audits] == ["Payroll"]
    assert [(one.kind, one.lines) for one in found.discrepancies] == [("unplaced", [2])]


def test_merged_and_ditto_cells_repeat_the_audit_above_and_a_new_audit_takes_nothing_over() -> None:
    head = ("Audit", "Assurance", "Report date", *HEAD)
    found = paper(
        head,
        ("Payroll", "Limited", "March 2021", *row("4.1")),
        ("", "", "", *row("4.2")),
        ('"', '"', '"', *row("4.3")),
        ("Treasury", "", "", *row("4.1")),
    )
    assert [(rec.audit, rec.audit_month) for rec in found.recommendations] == [
        *[("Payroll", "2021-03")] * 3,
        ("Treasury", None),
    ]
    assert [audit.assurance for audit in found.audits] == ["Limited", None]
    assert [rec.source and rec.source.from_ for rec in found.recommendations] == [2, 3, 4, 5]


def test_a_row_without_reference_and_title_continues_the_one_above() -> None:
    rec = one(
        HEAD, row("4.1", update="First."), ("", "", "Keep a list.", "", "", "30/06/2022", "", "Second.")
    )
    assert (rec.text, rec.updates[0].text) == ("Count.\nKeep a list.", "First.\nSecond.")
    assert days(rec) == ["2022-03-31", "2022-06-30"]
    assert any("Line 3" in doubt for doubt in rec.doubts)
    assert (rec.source and rec.source.from_, rec.source and rec.source.to) == (2, 3)


def test_a_row_without_reference_that_is_an_item_of_its_own_stays_one_with_doubts() -> None:
    found = paper(HEAD, row("4.1"), row("", "", text="Lock the doors. Each night."))
    assert [rec.id for rec in found.recommendations] == ["UNNAMED-0000-4.1", "UNNAMED-0000-X1"]
    lost = found.recommendations[1]
    assert lost.title == "Lock the doors"
    assert {"No reference could be read"} < set(lost.doubts)


def test_a_row_that_a_page_cuts_in_two_is_one_item() -> None:
    whole = row("4.1", text="Count", owner="Estates", date="29 February", update="Half of it")
    rest = ["", "", "every week.", "", "Manager", "2024", "", "is done."]
    rows = [
        Row(cells=[Cell(text=text) for text in cells], page=page)
        for page, cells in ((1, HEAD), (1, whole), (2, rest))
    ]
    document = Document(name="t.pdf", form="pdf", blocks=[Table(rows=rows)]).numbered()
    (rec,) = read(PLAIN, document).recommendations
    assert (rec.text, rec.owners[0].name, days(rec)) == (
        "Count every week.",
        "Estates Manager",
        ["2024-02-29"],
    )
    assert rec.updates[0].text == "Half of it is done."
    assert "Line 3 has no reference and no title: read as the rest of this item" in rec.doubts


def test_headings_again_totals_and_empty_rows_are_no_items() -> None:
    found = paper(HEAD, row("4.1"), [""] * 8, HEAD, row("4.2"), ("Total", "2", "", "", "", "", "", ""))
    assert [rec.reference for rec in found.recommendations] == ["4.1", "4.2"]
    assert found.discrepancies == []


def test_a_summary_table_is_not_read_as_recommendations() -> None:
    summary = table([("Priority", "Open", "Implemented"), ("High", "2", "1"), ("Low", "3", "2")])
    document = Document(name="x", form="word", blocks=[summary, table([HEAD, row("4.1")])]).numbered()
    assert [rec.reference for rec in read(PLAIN, document).recommendations] == ["4.1"]


def test_a_table_cut_in_two_keeps_its_columns_with_a_doubt() -> None:
    blocks = [table([HEAD, row("4.1")]), Line(text="Page 2"), table([row("4.2")])]
    document = Document(name="x", form="pdf", blocks=blocks).numbered()
    recs = read(PLAIN, document).recommendations
    assert [rec.reference for rec in recs] == ["4.1", "4.2"]
    assert any("no heading row" in doubt for doubt in recs[1].doubts)


def test_columns_are_named_in_order_where_there_is_no_heading() -> None:
    layout = PLAIN.model_copy(update={"order": ("reference", "title", "", "priority", "owner")})
    rec = one(("4.1", "Stock", "x", "Low", "Ann Bell"), layout=layout)
    assert (rec.reference, rec.title, rec.priority, rec.owners[0].name) == ("4.1", "Stock", "Low", "Ann Bell")


def test_dated_columns_are_updates_oldest_first() -> None:
    head = ("Ref", "Title", "Priority", "Update June 2022", "Progress update March 2022", "Comments")
    rec = one(head, ("4.1", "Stock", "High", "All done.", "Half done.", ""))
    assert [(u.label, u.month, u.text) for u in rec.updates] == [
        ("Progress update March 2022", "2022-03", "Half done."),
        ("Update June 2022", "2022-06", "All done."),
    ]


def test_dated_paragraphs_of_one_cell_are_updates_each_with_its_line() -> None:
    told = "Started late.\n12/05/2022 – Counted twice.\nNo gaps.\n"
    told += "Update March 2022: Bought shelves.\n31 March 2022 is near."
    rec = one(HEAD, row("4.1", update=told))
    assert [(u.label, u.month, u.text, u.source and u.source.from_) for u in rec.updates] == [
        ("Update", None, "Started late.", 2),
        ("12/05/2022", "2022-05", "Counted twice.\nNo gaps.", 3),
        ("Update March 2022", "2022-03", "Bought shelves.\n31 March 2022 is near.", 5),
    ]
    newest_first = one(HEAD, row("4.1", update="May 2022: Done.\nMarch 2022: Begun."))
    assert [u.month for u in newest_first.updates] == ["2022-03", "2022-05"]


def test_a_second_sheet_of_updates_is_joined_by_reference_and_what_fits_nowhere_is_reported() -> None:
    updates = table(
        [("Rec no", "Date", "Comments"), ("4.1", "May 2022", "Counted."), ("9.9", "May 2022", "Whose?")],
        "Updates",
    )
    document = Document(name="x.xlsx", form="sheet", blocks=[table([HEAD, row("4.1")], "Tracker"), updates])
    found = read(PLAIN, document.numbered())
    (rec,) = found.recommendations
    assert [(u.label, u.month, u.text) for u in rec.updates] == [("Comments May 2022", "2022-05", "Counted.")]
    assert ["Whose?" in one.message for one in found.discrepancies] == [True]


def test_sheets_that_are_named_after_audits_give_their_names() -> None:
    sheets = [table([HEAD, row("1")], "Payroll 2021"), table([HEAD, row("1")], "Open")]
    found = read(PLAIN, Document(name="x.xlsx", form="sheet", blocks=sheets).numbered())
    assert [rec.audit for rec in found.recommendations] == ["Payroll 2021", "Unnamed audit"]
    assert any("name of the sheet" in doubt for doubt in found.recommendations[0].doubts)


def test_the_audit_of_a_whole_document_is_read_from_its_top_or_from_the_layout() -> None:
    top = [
        ("Audit:", "Payroll", *[""] * 6),
        ("Opinion: Limited assurance", *[""] * 7),
        ("Report date", "March 2021", *[""] * 6),
    ]
    found = paper(*top, HEAD, row("4.1"))
    assert [(a.title, a.assurance, a.month) for a in found.audits] == [("Payroll", "Limited", "2021-03")]
    assert any("that of the whole document" in doubt for doubt in found.recommendations[0].doubts)
    once = Layout.model_validate({"name": "x", "audit": {"title": "Treasury", "month": "2021-05"}})
    (audit,) = paper(HEAD, row("4.1"), layout=once).audits
    assert (audit.title, audit.month) == ("Treasury", "2021-05")


def test_findings_and_agreed_actions_have_their_place() -> None:
    head = ("Ref", "Title", "Finding", "Recommendation", "Agreed action", "Management response")
    rec = one(head, ("4.1", "Stock", "Stock is lost.", "Count it.", "Weekly counts.", "Agreed."))
    assert rec.text == "Finding: Stock is lost.\nRecommendation: Count it."
    assert rec.management_response == "Management response: Agreed.\nAgreed action: Weekly counts."
    alone = one(("Ref", "Title", "Agreed action"), ("4.1", "Stock", "Weekly counts."))
    assert (alone.text, alone.management_response) == ("Weekly counts.", None)


def test_an_item_id_that_is_printed_is_kept() -> None:
    found = paper(
        ("Item id", *HEAD), ("FLEET-1809-4.2", *row("4.2")), ("SAME", *row("1")), ("SAME", *row("2"))
    )
    assert [rec.id for rec in found.recommendations] == ["FLEET-1809-4.2", "UNNAMED-0000-1", "UNNAMED-0000-2"]


def test_progress_is_a_status_or_an_update_by_what_stands_below_it() -> None:
    head = ("Ref", "Title", "Progress")
    states = paper(head, ("1", "Stock", "Implemented"), ("2", "Keys", "In progress"))
    assert [(rec.status, rec.updates) for rec in states.recommendations] == [
        ("proposed_closed", []),
        ("open", []),
    ]
    told = one(head, ("1", "Stock", "Two of the three stores were counted in May."))
    assert (told.status, len(told.updates)) == ("open", 1)


def test_what_a_status_cell_says_besides_its_status_is_kept_as_an_update() -> None:
    long = "In progress. The form is designed and is being tried in two faculties."
    rec = one(HEAD, row("4.1", status=long))
    assert (rec.status, [update.text for update in rec.updates]) == ("open", [long])
    assert one(HEAD, row("4.1", status="In progress (75%)")).updates == []


def test_risk_is_a_priority_where_its_cells_are() -> None:
    head = ("Ref", "Title", "Risk")
    assert one(head, ("1", "Stock", "High")).priority == "High"
    assert one(head, ("1", "Stock", "Stock may be lost")).threat == "Stock may be lost"


def test_colours_without_words_and_words_that_disagree_with_their_colour() -> None:
    head = Row(cells=[Cell(text=text) for text in ("Ref", "Title", "RAG")])
    rows = [
        Row(cells=[Cell(text="1"), Cell(text="A"), Cell(colour="RED")]),
        Row(cells=[Cell(text="2"), Cell(text="B"), Cell(text="Green", colour="RED")]),
        Row(cells=[Cell(text="3"), Cell(text="C"), Cell(text="Complete")]),
    ]
    document = Document(name="x", form="sheet", blocks=[Table(rows=[head, *rows])]).numbered()
    recs = read(PLAIN, document).recommendations
    assert [(rec.rag, rec.status) for rec in recs] == [
        ("RED", "open"),
        ("GREEN", "open"),
        (None, "proposed_closed"),
    ]
    assert any("says GREEN and is coloured RED" in doubt for doubt in recs[1].doubts)


def test_a_marker_and_a_status_that_disagree_are_a_doubt_and_the_status_stands() -> None:
    rec = one(HEAD, row("4.1", status="In progress", update="PROPOSED CLOSED"))
    assert rec.status == "open"
    assert any("is marked proposed closed" in doubt for doubt in rec.doubts)
    assert one(HEAD, row("4.1", status="", update="PROPOSED CLOSED")).status == "proposed_closed"


def test_a_layout_may_say_that_implemented_means_closed() -> None:
    words = WORDS.model_copy(update={"statuses": {"implemented": "closed"}})
    layout = PLAIN.model_copy(update={"vocabulary": words})
    assert one(HEAD, row("4.1", status="Implemented"), layout=layout).status == "closed"
    assert one(HEAD, row("4.1", status="Implemented")).status == "proposed_closed"


def test_a_second_column_of_one_kind_is_not_read_and_reported() -> None:
    found = paper((*HEAD, "Priority", "Ward"), [*row("4.1"), "Low", "North"])
    assert found.recommendations[0].priority == "High"
    assert [one.message.split("”")[0] for one in found.discrepancies] == ["“Priority", "“Ward"]


def test_text_tables_are_cut_at_tabs_bars_or_semicolons() -> None:
    for separator in ("\t", " | ", ";"):
        lines = [separator.join(cells) for cells in (HEAD, row("4.1", update="Done."))]
        (rec,) = read(PLAIN, of_text("\n".join(lines))).recommendations
        assert (rec.reference, rec.updates[0].text) == ("4.1", "Done.")


def test_a_usual_tracker_needs_no_layout_and_an_unusual_column_asks_for_one() -> None:
    usual = of_rows([("Audit", *HEAD), ("Payroll", *row("4.1"))])
    found = fitting(usual, built_in())
    assert found is not None
    assert found.name == "tracker"
    strange = of_rows([("Ref", "Title", "Zone", "Chapter", "Weight"), ("1", "a", "b", "c", "d")])
    assert all(recognises(layout, strange) < SURE for layout in built_in())
    one_more = of_rows([("Audit", *HEAD, "Cost code"), ("Payroll", *row("4.1"), "44")])
    assert fitting(one_more, built_in()) is None
    month_first = of_rows([("Audit", *HEAD), ("Payroll", *row("4.1", date="03/31/2022"))])
    assert fitting(month_first, built_in()) is None


def test_phrases_must_all_occur() -> None:
    document = of_rows([("Mossborough Council", *[""] * 7), HEAD, row("4.1")])
    assert recognises(PLAIN.model_copy(update={"phrases": ("mossborough council",)}), document) == 1.0
    assert recognises(PLAIN.model_copy(update={"phrases": ("Mossborough", "Elsewhere")}), document) == 0.0


@pytest.mark.parametrize("kind", ["grid", "blocks"])
def test_a_document_without_what_the_layout_describes_is_refused_in_a_sentence(kind: str) -> None:
    layout = Layout.model_validate({"name": "ours", "kind": kind, "item": "Finding {reference}"})
    with pytest.raises(
        Refused, match=r"letter.txt holds no recommendation as layout “ours” has it: no .*\.$"
    ):
        read(layout, of_text("Dear colleague,\nthank you.", "letter.txt"))
