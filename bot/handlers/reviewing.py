"""What the inspectorate decides in its channel: approve, edit, return; nobody about their own words."""

from collections.abc import Callable

from sqlmodel import Session

from bot import blocks, fill, inbox, key
from bot.blocks import Json
from bot.cards import Submission
from bot.desk import Desk, Pressed, told
from bot.handlers.forms import errors
from bot.views import review
from followup import Refused
from followup import review as verbs
from followup.rules import Rules
from store import queries
from store.db import reading
from store.models import Update

CHANGED = "The words have changed since this card was drawn. Look at the card as it stands now, then decide."
WITH_A_REASON = ("--override", "--date-reason")
"""What a refusal names that a reason can overcome."""


def approve(desk: Desk, pressed: Pressed) -> None:
    """*Approve*; where something speaks against it that a reason can overcome, the reason is asked for."""
    who = desk.directory.reviewer(pressed.user)
    try:
        with desk.writing() as session:
            update = _as_shown(session, pressed.value)
            rules = _rules(desk, session, update)
            verbs.approve(session, update, rules=rules, who=who, at=desk.clock())
    except Refused as refusal:
        if not any(option in str(refusal) for option in WITH_A_REASON):
            raise
        one, name = _shown(desk, pressed)
        desk.show(pressed, review.approve_form(one, key=name, against=told(refusal)))


def edit(desk: Desk, pressed: Pressed) -> None:
    """*Edit*: the text for the panel in a form."""
    desk.directory.reviewer(pressed.user)
    one, name = _shown(desk, pressed)
    if one.held:
        raise Refused(f"the text of {one.item_id} is not shown in Slack ({one.held}); edit it in a terminal")
    if len(one.now) > review.LONGEST:
        raise Refused(f"the text of {one.item_id} is longer than a form takes; edit it in a terminal")
    desk.show(pressed, review.edit_form(one, key=name))


def send_back(desk: Desk, pressed: Pressed) -> None:
    """*Return with question*: the question in a form."""
    desk.directory.reviewer(pressed.user)
    one, name = _shown(desk, pressed)
    desk.show(pressed, review.return_form(one, key=name))


def _shown(desk: Desk, pressed: Pressed) -> tuple[Submission, str]:
    with reading(desk.engine) as session:
        update = _as_shown(session, pressed.value)
        name = key.Name(update.id or 0, update.recommendation_id, fill.version(update), 0)
        return fill.submission(session, update, desk.config), key.sign(name, desk.config.key)


def _as_shown(session: Session, value: str) -> Update:
    """Find the update that a card is about. Refused where its words are others by now."""
    number, _, seen = value.partition(".")
    update = queries.numbered(session, Update, int(number)) if number.isdecimal() else None
    if update is None or fill.version(update) != seen:
        raise Refused(CHANGED)
    return update


def _rules(desk: Desk, session: Session, update: Update) -> Rules:
    return desk.config.rules_of(queries.body_of(session, update.meeting_id).name)


def approved(desk: Desk, user: str, view: Json) -> Json:
    """The reason for an approval was given."""

    def do(session: Session, update: Update, who: str) -> None:
        why = blocks.text_of(view, review.WHY)
        verbs.approve(session, update, rules=_rules(desk, session, update), who=who, at=desk.clock(),
                      override=why, date_reason=why)  # fmt: skip

    return _decided(desk, user, view, do)


def edited(desk: Desk, user: str, view: Json) -> Json:
    """The text for the panel was edited."""

    def do(session: Session, update: Update, who: str) -> None:
        text, why = blocks.text_of(view, review.TEXT), blocks.text_of(view, review.WHY)
        verbs.edit(session, update, text, reason=why, who=who, at=desk.clock())

    return _decided(desk, user, view, do)


def returned(desk: Desk, user: str, view: Json) -> Json:
    """A question was put to the owner."""

    def do(session: Session, update: Update, who: str) -> None:
        verbs.send_back(session, update, blocks.text_of(view, review.QUESTION), who=who, at=desk.clock())

    return _decided(desk, user, view, do)


def _decided(desk: Desk, user: str, view: Json, do: Callable[[Session, Update, str], None]) -> Json:
    """Do what a form decides, about the words that it was opened with; a refusal keeps it open."""
    try:
        who = desk.directory.reviewer(user)
        name = key.read(str(view.get("private_metadata")), desk.config.key)
        with desk.writing() as session:
            inbound, fresh = inbox.keep(session, inbox.of_view(view), {"view": view, "user": user}, user=user,
                                        person=queries.person_at(session, who), at=desk.clock())  # fmt: skip
            if not fresh:
                return {}
            do(session, _as_shown(session, f"{name.about}.{name.version}"), who)
            inbound.state = "understood"
            session.add(inbound)
    except Refused as refusal:
        return errors(view, told(refusal))
    return {}
