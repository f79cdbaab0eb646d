"""What LibreOffice makes of our workbook and CSV file is read as the same register."""

import shutil
import subprocess

import pytest

from reports.workbook import seen
from reports.workbook.read import read, recognises
from reports.workbook.render import csv, xlsx
from tests.hostile_papers import HOSTILE
from tests.large_paper import large_paper
from tests.sample_paper import sample
from tests.workbook_files import bare, document

AS_TEXT = "CSV:44,34,76,1,,2057,true,false,false"
"""Comma, quotes, UTF-8, from line 1, UK English, and quoted cells stay the words they are."""


def hostile():
    """The sample with every hostile text in each of its fields, and with texts longer than a cell."""
    paper = sample()
    paper.edition = "restricted"
    full = paper.recommendations[2]
    for number, words in enumerate(HOSTILE):
        rec = full.model_copy(
            deep=True, update={"id": f"HOSTILE-{number}", "title": f"T{words}", "text": words}
        )
        rec.reference = rec.threat = rec.priority = rec.management_response = words
        rec.owners[0].name = rec.owners[0].role = rec.owners[0].part = words
        rec.target_dates[0].words = rec.target_dates[0].part = words
        rec.updates[0].label = rec.updates[0].text = rec.updates[0].verified = words
        rec.evidence, rec.doubts = [words, words], [words]
        paper.recommendations.append(rec)
        paper.implications[words] = words
    paper.recommendations.append(
        full.model_copy(
            deep=True, update={"id": "LONG-1", "text": "é long text, " * 5_000, "title": "'" * 33_000}
        )
    )
    return paper


@pytest.fixture(scope="module")
def office(require, tmp_path_factory):
    """``office(name, content, to)``: the file converted, as bytes."""
    program = shutil.which("soffice") or require("libreoffice", "soffice is not on the path")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"

    def convert(name, content, to):
        folder = tmp_path_factory.mktemp("office")
        (folder / name).write_bytes(content)
        out = folder / "out"
        more = [f"--infilter={AS_TEXT}"] if name.endswith(".csv") else []
        command = [
            program,
            profile,
            "--headless",
            *more,
            "--convert-to",
            to,
            "--outdir",
            str(out),
            str(folder / name),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return (out / f"register.{to}").read_bytes()

    return convert


@pytest.mark.parametrize("to", ["ods", "xlsx", "xls"])
@pytest.mark.parametrize("paper", [hostile(), large_paper(300)], ids=["hostile", "300"])
def test_a_workbook_saved_in_another_format_is_the_same_register(office, paper, to):
    book = document(f"register.{to}", office("register.xlsx", xlsx(paper), to))
    assert recognises(book) == 1
    assert bare(read(book)) == seen.in_workbook(paper)


@pytest.mark.parametrize("to", ["ods", "xlsx"])
@pytest.mark.parametrize("paper", [hostile(), large_paper(300)], ids=["hostile", "300"])
def test_a_csv_file_saved_as_a_workbook_is_the_same_register(office, paper, to):
    book = document(f"register.{to}", office("register.csv", csv(paper), to))
    assert recognises(book) == 1
    assert bare(read(book)) == seen.in_csv(paper)
