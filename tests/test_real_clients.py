"""Real mail programs answer a real request held in Dovecot; what arrives lands on the right items."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mail_programs import PROGRAMS, Desk, answer
from tests.servers import Sink, dovecot, find_dovecot
from tests.test_intake import sent_to, take, update
from tests.world import PAT, World

ANSWERS = {
    "FLEET-2509-4.1": "Two of three workshops check.\nThe third begins in November; 95% of cars are covered.",
    "FLEET-2509-4.2": "On 14 November the board wrote:\nno change; on track for 31 December 2026.",
}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("style", ["top", "inline"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_each_answer_of_a_real_program_lands_on_its_item(
    world: World,
    tmp_path: Path,
    smtp: tuple[int, Sink],
    require: Callable[[str, str], None],
    program: str,
    style: str,
) -> None:
    server = find_dovecot()
    if server is None or shutil.which(PROGRAMS[program]) is None:
        require("clients", f"{program} and dovecot are needed (apt-get install neomutt s-nail nmh mblaze)")
        return
    port, sink = smtp
    home = tmp_path / "home"
    home.mkdir()
    with dovecot(server, tmp_path / "dovecot") as running:
        mailbox = running._replace(user="pat")
        mailbox.put(sent_to(world, PAT))
        told = answer(Desk(home, mailbox, port, PAT), program, style, ANSWERS, list(ANSWERS))
    assert len(sink.mails) == 1, told
    arrived = sink.mails[0][2]
    assert take(world, arrived).state == "understood", arrived.decode()
    for item, text in ANSWERS.items():
        assert update(world, item).text.split() == text.split(), arrived.decode()
