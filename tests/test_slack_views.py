"""Every message, modal and Home tab passes the linter whatever is in it, and forms come back as they were."""

import datetime as dt
import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import blocks, lint
from bot.cards import Card, Round, Submission
from bot.ids import Press
from bot.views import card, digest, form, home, review
from demo.slack.values import first

TODAY = dt.date(2026, 10, 1)
WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "x" * 5_000,
            "<!channel> & <https://evil.example|here>",
            "é\u0301✅" * 900,
            "&" * 4_000,
            "\n" * 300,
            "a\nb",
        ]
    ),
)
ITEM_IDS = st.sampled_from(["FLEET-2509-4.1", "A" * 64 + "-2509-4.1"])
CARDS = st.builds(
    Card,
    item_id=ITEM_IDS,
    title=WORDS,
    audit=WORDS,
    parts=WORDS,
    rag=st.sampled_from(["RED", "AMBER (no date)", "GREY"]),
    target=WORDS,
    question=WORDS,
    text=WORDS,
    last=WORDS,
    when=WORDS,
    withheld=st.sampled_from(["", "OFFICIAL-SENSITIVE"]),
    overdue=st.booleans(),
    told=st.booleans(),
    said=WORDS,
    others=WORDS,
    state=WORDS,
    returned=WORDS,
    locked=st.booleans(),
    over=st.sampled_from(["", "Collection is over."]),
    delegates=st.lists(WORDS, max_size=3),
    owner=WORDS,
)
ROUNDS = st.builds(
    Round,
    panel=st.sampled_from(["Joint Audit Panel", "P" * 400]),
    meeting=st.just("25 November 2026"),
    closes=st.just("Wednesday 11 November 2026, 17:00 GMT"),
    cards=st.lists(CARDS, max_size=30),
)
SUBMISSIONS = st.builds(
    Submission,
    update_id=st.integers(1, 10**9),
    item_id=ITEM_IDS,
    title=WORDS,
    who=WORDS,
    trust=WORDS,
    before=WORDS,
    now=WORDS,
    claim=WORDS,
    criteria=st.dictionaries(WORDS, st.booleans(), max_size=12),
    evidence=st.lists(WORDS, max_size=30),
    doubts=st.lists(WORDS, max_size=9),
    state=st.sampled_from(["", "Approved by Robin Vale, 2 October 2026"]),
    console=st.sampled_from(["", "https://audit.fenshire.police.example/review/1"]),
)
ENTERED = st.text(max_size=60).map(str.strip)
DRAFTS = st.builds(
    form.Draft,
    claim=st.sampled_from(list(form.CLAIMS)),
    words=ENTERED,
    reason=ENTERED,
    milestones=ENTERED,
    date=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
    implemented=ENTERED,
    proof=ENTERED,
    files=st.just([]),
)
many = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ITEM = Card(
    item_id="FLEET-2509-4.1",
    title="Vehicle checks",
    audit="Fleet, September 2025",
    rag="RED",
    target="31 March 2026",
    question="When will the third workshop check?",
    last="Two check.",
    when="June 2026",
    overdue=True,
)


@many
@given(ROUNDS)
def test_a_digest_can_always_be_sent(of: Round) -> None:
    assert lint.message(digest.digest(of)) == []


@many
@given(st.lists(ROUNDS, max_size=3), st.integers(-1, 20))
def test_a_home_can_always_be_shown(rounds: list[Round], page: int) -> None:
    assert lint.view(home.home(rounds, page=page, now="1 October 2026, 09:00 BST")) == []


@many
@given(CARDS, DRAFTS, st.booleans())
def test_a_form_can_always_be_opened(item: Card, draft: form.Draft, later: bool) -> None:
    assert lint.view(form.draw(item, draft, key="d-1", need_more_time=later)) == []


@many
@given(DRAFTS)
def test_what_was_drawn_is_read_back(draft: form.Draft) -> None:
    view = form.draw(ITEM, draft, key="d-1", need_more_time=True)
    found = form.read(view | {"state": {"values": first(view["blocks"])}})
    asked = (
        draft if draft.claim in form.CLOSING else draft.model_copy(update={"implemented": "", "proof": ""})
    )
    assert found == asked


@many
@given(SUBMISSIONS)
def test_a_submission_can_always_be_shown_and_decided(one: Submission) -> None:
    assert lint.message(review.submission(one)) == []
    assert lint.view(review.return_form(one, key="r-1")) == []
    assert lint.view(review.edit_form(one, key="e-1")) == []


def test_people_s_words_call_nobody_and_link_nowhere() -> None:
    item = ITEM.model_copy(update={"question": "<!channel> see <https://evil.example|here> & more"})
    shown = str(card.card(item))
    assert "<!channel>" not in shown
    assert "&lt;!channel&gt; see &lt;https://evil.example|here&gt; &amp; more" in shown


def test_of_a_marked_item_only_id_and_title_are_shown() -> None:
    item = ITEM.model_copy(update={"withheld": "OFFICIAL-SENSITIVE", "said": "Secret words"})
    shown = str(card.card(item)) + card.in_words(item)
    for hidden in ("third workshop", "Two check", "Secret words", "31 March", Press.UPDATE):
        assert hidden not in shown


@pytest.mark.parametrize(
    ("changes", "pressable"),
    [
        ({}, ["item.update", "item.no_change", "item.done", "item.later", "item.not_mine"]),
        ({"said": "Now three check.", "state": "received"}, ["item.amend"]),
        ({"said": "Now three check.", "returned": "Since when?"}, ["item.update"]),
        ({"said": "Now three check.", "locked": True}, []),
    ],
)
def test_a_card_offers_what_can_be_done_now(changes: dict[str, object], pressable: list[str]) -> None:
    drawn = card.card(ITEM.model_copy(update=changes))
    pressed = [one["action_id"] for block in drawn if block["type"] == "actions" for one in block["elements"]]
    assert pressed[: len(pressable)] == pressable
    assert bool(pressed) == bool(pressable)


def test_a_colour_is_a_word_as_well() -> None:
    assert blocks.colour("RED") == ":red_circle: RED"
    assert blocks.colour("GREY") == ":white_circle: GREY"


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (form.Draft(words="Two of three check."), set()),
        (form.Draft(), {"words"}),
        (form.Draft(claim="no_change"), set()),
        (form.Draft(words="Late.", date=TODAY, reason="Parts"), {"date"}),
        (form.Draft(words="Late.", date=TODAY + dt.timedelta(days=90)), {"reason"}),
    ],
)
def test_faults_are_put_to_the_field_they_belong_to(draft: form.Draft, wrong: set[str]) -> None:
    assert set(form.faults(draft, today=TODAY)) == wrong


@given(st.text(alphabet="&<>a \n", max_size=400), st.integers(20, 200))
def test_no_escape_is_cut_in_two(text: str, most: int) -> None:
    made = blocks.words(text, most)
    assert len(made) <= most
    whole = made.removesuffix(blocks.CUT)
    assert blocks.safe(html.unescape(whole)) == whole
