"""Documents are kept once, flagged to owner and reviewer, taken out under safe names, and marked."""

import datetime as dt
import hashlib
import json

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, MetaData, text
from sqlmodel import select

from followup import Refused, cautions, documents
from reports import evidence_view, item_view, review_view
from store import queries
from store.db import MIGRATIONS, connect, reading, upgrade, writing
from store.models import Event, Evidence, KeptDocument
from tests.faults.bombs import zip_of
from tests.findings import mail_text
from tests.test_commands import Desk, desk, ready  # noqa: F401 - fixtures
from tests.test_intake import LATER, receipts, reply, take
from tests.test_pictures import png
from tests.world import PAT, REVIEWER, World

FIRST, SECOND = "FLEET-2509-4.1", "FLEET-2509-4.2"
MACROS = zip_of({"word/document.xml": b"", "word/vbaProject.bin": b""})
BOTH = {FIRST: "See attached.", SECOND: "See attached."}


def kept(world: World) -> list[KeptDocument]:
    with reading(world.engine) as session:
        return list(session.exec(select(KeptDocument).order_by(KeptDocument.sha256)).all())


def offered(world: World, item: str = FIRST) -> list[Evidence]:
    with reading(world.engine) as session:
        return list(queries.evidence(session, world.row(session, item).id))


def test_the_same_file_for_two_items_in_two_mails_is_kept_once(world: World) -> None:
    for number, name in enumerate(("sample.csv", "again.csv")):
        take(world, reply(world, PAT, BOTH, number=number, attachments=[(name, "text/csv", b"a,b\r\n")]))
    (document,) = kept(world)
    assert (document.content, document.size, document.media_type) == (b"a,b\r\n", 5, "text/plain")
    assert [one.name for one in offered(world)] == ["sample.csv", "again.csv"]
    assert {one.sha256 for one in [*offered(world), *offered(world, SECOND)]} == {document.sha256}


def test_the_same_file_twice_in_one_mail_is_offered_once(world: World) -> None:
    files = [("a.csv", "text/csv", b"x"), ("b.csv", "text/csv", b"x")]
    take(world, reply(world, PAT, {FIRST: "See attached."}, attachments=files))
    assert [one.name for one in offered(world)] == ["a.csv"]


def test_what_to_be_careful_about_is_told_to_owner_and_reviewer(world: World) -> None:
    files = [("plan.docm", "application/x", MACROS), ("fine.pdf", "application/pdf", b"%PDF-1.7")]
    take(world, reply(world, PAT, {FIRST: "See attached."}, attachments=files))
    told = receipts(world)[0]["heard"][0]["lines"]
    assert [line for line in told if line.startswith("Please note")] == [
        f"Please note: {cautions.note('plan.docm', {'macros'})}"
    ]
    with reading(world.engine) as session:
        row = world.row(session, FIRST)
        update = queries.update_for(session, row.id, world.cycle(session).id)
        assert update
        for shown in (review_view.show(session, row, update, LATER.date()), item_view.show(session, row)):
            flat = "\n".join(shown)
            assert f"careful: {cautions.WORDS['macros']}" in flat
            assert "fine.pdf (application/pdf, 8 bytes)" in flat


def test_a_link_to_a_document_is_noted_and_counts_as_offered(world: World) -> None:
    address = "https://fenshire.sharepoint.com/sites/audit/Results.xlsx"
    words = f"The checks have been fully implemented in all workshops. Please close. {address}"
    take(world, reply(world, PAT, {FIRST: words}))
    (link,) = offered(world)
    assert (link.name, link.link, link.sha256) == ("Results.xlsx", address, None)
    assert "asked back" not in json.dumps(receipts(world))
    with reading(world.engine) as session:
        assert f"Results.xlsx (link to {address})" in "\n".join(
            item_view.show(session, world.row(session, FIRST))
        )


def test_a_document_that_is_too_much_is_named_to_its_owner_and_its_words_count(world: World) -> None:
    files = [(f"{n}.txt", "text/plain", b"%d" % n) for n in range(51)]
    take(world, reply(world, PAT, {FIRST: "See attached."}, attachments=files))
    assert len(offered(world)) == 50
    assert "50.txt: more than 50 documents" in mail_text(world, PAT, "receipt")


def test_a_picture_that_comes_with_every_mail_is_taken_once(world: World) -> None:
    photo = [("image001.png", "image/png", png(900, 600, 60_000))]
    for number in range(2):
        raw = reply(world, PAT, {FIRST: f"Words {number}."}, number=number, attachments=photo)
        take(
            world,
            raw.replace(
                b"Content-Disposition: attachment", b"Content-ID: <x>\r\nContent-Disposition: inline"
            ),
        )
    assert len(offered(world)) == 1


def test_a_document_from_before_anyone_looked_is_looked_at_when_asked_for(world: World) -> None:
    digest = hashlib.sha256(MACROS).hexdigest()
    with writing(world.engine) as session:
        session.add(KeptDocument(sha256=digest, content=MACROS, size=len(MACROS)))
    (document,) = kept(world)
    assert documents.seen(document).flags == {"macros"}


