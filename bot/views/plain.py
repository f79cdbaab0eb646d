"""Modals that only show something: what was said before, what is asked, why something could not be done."""

from collections.abc import Iterable

from bot import blocks, limits
from bot.blocks import Json
from bot.cards import Round
from bot.views.card import card

MOST_UPDATES = 40
SHOWN = 2_500


def reading(title: str, drawn: list[Json]) -> Json:
    """A modal without anything to send."""
    return {
        "type": "modal",
        "title": blocks.plain(title, limits.VIEW_TITLE),
        "close": blocks.plain("Close", limits.VIEW_BUTTON),
        "blocks": drawn[: limits.VIEW_BLOCKS],
    }


def history(item_id: str, title: str, updates: Iterable[tuple[str, str]]) -> Json:
    """What was said about an item before, newest first: label and text."""
    drawn = [blocks.section(blocks.marked(f"*[{item_id}] {blocks.words(title, 300)}*"))]
    for label, text in list(updates)[:MOST_UPDATES]:
        drawn.append(
            blocks.section(blocks.marked(f"*{blocks.words(label, 200)}*\n{blocks.words(text, SHOWN)}"))
        )
    if len(drawn) == 1:
        drawn.append(blocks.section(blocks.plain("Nothing has been said about it yet.")))
    return reading("What was said before", drawn)


def mine(rounds: list[Round]) -> Json:
    """What is asked of somebody, with the buttons of each card."""
    drawn: list[Json] = []
    for of in rounds:
        drawn.append(
            blocks.context(f"{blocks.words(of.panel, 200)}, {of.meeting}: please answer by *{of.closes}*.")
        )
        for one in of.cards:
            more = [blocks.divider(), *card(one)]
            if len(drawn) + len(more) >= limits.VIEW_BLOCKS:
                drawn.append(blocks.context("There are more; the Home tab of this app has them all."))
                return reading("My recommendations", drawn)
            drawn += more
    return reading("My recommendations", drawn or [sorry("Nothing is asked of you now. Thank you.")])


def sorry(words: str) -> Json:
    """A paragraph of plain words."""
    return blocks.section(blocks.plain(words))
