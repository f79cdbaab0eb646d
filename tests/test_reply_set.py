"""The blind part of the reply set holds what it says: sound mails, true labels, enough of each kind."""

import email
import email.policy
import html
import re
from collections import Counter

import pytest

from tests.reply_set.blind import cases
from tests.reply_set.blind_requests import FILES, request

CASES = cases()
WORD = re.compile(r"\w+")


def parts_of(raw):
    for part in email.message_from_bytes(raw).walk():
        if part.get_content_maintype() == "text":
            words = part.get_payload(decode=True).decode(part.get_content_charset())
            if part.get_content_subtype() == "html":
                words = html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", words, flags=re.DOTALL))
            yield " " + " ".join(WORD.findall(words)) + " "


def as_words(line):
    return " " + " ".join(WORD.findall(line)) + " "


def test_there_are_enough_cases_of_every_client_and_style():
    clients, styles = Counter(c.client for c in CASES), Counter(c.style for c in CASES)
    assert len(CASES) >= 400
    assert len({c.name for c in CASES}) == len(CASES)
    assert len({c.raw for c in CASES}) == len(CASES)
    assert len(clients) >= 22
    wanted = {
        "top",
        "bottom",
        "inline-quoted",
        "inline-unmarked",
        "form-lines",
        "html-only",
        "forwarded",
        "partial",
        "table",
    }
    assert wanted <= set(styles)
    assert min(styles.values()) >= 15
    assert {c.name.split("/")[2] for c in CASES} >= {"en", "de", "fr", "es", "it", "nl", "cy", "pl"}
    assert {c.request for c in CASES} == set(FILES)


@pytest.mark.parametrize("part", range(4))
def test_every_labelled_line_is_in_the_mail_that_is_said_to_hold_it(part):
    for case in CASES[part::4]:
        for at, whole in enumerate(parts_of(case.raw)):
            lines = [line for answer in case.answers.values() for line in answer] + [*case.loose]
            missing = [line for line in [*lines, *case.quoted] if as_words(line) not in whole]
            assert not missing, (case.name, at, missing)


def test_answers_are_of_items_that_were_asked_and_none_is_empty():
    for case in CASES:
        assert case.answers, case.name
        assert set(case.answers) <= {item.id for item in request(case.request).items}, case.name
        assert all(line.strip() for answer in case.answers.values() for line in answer), case.name


def test_no_line_is_both_an_answer_and_furniture():
    for case in CASES:
        answers = {line.strip() for answer in case.answers.values() for line in answer}
        assert not answers & {line.strip() for line in case.quoted}, case.name
        assert not answers & {line.strip() for line in case.loose}, case.name


def test_every_mail_names_the_message_it_answers_or_has_our_token_in_its_address():
    for case in CASES:
        mail = email.message_from_bytes(case.raw, policy=email.policy.default)
        assert not mail.defects, case.name
        assert str(mail["To"]).find(request(case.request).reply_to) > 0, case.name
