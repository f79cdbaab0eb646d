"""Two installations that ask each other, end to end: IMAP, SMTP, both outboxes, until nothing moves."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlmodel import select

from mail.pace import FROM_ONE_ADDRESS
from store.db import reading
from store.models import Contribution, Inbound, Outbox
from tests.machines import two


@pytest.mark.parametrize("relay", two.RELAYS)
def test_two_listeners_stop_after_one_message(tmp_path: Path, relay: str) -> None:
    with two.both(tmp_path, relay) as pair:
        pair.until_quiet()
        assert pair.stopped
        assert pair.counts["north"] == pair.counts["south"] == 1, "each has asked once, and nobody answered"
        for side in pair.sides:
            with reading(side.world.engine) as session:
                (kept,) = session.exec(select(Inbound)).all()
                assert kept.state == "automatic"
                assert session.exec(select(Contribution)).all() == []
                assert session.exec(select(Outbox).where(Outbox.kind == "receipt")).all() == []


def test_an_answer_to_a_person_at_the_other_installation_ends_there(tmp_path: Path) -> None:
    with two.both(tmp_path, "an ordinary relay") as pair:
        pair.until_quiet()
        north, _south = pair.sides
        message = EmailMessage()
        message["From"], message["To"] = two.ADDRESSES["south"], two.ADDRESSES["north"]
        message["Subject"] = "A question by hand"
        message.set_content("Which items do you mean?")
        server = north.mailer.dial()
        server.send_message(message)
        server.quit()
        for _ in range(two.MOST_TURNS):
            if sum(side.turn() for side in pair.sides) == 0:
                break
        assert (pair.counts["north"], pair.counts["south"]) == (2, 2), "the question, and one receipt for it"


def test_without_any_mark_of_a_machine_the_number_of_answers_ends_it(tmp_path: Path) -> None:
    with two.both(tmp_path, two.STRIPPED) as pair:
        pair.until_quiet()
        assert pair.stopped
        assert max(pair.counts.values()) <= FROM_ONE_ADDRESS + 2
        silent = 0
        for side in pair.sides:
            with reading(side.world.engine) as session:
                silent += sum("not answered" in one.problem for one in session.exec(select(Inbound)).all())
        assert silent >= 1
