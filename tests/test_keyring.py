"""The key file: several keys, the first signs; a new one makes no reply address useless that is out."""

import datetime as dt
import stat
from pathlib import Path

import pytest

from followup import Refused
from mail import keyring, token
from mail.intake import receive
from mail.keyring import Key
from store.db import reading
from tests.findings import SQLITE
from tests.test_commands import PANEL, PAPER, PEOPLE, Desk
from tests.test_compose import KEY, OURS
from tests.test_intake import LATER, intake, reply, sent_to, update
from tests.world import NOVEMBER, PAT, World

DAY = dt.date(2026, 10, 3)


def test_keys_are_written_for_their_owner_only_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "matters.key"
    keys = [keyring.fresh(DAY), Key(KEY)]
    keyring.write(path, keys)
    assert keyring.read(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    path.write_text(f"\n{KEY.hex()}\n\n")
    assert keyring.read(path) == [Key(KEY)]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "matters.key"
    keyring.write(real, [Key(KEY)])
    link.symlink_to(real)
    keyring.write(link, [Key(KEY, DAY)])
    assert link.is_symlink()
    assert keyring.read(real) == [Key(KEY, DAY)]


@pytest.mark.parametrize(
    "text", ["", "\n", "xyz\n", "00ff\n", f"{KEY.hex()}\n00ff\n", f"{KEY.hex()} tomorrow\n"]
)
def test_a_damaged_key_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "matters.key"
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(Refused, match="damaged"):
        keyring.read(path)


def test_a_fingerprint_says_nothing_of_the_key() -> None:
    key = keyring.fresh(DAY)
    assert len(key.fingerprint) == 12
    assert key.fingerprint not in key.secret.hex()


@SQLITE
def test_a_key_is_needed_until_the_last_meeting_it_has_signed_for(world: World) -> None:
    sent_to(world, PAT)
    keys = [keyring.fresh(DAY), Key(KEY), Key(bytes(32))]
    with reading(world.engine) as session:
        standing = keyring.standing(session, keys, LATER.date())
        over = keyring.standing(session, keys, NOVEMBER + dt.timedelta(days=1))
    assert [one.until for one in standing] == [None, NOVEMBER, None]
    assert [one.until for one in over] == [None, None, None]
    new = keyring.fresh(DAY)
    assert keyring.rotated(standing, new) == [new, keys[0], keys[1]]
    assert keyring.rotated(over, new) == [new, keys[0]]


@SQLITE
def test_after_a_rotation_old_tokens_still_bind_and_new_mail_is_signed_anew(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    new = keyring.fresh(DAY).secret
    turned = intake(world).model_copy(update={"outgoing": OURS.model_copy(update={"keys": (new, KEY)})})
    assert receive(world.engine, raw, intake=turned, at=LATER).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Going well."
    dropped = intake(world).model_copy(update={"outgoing": OURS.model_copy(update={"keys": (new,)})})
    (code,) = token.find(raw.partition(b"\nTo: ")[2].partition(b"\n")[0].decode())
    bare = f"From: {PAT}\r\nTo: audit+{code}@x.example\r\nSubject: s\r\n\r\nAgain.\r\n".encode()
    assert receive(world.engine, bare, intake=dropped, at=LATER).state == "unmatched"


def test_the_commands_show_and_turn_the_keys(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("init", "--panel", PANEL, "--board", "Strategic Risk Board", "--address", "audit@f.example")
    desk.run("import", str(PAPER))
    desk.run("people", "import", str(PEOPLE))
    desk.run("meeting", "add", "2026-11-25")
    clock = {"MATTERS_CLOCK": "2026-10-14T09:00+00:00"}
    path = tmp_path / "matters.key"
    before = path.read_text()
    listed, _err = desk.run("key", "list", **clock)
    assert "signs; nothing signed with it is out" in listed
    assert before.split()[0] not in listed
    tried, _err = desk.run("key", "rotate", "--dry-run", **clock)
    assert "nothing was written" in tried
    assert path.read_text() == before
    turned, _err = desk.run("key", "rotate", **clock)
    assert "restart the services" in turned
    keys = keyring.read(path)
    assert keys[1].secret.hex() == before.split()[0]
    assert keys[0].made == dt.date(2026, 10, 14)
    desk.run("key", "rotate", **clock)
    assert len(keyring.read(path)) == 2, "the first one signed nothing that is out"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
