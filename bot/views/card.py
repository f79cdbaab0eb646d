"""The card of one item: what it is, where it stands, and what its owner can do about it."""

from bot import blocks
from bot.blocks import Json
from bot.cards import Card
from bot.ids import More, Press

SHOWN = 600
"""Characters of a question or an update on a card; the form shows more."""


MORE = {
    More.HISTORY: "What was said before",
    More.TOMORROW: "Remind me tomorrow",
    More.SOON: "Remind me in three working days",
    More.LAST_DAY: "Remind me the day before it closes",
}


def card(item: Card) -> list[Json]:
    """Give the blocks of a card."""
    drawn = [blocks.section(blocks.marked(_headline(item)))]
    if item.withheld:
        marking = blocks.words(item.withheld, SHOWN)
        return [*drawn, blocks.context(f"Held by the inspectorate ({marking}); please call us about it.")]
    drawn.append(
        blocks.fields(
            f"*Status* {blocks.colour(item.rag)}", f"*Target date* {blocks.words(item.target, 200)}"
        )
    )
    if item.returned:
        drawn.append(_quoted("The inspectorate asks", item.returned))
    elif item.question:
        drawn.append(_quoted("The panel asked", item.question))
    if item.said:
        drawn.append(_quoted("As the panel will read it", item.said))
        drawn.append(blocks.context(blocks.words(item.state, SHOWN)))
    elif item.others:
        drawn.append(_quoted("The other owners have said; your part is still missing", item.others))
    elif item.last:
        drawn.append(_quoted(f"Last update, {item.when}" if item.when else "Last update", item.last))
    if item.told and not item.said:
        drawn.append(blocks.context("This report is new: no update is expected for this meeting."))
    if item.owner:
        drawn.append(
            blocks.context(f"You answer for {blocks.words(item.owner, 200)}, who stays accountable.")
        )
    if item.delegates:
        names = blocks.words(" and ".join(item.delegates), 300)
        drawn.append(blocks.context(f"Passed to {names}; you stay accountable and can still answer here."))
    return [*drawn, _buttons(item)]


def in_words(item: Card) -> str:
    """The card in one line, for phones and screen readers."""
    if item.withheld:
        return f"{item.item_id}: held by the inspectorate"
    state = item.state or ("no update is expected" if item.told else "needs your update")
    return f"{item.item_id} {blocks.cut(item.title, 120)}: {item.rag}, target date {item.target}; {state}"


def _headline(item: Card) -> str:
    parts = f" - part {item.parts}" if item.parts else ""
    title = blocks.words(item.title, 300)
    overdue = "  :warning: overdue" if item.overdue and not item.withheld else ""
    audit = blocks.words(item.audit, 200)
    return f"*[{item.item_id}] {title}{blocks.safe(parts)}*{overdue}\n{audit}"


def _quoted(heading: str, text: str) -> Json:
    return blocks.section(blocks.marked(f"*{blocks.safe(heading)}*\n{blocks.quote(text, SHOWN)}"))


def _buttons(item: Card) -> Json:
    def button(press: Press, text: str, style: str = "") -> Json:
        return blocks.button(press, text, item.item_id, label=f"{text}: {item.item_id}", style=style)

    if item.over:
        return blocks.context(item.over)
    if item.locked:
        return blocks.context("Approved. Write to the inspectorate if it must change.")
    if item.said and not item.returned:
        return blocks.actions(button(Press.AMEND, "Amend"), _more(item))
    return blocks.actions(
        button(Press.UPDATE, "Answer" if item.returned else "Update", "primary"),
        *([button(Press.NO_CHANGE, "No change since last time")] if item.last and not item.returned else []),
        button(Press.DONE, "Done, here is proof"),
        button(Press.LATER, "Need more time"),
        *([] if item.owner else [button(Press.NOT_MINE, "Not mine")]),
        _more(item),
    )


def _more(item: Card) -> Json:
    """The menu beside the buttons: to be reminded later, and what was said before."""
    waits = not item.said or bool(item.returned)
    entries = [(one, text) for one, text in MORE.items() if waits or one is More.HISTORY]
    return {
        "type": "overflow",
        "action_id": Press.MORE,
        "options": [blocks.option(text, f"{one} {item.item_id}") for one, text in entries],
    }
