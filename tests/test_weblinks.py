"""Links to documents in a file store are found in the author's words, unwrapped, and never fetched."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import weblinks
from tests.runaway import assert_growth

STORE = "https://fenshire.sharepoint.com/:x:/r/sites/audit/Results%202026.xlsx?d=w1&e=x"


def addresses(text: str, markup: str = "") -> list[tuple[str, str]]:
    return [(one.name, one.address) for one in weblinks.of_answer(text, weblinks.in_markup(markup))]


def wrapped(address: str) -> str:
    inner = quote(address, safe="")
    return f"https://eur01.safelinks.protection.outlook.com/?url={inner}&data=05%7C02&reserved=0"


def test_a_link_in_the_words_is_called_by_its_file() -> None:
    assert addresses(f"See {STORE}, sheet 2.") == [("Results 2026.xlsx", STORE)]


def test_a_link_that_a_mail_program_wrapped_is_unwrapped() -> None:
    assert addresses(f"See <{wrapped(wrapped(STORE))}>.") == [("Results 2026.xlsx", STORE)]


def test_a_link_behind_a_label_belongs_to_the_answer_that_shows_the_label() -> None:
    markup = f'<p>See <a class=x href="{STORE.replace("&", "&amp;")}"><span>our results</span></a>.</p>'
    assert addresses("See our results.", markup) == [("our results", STORE)]
    assert addresses("Nothing yet.", markup) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://fenshire.police.example/report.pdf",
        "https://sharepoint.com.elsewhere.example/a.pdf",
        "https://elsewhere.example/?x=.sharepoint.com",
        "https://notsharepoint.com/a",
        "http://[bad",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_other_addresses_are_no_documents(address: str) -> None:
    assert addresses(f"See {address} here.") == []


def test_a_wrapper_that_holds_no_address_stays_as_it_is() -> None:
    odd = "https://eur01.safelinks.protection.outlook.com/?url=javascript:x"
    assert weblinks.unwrapped(odd) == odd


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<a href=http://" + "a" * n + ">x",
        lambda n: "<a href=http://aaaaa " * n,
        lambda n: "<a " + "href=" * n,
        lambda n: "<a href='https://x.sharepoint.com/'><b>" * n,
    ],
)
def test_hostile_markup_costs_no_more_than_it_is_long(make) -> None:
    assert_growth(weblinks.in_markup, make, 80_000)


@given(st.text(), st.text())
def test_no_text_raises(text: str, markup: str) -> None:
    addresses(text + "https://x.sharepoint.com/" + text, "<a href=https://1drv.ms/" + markup)
