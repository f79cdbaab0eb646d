"""The modal behind *Not mine*: somebody else answers for the owner, or the item is not theirs at all."""

from bot import blocks
from bot.blocks import Json
from bot.cards import Card
from bot.ids import View

WHAT, TO, WORDS = "what", "to", "note"
DELEGATE, WRONG = "delegate", "wrong"
CHOICES = {
    DELEGATE: "A colleague answers for me; I stay accountable",
    WRONG: "It is not mine; the inspectorate must find whose it is",
}


def draw(item: Card, *, key: str) -> Json:
    """Give the modal."""
    options = [blocks.option(text, value) for value, text in CHOICES.items()]
    hint = "One colleague in Slack."
    drawn = [
        blocks.section(blocks.marked(f"*[{item.item_id}] {blocks.words(item.title, 300)}*")),
        blocks.asks(
            WHAT, "What is it", {"type": "radio_buttons", "options": options, "initial_option": options[0]}
        ),
        blocks.asks(TO, "Who answers", {"type": "users_select"}, optional=True, hint=hint),
        blocks.asks(WORDS, "A word to them", blocks.paragraph(), optional=True),
    ]  # fmt: skip
    return blocks.modal(View.DELEGATE, "Not mine", "Send", drawn, key=key)


def read(view: Json) -> tuple[str, str, str]:
    """Give what it is, the account of whoever is to answer, and the words; empty where not given."""
    chosen = blocks.value_of(view, WHAT, "selected_option")
    what = chosen.get("value") if isinstance(chosen, dict) else ""
    to = blocks.value_of(view, TO, "selected_user")
    return str(what), to if isinstance(to, str) else "", blocks.text_of(view, WORDS)
