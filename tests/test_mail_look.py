"""What our mails look like: readable contrast in light and dark, nothing fetched from afar, short lines."""

import email
import email.policy
import json
import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine
from sqlmodel import select

from mail.sender import worded
from store.db import writing
from store.models import Outbox, Person
from tests.findings import plain
from tests.test_compose import OURS, opened
from tests.test_confirming import deputise
from tests.test_intake import reply, sent_to, take
from tests.world import OPENED, PAT, World

LEAST = 4.5
"""WCAG 2.2, 1.4.3 (AA): the contrast of ordinary text."""
Style = dict[str, str]


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def declared(words: str) -> Style:
    """Read declarations; every colour of ours is written as #rrggbb."""
    pairs = (one.partition(":") for one in words.replace("!important", "").split(";") if ":" in one)
    return {name.strip(): value.strip() for name, _, value in pairs}


def dark_rules(html: str) -> dict[str, Style]:
    """What the dark scheme sets, by class."""
    block = html.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]
    return {name: declared(words) for name, words in re.findall(r"\.(\w+) \{([^}]*)\}", block)}


def shown(html: str, *, dark: bool) -> Iterator[tuple[str, str, str]]:
    """Every piece of text with its colour and background, as a client draws it in one scheme."""
    rules = dark_rules(html) if dark else {}
    body = LexborHTMLParser(html).body
    assert body is not None
    waiting = [(body, "", "")]
    while waiting:
        node, colour, background = waiting.pop()
        if node.tag == "-text":
            if node.text_content and node.text_content.strip():
                yield node.text_content.strip(), colour, background
            continue
        style = declared(node.attributes.get("style") or "")
        for name in (node.attributes.get("class") or "").split():
            style |= rules.get(name, {})
        colour, background = style.get("color", colour), style.get("background", background)
        child = node.child
        while child is not None:
            waiting.append((child, colour, background))
            child = child.next


def mails(world: World) -> dict[str, bytes]:
    """One mail of each kind that goes out in a round."""
    claim = "The checks have been fully implemented in all workshops. Please close."
    take(world, reply(world, PAT, {"FLEET-2509-4.1": claim, "FLEET-2509-4.2": "w\u00f6rd " * 300}))
    deputise(world, '<b style="color:#eeeeee">We</b> check & <script> count.')
    take(world, plain("help"))
    kinds = ("request", "question", "receipt", "confirm", "help")
    found = {kind: sent_to(world, PAT, kind) for kind in kinds}
    with writing(world.engine) as session:
        person = session.exec(select(Person).where(Person.name == "Pat Marsh")).one()
        about = {"meeting": 1, "gone": "FLEET-2509-4.1", "now": ["FLEET-2509-4.2"], "reason": "the same"}
        row = Outbox(
            kind="notice",
            person_id=person.id or 0,
            about=json.dumps(about),
            key="n",
            at=OPENED,
            due_at=OPENED,
        )
        session.add(row)
        session.flush()
        sent = worded(session, row.id or 0, outgoing=OURS, rules_of=lambda _panel: world.rules, at=OPENED)
        return found | {"notice": sent.payload}


def html_of(raw: bytes) -> str:
    part = email.message_from_bytes(raw, policy=email.policy.default).get_body(("html",))
    assert part is not None
    return str(part.get_content())


def test_every_word_can_be_read_in_light_and_in_dark(engine: Engine) -> None:
    for kind, raw in mails(opened(engine)).items():
        html = html_of(raw)
        assert {"page", "quiet"} <= dark_rules(html).keys()
        for dark in (False, True):
            pieces = list(shown(html, dark=dark))
            assert pieces
            for text, colour, background in pieces:
                assert contrast(colour, background) >= LEAST, (kind, dark, text[:40], colour, background)


def test_no_mail_fetches_or_tracks_anything(engine: Engine) -> None:
    for raw in mails(opened(engine)).values():
        html = html_of(raw)
        for mark in ("<img", "<link", "<script", "<iframe", "url(", "@import", "http:", "https:", "src="):
            assert mark not in html, mark


def test_lines_are_short_and_both_parts_are_there(engine: Engine) -> None:
    for raw in mails(opened(engine)).values():
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert b"\n" not in raw.replace(b"\r\n", b"")
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        for name in ("From", "To", "Reply-To", "Date", "Message-ID", "References", "Auto-Submitted"):
            assert message[name], name
        assert "OOF" not in message["X-Auto-Response-Suppress"]
        assert message["Precedence"] is None


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#ffffff", "#000000", 21.0), ("#767676", "#ffffff", 4.54)]
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
