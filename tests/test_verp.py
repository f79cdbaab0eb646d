"""Return paths that name one message: signed, told apart from reply tokens, found inside rewritten ones."""

from hypothesis import given
from hypothesis import strategies as st

from mail import token, verp
from tests.test_compose import KEY, OURS
from tests.world import PAT, SAM


@given(number=st.integers(0, (1 << 40) - 1))
def test_a_code_holds_for_its_address_and_key_only(number: int) -> None:
    code = verp.make(KEY, number, PAT)
    assert verp.outbox_id(code) == number
    assert verp.holds([KEY], code.upper(), PAT)
    assert not verp.holds([KEY], code, SAM)
    assert not verp.holds([bytes(32)], code, PAT)


@given(number=st.integers(0, (1 << 40) - 1))
def test_neither_code_is_ever_taken_for_the_other(number: int) -> None:
    sender = OURS.envelope(number, PAT).sender
    assert token.find(sender) == []
    assert verp.find([OURS.reply_to(token.make(KEY, number, PAT))]) == []


def test_a_code_is_found_where_a_relay_has_wrapped_the_address() -> None:
    code = verp.make(KEY, 7, PAT)
    sender = OURS.envelope(7, PAT).sender
    local, _, domain = sender.partition("@")
    for wrapped in (
        sender,
        sender.upper(),
        f"SRS0=hh=tt={domain}={local}@relay.example",
        f"prvs=1234abcdef={sender}",
        f"<{sender}>",
    ):
        assert verp.find([wrapped]) == [code], wrapped


def test_a_mailbox_whose_name_is_too_long_keeps_the_plain_return_path() -> None:
    long = OURS.model_copy(update={"address": f"{'a' * 40}@fenshire.police.example"})
    assert long.envelope(7, PAT).sender == long.address
    for name in ("plus_addresses", "bounce_addresses"):
        assert OURS.model_copy(update={name: False}).envelope(7, PAT).sender == OURS.address


@given(text=st.text(max_size=300))
def test_any_text_may_be_searched(text: str) -> None:
    for code in verp.find([text]):
        assert not verp.holds([KEY], code, PAT)
