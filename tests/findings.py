"""What the tests of reviewers' findings share."""

import datetime as dt

import pytest

from mail import mime
from reports.compile import compile_paper
from store.db import reading
from tests.test_intake import sent_to
from tests.world import BOARD, NOVEMBER, PAT, World

SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize("engine", ["postgres"], indirect=True)
EMBEDDED = pytest.mark.parametrize("imap", ["embedded"], indirect=True)
CODE = "b" + "7" * 24
"""Has the shape of a token and the right version; claims a request id beyond 32 bits."""
DIGITS = str.maketrans("0189", "abcd")
"""Makes numbers of letters that a token may hold."""


def plain(body: str, *, to: str = "audit@fenshire.police.example", head: str = "") -> bytes:
    return f"From: {PAT}\r\nTo: {to}\r\n{head}Subject: s\r\n\r\n{body}\r\n".encode()


def status(world: World, item_id: str) -> str:
    with reading(world.engine) as session:
        return world.row(session, item_id).status


def paper(world: World, date: dt.date = NOVEMBER, edition="public"):
    with reading(world.engine) as session:
        return compile_paper(
            session, world.meeting(session, date), rules=world.rules, board=BOARD, style="narrative",
            edition=edition,
        )  # fmt: skip


def entry(world: World, item_id: str, date: dt.date = NOVEMBER):
    return next(rec for rec in paper(world, date).recommendations if rec.id == item_id)


def mail_text(world: World, address: str, kind: str) -> str:
    made = mime.parse(sent_to(world, address, kind))
    return made.text + made.html
