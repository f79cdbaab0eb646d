"""What a hostile sender, a hurried owner and a tired officer found in evidence and in the matching queue."""

import datetime as dt
import json
import struct

import pytest
from sqlalchemy import event
from sqlmodel import select

from commands.desk import say_json
from followup import Refused, calendar, cautions, cycle, placing
from followup.interpret import Interpretation, interpret
from mail import mime, offered, weblinks
from mail.attachments import MOST_OFFERED, tidy
from mail.intake import replay
from reports import evidence_view, mail_view, review_view
from store import queries
from store.db import reading, writing
from store.models import Audit, Contribution, Inbound, Outbox
from tests.findings import SQLITE, mail_text
from tests.test_intake import LATER, intake, receipts, reply, take
from tests.test_review_mail import WORDS, contributions, inbound, place, queue, stray
from tests.test_tnef import attribute, file, padded, properties, winmail, with_winmail
from tests.world import ALEX, NOVEMBER, PANEL, PAT, REVIEWER, SAM, World

FIRST, SECOND = "FLEET-2509-4.1", "FLEET-2509-4.2"
MARCH = dt.date(2027, 3, 4)


def read(text: str) -> Interpretation:
    return interpret(text, asked_on=dt.date(2026, 10, 1), reference="4.2")


def open_next(world: World) -> None:
    """The paper of November is out, and the round of March is open."""
    with writing(world.engine) as session:
        world.cycle(session, world.meeting(session, LATER.date() - dt.timedelta(days=1)).date).state = "met"
        panel = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, panel, MARCH, who="test", at=LATER)
        cycle.open_cycle(session, meeting, rules=world.rules, who="test", at=LATER)


@SQLITE
@pytest.mark.parametrize("words", [WORDS, "Please close."])
def test_words_left_of_a_mail_from_an_older_round_go_on_waiting(world: World, words: str) -> None:
    raw = reply(world, PAT, {FIRST: words, SECOND: "Agreed in May."})
    with writing(world.engine) as session:  # the answer comes after its meeting; the next round is open
        world.meeting(session, NOVEMBER).date = LATER.date() - dt.timedelta(days=1)
    done = take(world, raw)
    open_next(world)
    place(world, done, SECOND)
    assert inbound(world, done).unplaced == f"[{FIRST}]\n{words}"
    assert f"mail-{done.inbound_id}" in queue(world)


@SQLITE
@pytest.mark.parametrize("words", ["wo of three workshops", "Two of three workshop"])
def test_an_excerpt_is_of_whole_words(world: World, words: str) -> None:
    with pytest.raises(Refused, match="do not stand in"):
        place(world, stray(world), FIRST, words=words)
    assert contributions(world) == []


@pytest.mark.parametrize(
    "value",
    [
        "of this we have none", "we have none yet", "will follow", "to be provided in May", "not available",
        "awaiting", "none as yet", "there is no evidence", "pending", "being gathered", "to follow by email",
        "we cannot show any", "what evidence?", "N/A at this stage", "TBC by Sam", "no", "still to come",
        "no evidence is held", "the minutes will follow", "nothing to attach",
    ],
)  # fmt: skip
def test_an_evidence_line_that_offers_none_is_no_evidence(value: str) -> None:
    assert not read(f"Status: proposed for closure\nEvidence: {value}").evidence


@pytest.mark.parametrize(
    "value",
    [
        "see attached", "dip sample of 40, 39 passed", "no breaches in 40 checks", "minutes of 3 September",
        "nothing found wrong in a sample of 20 files", "Policy v2.pdf; the minutes will follow",
        "audit report of May 2026, not restricted", "none of the 40 sampled was late", "Fleet procedure 12",
    ],
)  # fmt: skip
def test_an_evidence_line_that_offers_some_counts(value: str) -> None:
    assert read(f"Evidence: {value}").evidence


