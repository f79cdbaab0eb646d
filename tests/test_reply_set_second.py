"""The second part of the labelled replies is sound: its words stand in the mails it labels."""

import email
import html
import re
from collections import Counter
from email import policy

import pytest

from tests.reply_set import Case
from tests.reply_set.second import cases
from tests.reply_set.second_requests import FILES, request

MARKS = re.compile(r"(?m)^[ >|]*(?:[•*-] )?")


def squeeze(text: str) -> str:
    """Text without line breaks, marks of quotation and doubled spaces."""
    return re.sub(r"\s+", " ", MARKS.sub(" ", text)).strip()


def bodies(case: Case) -> list[str]:
    """Each text body of a reply as a reader sees it."""
    mail = email.message_from_bytes(case.raw, policy=policy.default)
    assert not mail.defects
    found = []
    for part in mail.walk():
        assert not part.defects
        if part.get_content_type() == "text/plain":
            found.append(part.get_content())
        elif part.get_content_type() == "text/html":
            markup = re.sub(r"(?s)<style.*?</style>", "", part.get_content())
            markup = re.sub(r"<(?:br|/p|/div|/li|/h2|/td|/blockquote)\b[^>]*>", "\n", markup)
            found.append(html.unescape(re.sub(r"<[^>]+>", "", markup)))
    return [squeeze(body) for body in found]


def test_there_are_enough_and_each_has_a_name_of_its_own():
    assert len(cases()) >= 300
    assert len({case.name for case in cases()}) == len(cases())
    assert {case.part for case in cases()} == {"second"}
    assert len({case.client for case in cases()}) >= 20
    assert {case.request for case in cases()} == set(FILES)
    assert min(Counter(case.style for case in cases()).values()) >= 8


def test_the_set_is_the_same_each_time():
    again = cases.__wrapped__()
    assert again == cases()


@pytest.mark.parametrize("file", FILES)
def test_requests_are_cut_into_the_same_items_in_text_and_markup(file):
    asked = request(file)
    for blocks in (asked.rich, asked.plain):
        assert tuple(dict.fromkeys(block.item for block in blocks if block.item)) == asked.items


@pytest.mark.parametrize("client", sorted({case.client for case in cases()}))
def test_labelled_words_occur_in_every_body(client):
    for case in (case for case in cases() if case.client == client):
        assert set(case.answers) <= set(request(case.request).items), case.name
        found = bodies(case)
        assert found, case.name
        for line in (*(line for lines in case.answers.values() for line in lines), *case.loose):
            assert all(squeeze(line) in body for body in found), (case.name, line)
        for line in case.quoted:
            assert any(squeeze(line) in body for body in found), (case.name, line)