def test_a_marking_is_given_taken_away_and_written_down(world: World) -> None:
    take(world, reply(world, PAT, {FIRST: "See attached."}, attachments=[("a.csv", "text/csv", b"x")]))
    for words, marked in (("Restricted:  keys", "Restricted: keys"), ("", None)):
        with writing(world.engine) as session:
            (row,) = queries.evidence(session, world.row(session, FIRST).id)
            documents.mark(session, row, words, who=REVIEWER, at=LATER)
        assert offered(world)[0].handling == marked
    with reading(world.engine) as session:
        assert [one.kind for one in session.exec(select(Event)).all()].count("evidence marked") == 2
        with pytest.raises(Refused):
            documents.mark(session, offered(world)[0], "x" * 201, who=REVIEWER, at=LATER)


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ("..\\..\\x.pdf", "x.pdf"),
        ("../../etc/passwd", "passwd"),
        ("CON", "_CON"),
        ("con.tar.gz", "_con.tar.gz"),
        ("LPT1.txt", "_LPT1.txt"),
        ("report\u202efdp.docx", "reportfdp.docx"),
        (".bashrc", "bashrc"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("$(rm -r x).txt", "_(rm -r x).txt"),
        ("", "document"),
        ("...", "document"),
        ("x" * 400 + ".pdf", "x" * 109 + ".pdf"),
        ("tail. ", "tail"),
        ("a\0b\nc.txt", "abc.txt"),
    ],
)
def test_a_document_is_saved_as_one_plain_file_on_any_system(written: str, saved: str) -> None:
    assert evidence_view.file_name(written) == saved
    assert evidence_view.file_name(written, unsafe=True) == f"{saved}.unsafe"


@given(st.text(max_size=300), st.booleans())
def test_no_name_leads_out_of_the_folder(name: str, unsafe: bool) -> None:
    saved = evidence_view.file_name(name, unsafe=unsafe)
    assert saved.isprintable()
    assert not set(saved) & set('/\\:<>"|?*')
    assert not saved.startswith(".")
    assert len(saved.encode()) <= 130


def test_the_command_lists_saves_and_marks(ready: Desk) -> None:  # noqa: F811
    raw = (
        "From: x@y.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n"
        'Content-Disposition: attachment; filename="..\\\\run.exe"\n\nMZ\n--b--\n'
    )
    ready.run("ingest", "-", text=raw)
    listed, _ = ready.run("review", "evidence", "mail-1", "--out", "out")
    assert "1  run.exe (application/x-executable, 2 bytes)" in listed
    assert "careful: a program" in listed
    saved = {path.name: path for path in (ready.folder / "out").iterdir()}
    assert saved.keys() == {"mail-1.eml", "1-run.exe.unsafe"}
    assert saved["mail-1.eml"].read_text() == raw
    assert saved["1-run.exe.unsafe"].stat().st_mode & 0o777 == 0o600
    assert "is there already" in ready.refused("review", "evidence", "mail-1", "--out", "out")
    assert "no message mail-7" in ready.refused("review", "evidence", "mail-7")
    assert "no message" in ready.refused("review", "evidence", "mail-" + "9" * 30)
    assert "no item" in ready.refused("review", "evidence", "NO-1")
    assert "no marking" in ready.refused("review", "evidence", "mail-1", "--mark", "x")


def test_documents_of_an_older_database_are_moved_and_kept_once(tmp_path) -> None:
    _moved(connect(f"sqlite:///{tmp_path / 'old.db'}"))


def test_documents_of_an_older_postgresql_database_are_moved_and_kept_once(postgres_url: str) -> None:
    name = f"{postgres_url.rpartition('/')[2]}_old"
    beside = connect(postgres_url).execution_options(isolation_level="AUTOCOMMIT")
    with beside.connect() as there:
        there.execute(text(f"CREATE DATABASE {name}"))
        try:
            old = connect(f"{postgres_url}_old")
            _moved(old)
            old.dispose()
        finally:
            there.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    beside.dispose()


def _moved(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0003")
    digest = hashlib.sha256(b"one").hexdigest()
    at = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    with engine.begin() as there:
        _register(there, at)
        for name, content, sha256 in (
            ("a.txt", b"one", digest), ("b.txt", b"one", digest), ("c.txt", b"two", None),
            ("named only", None, None),
        ):  # fmt: skip
            there.execute(
                text(
                    "INSERT INTO evidence (recommendation_id, name, sha256, content) VALUES (1, :n, :s, :c)"
                ),
                {"n": name, "s": sha256, "c": content},
            )
    upgrade(engine)
    with reading(engine) as session:
        rows = session.exec(select(Evidence).order_by(Evidence.id)).all()
        held = {one.sha256: one.content for one in session.exec(select(KeptDocument)).all()}
    assert [held.get(one.sha256) for one in rows] == [b"one", b"one", b"two", None]
    assert len(held) == 2


def _register(there: Connection, at: dt.datetime) -> None:
    """One audit and one item, in the columns of that version that must be filled."""
    tables = MetaData()
    tables.reflect(there, only=["audit", "recommendation"])
    for name in ("audit", "recommendation"):
        table = tables.tables[name]
        values = {}
        for column in table.columns:
            if not column.nullable and column.server_default is None:
                kind = column.type.python_type
                values[column.name] = {int: 1, bool: False, dt.datetime: at, dt.date: at.date()}.get(
                    kind, "[]"
                )
        there.execute(table.insert().values(values))
