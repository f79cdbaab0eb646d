"""The Home tab, "My recommendations": overdue first, in pages, a card each."""

from bot import blocks, limits
from bot.blocks import Json
from bot.cards import Round
from bot.ids import Press
from bot.views.card import card

MOST_CARDS, MOST_ROUNDS = 10, 4
"""Cards of a page; nine blocks each at most leave room for what stands around them."""


def home(rounds: list[Round], *, page: int = 0, now: str) -> Json:
    """Give the view; ``now`` is when it was drawn. A page beyond the last is the last."""
    cards = [(one, of) for of in rounds for one in of.cards]
    cards.sort(key=lambda pair: (not pair[0].overdue, bool(pair[0].said), pair[0].told))
    pages = max(1, -(-len(cards) // MOST_CARDS))
    page = min(max(page, 0), pages - 1)
    drawn = [blocks.header("My recommendations")]
    drawn += [
        blocks.context(f"{blocks.words(of.panel, 200)}, {of.meeting}: please answer by *{of.closes}*.")
        for of in rounds[:MOST_ROUNDS]
    ]
    if not cards:
        drawn.append(blocks.section(blocks.plain("Nothing is asked of you now. Thank you.")))
    for one, _of in cards[page * MOST_CARDS : (page + 1) * MOST_CARDS]:
        drawn += [blocks.divider(), *card(one)]
    if pages > 1:
        drawn += [blocks.divider(), blocks.context(f"Page {page + 1} of {pages}"), _turn(page, pages)]
    drawn.append(blocks.context(f"As of {now}"))
    return {"type": "home", "blocks": drawn[: limits.VIEW_BLOCKS]}


def _turn(page: int, pages: int) -> Json:
    buttons = []
    if page:
        buttons.append(blocks.button(Press.BACK, "Back", str(page - 1), label="Previous page"))
    if page + 1 < pages:
        buttons.append(blocks.button(Press.ON, "More", str(page + 1), label="Next page"))
    return blocks.actions(*buttons)
