"""The one message of a round: every open item of an owner, edited afterwards and not repeated."""

from bot import blocks, limits
from bot.blocks import Json
from bot.cards import Round
from bot.views.card import card, in_words

MOST_CARDS = 10
FOOT = 200
"""Characters kept for the last line."""


def digest(of: Round) -> Json:
    """Give the message without its channel: what is asked, by when, and a card for each item that fits."""
    open_ = sum(not (one.said or one.told) for one in of.cards)
    drawn = [
        blocks.header(f"{of.panel}: your recommendations"),
        blocks.section(
            blocks.marked(
                f"The panel meets on *{of.meeting}* and will read how far each item has got, in your words."
                f" {_count(open_)} Please answer by *{of.closes}*. You can also write in the thread below."
            )
        ),
    ]
    shown = 0
    for one in of.cards[:MOST_CARDS]:
        more = [blocks.divider(), *card(one)]
        if not blocks.fits(drawn, [*more, blocks.divider()], room=limits.WHOLE - FOOT):
            break
        drawn += more
        shown += 1
    left = len(of.cards) - shown
    if left:
        drawn.append(blocks.context(f"{left} more: open *My recommendations* in the Home tab above."))
    lines = [f"{of.panel} of {of.meeting}: {_count(open_)} Please answer by {of.closes}."]
    text = "\n".join([*lines, *map(in_words, of.cards[:MOST_CARDS])])
    return blocks.message(text, drawn)


def _count(number: int) -> str:
    if not number:
        return "Thank you: nothing is open."
    return f"{number} item{'s need' if number > 1 else ' needs'} an update from you."
