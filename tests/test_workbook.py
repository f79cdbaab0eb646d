"""The register as workbook and CSV: what is drawn is read again, whatever it holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.workbook import seen
from reports.workbook.read import read
from reports.workbook.render import csv, xlsx
from tests.hostile_papers import papers
from tests.workbook_files import bare, comma, document


@given(papers())
@settings(max_examples=150, deadline=None)
def test_a_workbook_is_read_as_what_it_shows(paper):
    assert bare(read(document("register.xlsx", xlsx(paper)))) == seen.in_workbook(paper)


@given(papers())
@settings(max_examples=300, deadline=None)
def test_a_csv_file_is_read_as_what_it_shows(paper):
    assert bare(read(comma(csv(paper)))) == seen.in_csv(paper)
