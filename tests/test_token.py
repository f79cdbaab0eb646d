import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import token

KEY = b"k" * 32
ids = st.integers(0, (1 << token.ID_BITS) - 1)
addresses = st.emails()


@given(ids, addresses)
def test_a_token_is_read_back_for_its_owner_in_any_case(number: int, address: str) -> None:
    code = token.make(KEY, number, address)
    assert len(code) == token.LENGTH == 25
    assert token.holds([KEY], code.upper(), address.upper())
    assert token.claimed(code) == (token.REQUEST, number)


@given(ids, addresses, st.integers(0, token.LENGTH - 1), st.characters())
def test_changing_any_character_makes_a_token_worthless(
    number: int, address: str, place: int, letter: str
) -> None:
    code = token.make(KEY, number, address)
    changed = code[:place] + letter + code[place + 1 :]
    if changed.lower() != code:
        assert not token.holds([KEY], changed, address)


@given(ids, addresses, addresses)
def test_a_token_holds_for_one_address_only(number: int, owner: str, other: str) -> None:
    if owner.lower() != other.lower():
        assert not token.holds([KEY], token.make(KEY, number, owner), other)


@given(ids, addresses, st.binary(min_size=16, max_size=48))
def test_a_token_holds_under_one_key_only(number: int, address: str, key: bytes) -> None:
    assert not token.holds([key], token.make(KEY, number, address), address)


@given(st.text(max_size=60), st.text(max_size=60))
def test_reading_anything_at_all_never_raises(text: str, address: str) -> None:
    assert not token.holds([KEY], text, address)
    assert token.claimed(text) is None or len(text.strip()) == token.LENGTH


@given(ids, addresses, st.binary(min_size=32, max_size=32))
def test_any_of_several_keys_verifies_and_is_named(number: int, address: str, other: bytes) -> None:
    code = token.make(KEY, number, address)
    assert token.signer([other, KEY], code, address) == (0 if other == KEY else 1)
    assert token.signer([KEY, other], code, address) == 0


@given(ids, addresses)
def test_a_token_to_confirm_is_none_of_a_request(number: int, address: str) -> None:
    asked, confirms = token.make(KEY, number, address), token.make(KEY, number, address, token.CONFIRM)
    assert token.claimed(confirms) == (token.CONFIRM, number)
    swapped = confirms[0] + asked[1:], asked[0] + confirms[1:]
    assert [token.holds([KEY], code, address) for code in (asked, confirms, *swapped)] == [
        True,
        True,
        False,
        False,
    ]


def test_an_id_beyond_forty_bits_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="forty bits"):
        token.make(KEY, 1 << 40, "a@b.example")


def test_tokens_are_found_wherever_a_mail_program_leaves_them() -> None:
    one, two = (token.make(KEY, number, "pat@fenshire.example") for number in (1, 2))
    text = f"To: audit+{one.upper()}@fenshire.example\nReferences: <{two}.3@fenshire.example>\n> Ref: {one}."
    assert token.find(text) == [one, two]


def test_longer_runs_of_letters_hold_no_token() -> None:
    code = token.make(KEY, 1, "pat@fenshire.example")
    assert token.find(f"x{code} {code}y {code[:-1]}") == []
