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
    assert token.read(KEY, code.upper(), address.upper()) == number
    assert token.request_id(code) == number


@given(ids, addresses, st.integers(0, token.LENGTH - 1), st.characters())
def test_changing_any_character_makes_a_token_worthless(
    number: int, address: str, place: int, letter: str
) -> None:
    code = token.make(KEY, number, address)
    changed = code[:place] + letter + code[place + 1 :]
    if changed.lower() != code:
        assert token.read(KEY, changed, address) is None


@given(ids, addresses, addresses)
def test_a_token_holds_for_one_address_only(number: int, owner: str, other: str) -> None:
    if owner.lower() != other.lower():
        assert token.read(KEY, token.make(KEY, number, owner), other) is None


@given(ids, addresses, st.binary(min_size=16, max_size=48))
def test_a_token_holds_under_one_key_only(number: int, address: str, key: bytes) -> None:
    assert token.read(key, token.make(KEY, number, address), address) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_reading_anything_at_all_never_raises(text: str, address: str) -> None:
    assert token.read(KEY, text, address) is None
    assert token.request_id(text) is None or len(text.strip()) == token.LENGTH


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
