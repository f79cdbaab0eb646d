"""What people ask of the app: help, where they stand, who is missing, their Home tab."""

from sqlmodel import col, select

from bot import blocks, limits, messages, summary
from bot.blocks import Json
from bot.desk import Desk, Pressed
from bot.identity import known, person_of
from bot.ids import COMMAND
from bot.views import card, plain
from followup import Refused, log
from followup.states import BEFORE_PUBLICATION
from store.db import reading
from store.models import Cycle

HELP_WORDS = frozenset({"help", "hilfe", "aide", "?"})
HELP = (
    "This app asks how far the audit recommendations you own have got, and brings your answers into the panel"
    " paper.\n"
    "• Each card has buttons: Update opens a form, No change says that nothing is new, Done asks for closure,"
    " Need more time moves the target date with a reason, Not mine passes it on.\n"
    "• Or write in the conversation, in your own words; start with the id of the item, such as"
    " FLEET-1809-4.2, if you have several. I show what I understood, and it counts once you say yes.\n"
    "• The Home tab shows everything asked of you, at any time.\n"
    f"• {COMMAND} status lists it here; {COMMAND} missing tells the inspectorate who has not answered."
)
UNKNOWN = f"I do not know that. Try {COMMAND} help, {COMMAND} status or {COMMAND} missing."
EPHEMERAL: Json = {"response_type": "ephemeral"}


def command(desk: Desk, user: str, text: str) -> Json:
    """Answer a slash command, for the eyes of whoever typed it."""
    word = " ".join(text.lower().split())
    if word in HELP_WORDS:
        return _only(HELP)
    if word == "missing":
        return _missing(desk, user)
    if word not in ("", "status"):
        return _only(UNKNOWN)
    desk.directory.acquaint(user)
    with reading(desk.engine) as session:
        person = person_of(session, user, desk.config)
        rounds = messages.rounds_of(session, person, desk.config)
    lines = [card.in_words(one) for of in rounds for one in of.cards]
    heads = [f"{of.panel} of {of.meeting}: please answer by {of.closes}." for of in rounds]
    return _only("\n".join([*heads, *(f"• {line}" for line in lines)]) or "Nothing is asked of you now.")


def _missing(desk: Desk, user: str) -> Json:
    desk.directory.reviewer(user)
    with reading(desk.engine) as session:
        cycles = session.exec(
            select(Cycle).where(col(Cycle.state).in_(BEFORE_PUBLICATION)).order_by(col(Cycle.id))
        ).all()
        said = [summary.summary(session, one, desk.config, desk.clock()) for one in cycles]
    if not said:
        return _only("No round is under way.")
    drawn = [block for one in said for block in one["blocks"]][: limits.MESSAGE_BLOCKS]
    return EPHEMERAL | blocks.message("\n".join(str(one["text"]) for one in said), drawn)


def _only(words: str) -> Json:
    safe = blocks.words(words, limits.SECTION_TEXT)
    return EPHEMERAL | blocks.message(words, [blocks.section(blocks.marked(safe))])


def mine(desk: Desk, pressed: Pressed) -> None:
    """The shortcut: what is asked of somebody, wherever they are."""
    with reading(desk.engine) as session:
        try:
            person = person_of(session, pressed.user, desk.config)
            view = plain.mine(messages.rounds_of(session, person, desk.config))
        except Refused as refusal:
            view = plain.reading("My recommendations", [plain.sorry(str(refusal))])
    desk.show(pressed, view)


def home(desk: Desk, user: str, moment: str, page: int = 0) -> None:
    """Publish somebody's Home tab; a stranger is told there whom to ask."""
    desk.directory.acquaint(user)
    with desk.writing() as session:
        person = known(session, user, desk.config)
        about = {"page": page} | ({} if person else {"user": user})
        log.tell(session, "home", person.id if person else None, key=f"home:{user}:{moment}:{page}",
                 at=desk.clock(), about=about, edge="slack")  # fmt: skip


def turn(desk: Desk, pressed: Pressed) -> None:
    """*Back* and *More* of the Home tab."""
    page = int(pressed.value) if pressed.value.isdecimal() and len(pressed.value) < 5 else 0  # noqa: PLR2004
    home(desk, pressed.user, str(pressed.action.get("action_ts")), page)


def nothing(_desk: Desk, _pressed: Pressed) -> None:
    """A button that is a link: the browser does it."""