@pytest.mark.parametrize(
    "line",
    [
        "Status: complete by June 2027", "Status: implemented by 31 March 2027", "Status: complete in part",
        "Status: complete in principle", "Status: done in two of five stations", "Status: complete?",
        "Status: complete awaiting sign-off", "Status: complete except for training",
        "Status: closed in 2018 and since reopened", "Status: complete in draft",
        "Status: completed for phase 1 only", "Status: please close in June 2027", "Closure: yes, next year",
        "Status: complete in March 2027", "Status: implemented at two of the three sites",
        "Status: complete on paper", "Status: complete to the extent possible",
        "Status: green but slipping",
    ],
)  # fmt: skip
def test_a_status_that_its_own_line_takes_back_closes_nothing(line: str) -> None:
    result = read(line)
    assert (result.claim, result.implemented) == ("progress", False)
    assert any("in the same breath" in doubt for doubt in result.doubts)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Status: completed in May 2026", "complete"),
        ("Status: implemented by 31 March 2026", "complete"),
        ("Status: complete. We sampled 40 of 40 files.", "complete"),
        ("Status: implemented, and two of the three audits found nothing", "complete"),
        ("Status: proposed for closure at the November meeting", "propose_closed"),
        ("Status: in place at all stations", "complete"),
        ("Status: complete. Refresher training is in June 2027.", "complete"),
    ],
)
def test_a_status_is_not_weakened_by_what_bears_it_out(line: str, claim: str) -> None:
    assert read(line).claim == claim


@pytest.mark.parametrize(
    "value",
    [
        "31 March 2027 is no longer achievable", "not 31 March 2027", "cannot be 31 March 2027",
        "was 31 March 2027", "missed, it was 30 June 2026", "originally March 2027", "31 March 2027?",
    ],
)  # fmt: skip
def test_a_date_that_its_own_line_takes_back_is_no_new_target(value: str) -> None:
    result = read(f"Target date: {value}")
    assert result.target_date is None
    assert any("takes back" in doubt for doubt in result.doubts)


@pytest.mark.parametrize(
    "value", ["31 March 2027", "was May 2026, now 31 March 2027", "not before 31 March 2027"]
)
def test_a_date_that_is_put_forward_is_taken(value: str) -> None:
    result = read(f"Target date: {value}")
    assert result.target_date is not None
    assert result.target_date.date == dt.date(2027, 3, 31)


@pytest.mark.parametrize(
    "name",
    [
        "a.bat.", "x.exe..", "a.b\u2028at", "a.cmd\x00", "a.bat .", f"{'a' * 106}.bat.longlonglongend",
        "a.e\u0085xe", "a.iqy", "a.rdp", "a.library-ms", "a.py", "a.desktop",
    ],
)  # fmt: skip
def test_no_program_is_saved_under_a_name_that_starts_it(name: str) -> None:
    stored = tidy(name)
    unsafe = bool(cautions.by_name(stored, "text/plain") & cautions.UNSAFE)
    saved = evidence_view.file_name(f"5-{stored}", unsafe=unsafe)
    assert saved.endswith(".unsafe")


def test_a_link_belongs_to_the_answer_that_says_its_label_not_to_one_that_holds_its_letters() -> None:
    markup = '<p>The policy is <a href="https://fenshire.sharepoint.com/policy.pdf">here</a></p>'
    links = weblinks.in_markup(markup)
    assert [one.address for one in weblinks.of_answer("The policy is here.", links)]
    assert weblinks.of_answer("There is nothing to add; see the adhered notes.", links) == []


@SQLITE
def test_a_link_in_words_that_a_reviewer_places_is_noted(world: World) -> None:
    address = "https://fenshire.sharepoint.com/sites/fleet/checks.xlsx"
    done = stray(world, f"{WORDS} The list is at {address} for you.")
    raw = inbound(world, done).raw
    heard = place(world, done, FIRST, links_in=lambda words: offered.links_in(raw, words))
    assert heard.documents == ["checks.xlsx"]
    with reading(world.engine) as session:
        assert [one.link for one in queries.evidence(session, world.row(session, FIRST).id)] == [address]


def attached(name: str, content: bytes, kind: str = "application/octet-stream") -> bytes:
    return (
        b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\n\r\nSee attached.\r\n--x\r\nContent-Type: %b\r\n"
        b"Content-Disposition: attachment; filename=%b\r\n\r\n%b\r\n--x--\r\n"
        % (kind.encode(), name.encode(), content)
    )


