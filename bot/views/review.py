"""The card of a submission in the review channel, and the modals in which a reviewer decides.

``blocks.text_of`` reads QUESTION, TEXT and WHY back.
"""

from bot import blocks, limits
from bot.blocks import Json
from bot.cards import Submission
from bot.ids import Press, View

SHOWN = 1_400
LONGEST = limits.INPUT_TEXT
QUESTION, TEXT, WHY = "question", "text", "why"
MET = {True: ":white_check_mark: met", False: ":x: not met"}


def submission(one: Submission) -> Json:
    """Give the message without its channel; once it is decided on it says so and has no more buttons."""
    who = blocks.words(one.who, 200)
    met = (f"*{blocks.words(name, 200)}* {MET[is_met]}" for name, is_met in one.criteria.items())
    drawn = [
        blocks.section(blocks.marked(f"*[{one.item_id}] {blocks.words(one.title, 300)}*\n{who}")),
        blocks.fields(f"*Claims* {blocks.words(one.claim, 200)}", *met),
    ]
    if one.trust:
        drawn.append(blocks.context(f":warning: {blocks.words(one.trust, 500)}"))
    if one.before:
        drawn.append(_text("Last time", one.before))
    drawn.append(_text("Now", one.now))
    if one.evidence:
        drawn.append(blocks.context(f":paperclip: {blocks.words(', '.join(one.evidence), SHOWN)}"))
    drawn += [blocks.context(f":warning: {blocks.words(doubt, 500)}") for doubt in one.doubts[:5]]
    drawn.append(blocks.context(blocks.words(one.state, 500)) if one.state else _decide(one))
    state = one.state or f"claims {one.claim}; waits for your decision"
    text = f"{one.item_id} {blocks.cut(one.title, 120)}, from {one.who}: {state}"
    return blocks.message(text, drawn)


def return_form(one: Submission, *, key: str) -> Json:
    """Give the modal that asks for the question with which words go back."""
    hint = "They see it above their words."
    asked = blocks.asks(QUESTION, "Your question to the owner", blocks.paragraph(), hint=hint)
    drawn = [_text("Now", one.now), asked]
    return blocks.modal(View.RETURN, "Return with question", "Return", drawn, key=key)


def edit_form(one: Submission, *, key: str) -> Json:
    """Give the modal in which the text for the panel is edited; the owner's own words stay as they are."""
    hint = "The owner's own words stay kept."
    asked = blocks.asks(TEXT, "The text for the panel", blocks.paragraph(one.now), hint=hint)
    why = blocks.asks(WHY, "Why it is changed", blocks.paragraph())
    return blocks.modal(View.EDIT, "Edit the update", "Save", [asked, why], key=key)


def approve_form(one: Submission, *, key: str, against: str) -> Json:
    """Give the modal that asks why to approve what something speaks against."""
    asked = blocks.asks(WHY, "Why it is approved all the same", blocks.paragraph(), hint="It is kept.")
    drawn = [blocks.section(blocks.marked(blocks.words(against, SHOWN))), _text("Now", one.now), asked]
    return blocks.modal(View.APPROVE, "Approve with a reason", "Approve", drawn, key=key)


def _text(heading: str, text: str) -> Json:
    return blocks.section(blocks.marked(f"*{heading}*\n{blocks.words(text, SHOWN)}"))


def _decide(one: Submission) -> Json:
    def button(press: Press, text: str, style: str = "") -> Json:
        return blocks.button(
            press, text, f"{one.update_id}.{one.version}", label=f"{text}: {one.item_id}", style=style
        )

    more = []
    if one.console:
        label = blocks.cut(f"More about {one.item_id} in the console", limits.ACCESSIBILITY_LABEL)
        more = [
            {
                "type": "button",
                "action_id": Press.CONSOLE,
                "text": blocks.plain("Console"),
                "url": one.console,
                "accessibility_label": label,
            }
        ]
    return blocks.actions(
        button(Press.APPROVE, "Approve", "primary"),
        button(Press.EDIT, "Edit"),
        button(Press.RETURN, "Return with question"),
        *more,
    )