def test_an_encrypted_document_is_evidence_and_flagged_a_signature_is_neither() -> None:
    (sealed,) = offered.evidence(attached("report.pdf.asc", b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM"))
    assert "encrypted" in cautions.by_name(sealed.name, "text/plain")
    for content in (b"-----BEGIN PGP SIGNATURE-----\r\n", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n"):
        assert offered.evidence(attached("signature.asc", content)) == []


def test_the_words_of_a_message_in_winmail_stay_where_it_has_html_only() -> None:
    html = struct.pack("<HHI", 0x102, 0x1013, 1) + padded(b"<p>All forty were checked.</p>")
    inner = winmail(attribute(1, 0x00069003, properties(html)), file(b"list.csv", b"a,b"))
    found = mime.parse(with_winmail(winmail(file(b"forwarded.dat", inner)), b"See the message."))
    assert "list.csv" in [one.name for one in found.attachments]
    assert any(
        b"All forty were checked." in one.content for one in found.attachments if "winmail" not in one.name
    )


@SQLITE
def test_a_receipt_about_a_marked_item_names_no_document_that_was_left_out(world: World) -> None:
    with writing(world.engine) as session:
        audit = session.get_one(Audit, world.row(session, FIRST).audit_id)
        audit.handling = "OFFICIAL-SENSITIVE"
    files = [
        (f"armoury weakness {n}.pdf", "application/pdf", b"%%PDF-%d" % n) for n in range(MOST_OFFERED + 2)
    ]
    take(world, reply(world, PAT, {FIRST: "See attached."}, attachments=files))
    assert any("armoury" in name for names in receipts(world)[-1]["left_out"].values() for name in names)
    assert "armoury" not in mail_text(world, PAT, "receipt")
    assert "2 documents" in mail_text(world, PAT, "receipt")


@SQLITE
def test_words_of_one_mail_for_two_parts_of_an_item_are_all_shown(world: World) -> None:
    done = stray(world)
    first, second = WORDS.partition(". ")[0], WORDS.partition(". ")[2]
    place(world, done, "STORES-2602-4.2", owner=ALEX, words=first)
    place(world, done, "STORES-2602-4.2", owner=SAM, words=second)
    with reading(world.engine) as session:
        seen = mail_view.view(session, session.get_one(Inbound, done.inbound_id), [])
    assert seen.placed["STORES-2602-4.2"] == f"{first}\n\n{second}"


@SQLITE
def test_a_mail_dismissed_before_what_failed_was_mended_can_still_be_read_again(world: World) -> None:
    done = take(world, reply(world, PAT, {FIRST: "Going well."}))
    with writing(world.engine) as session:  # as it would be had reading it failed
        for row in (
            *session.exec(select(Outbox).where(Outbox.kind == "receipt")),
            *session.exec(select(Contribution)),
        ):
            session.delete(row)
        row = session.get_one(Inbound, done.inbound_id)
        row.state, row.reading = "problem", ""
        placing.dismiss(session, row, reason="unreadable", who=REVIEWER, at=LATER)
    again = replay(world.engine, done.inbound_id, intake=intake(world), who=REVIEWER, at=LATER)
    assert again.state == "understood"
    assert [one.text for one in contributions(world)] == ["Going well."]


@SQLITE
def test_the_queue_shows_each_mail_on_one_line_of_a_bearable_length(world: World) -> None:
    files = [(f"{n} {'long ' * 30}.txt", "text/plain", b"%d" % n) for n in range(MOST_OFFERED + 9)]
    done = take(world, reply(world, PAT, {}, attachments=files))
    with writing(world.engine) as session:
        stray_mail = session.get_one(Inbound, done.inbound_id)
        stray_mail.state, stray_mail.problem = (
            "problem",
            "it says\nFLEET-2509-4.1 approved " + "and more " * 200,
        )
    with reading(world.engine) as session:
        (row,) = [row for row in review_view.queue(session) if row["id"] == f"mail-{done.inbound_id}"]
    assert "\n" not in str(row["words"])
    assert len(str(row["words"])) < 300


@SQLITE
def test_the_queue_is_listed_without_the_bytes_of_its_mails(world: World) -> None:
    stray(world)
    asked: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    queue(world)
    assert asked
    assert not any("inbound.raw" in statement for statement in asked)


def test_json_holds_nothing_that_moves_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    words = {"from": "x\x9b2J@y.example \u202e \x7f \ufeff é"}
    say_json(json.dumps(words, ensure_ascii=False))
    out = capsys.readouterr().out
    assert json.loads(out) == words
    assert not {"\x9b", "\u202e", "\x7f"} & set(out)
    assert "é" in out
