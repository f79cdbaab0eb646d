"""The buttons of a card: forms open, nothing-new is taken at once, reminders are set, history is shown."""

import datetime as dt

from sqlmodel import Session, select

from bot import fill, hours, inbox, key
from bot.cards import Card
from bot.desk import Desk, Pressed
from bot.identity import person_of, zone
from bot.ids import More
from bot.limits import INPUT_TEXT
from bot.views import form, pass_on, plain
from bot.views.form import Draft
from bot.wording import NO_CHANGE
from followup import Refused, delegation, log, updates
from followup.cycle import schedule
from followup.dates import spoken
from followup.delegation import Standing
from store import queries
from store.db import reading
from store.models import Contribution, FormDraft, Person

TOO_LONG = "What you sent is longer than a form takes, so it does not stand here; what you send replaces it."
RESUMED = "This is what you had typed before. It has not been sent yet."


def update(desk: Desk, pressed: Pressed) -> None:
    """*Update*, *Answer* and *Amend*: the form with what is known, and what was typed before."""
    _open(desk, pressed, Draft())


def done(desk: Desk, pressed: Pressed) -> None:
    """*Done, here is proof*: the form with the closure criteria."""
    _open(desk, pressed, Draft(claim="propose_closed"))


def later(desk: Desk, pressed: Pressed) -> None:
    """*Need more time*: the form with a new date, and why."""
    _open(desk, pressed, Draft(), need_more_time=True)


def _open(desk: Desk, pressed: Pressed, draft: Draft, *, need_more_time: bool = False) -> None:
    with reading(desk.engine) as session:
        of, card = _mine(desk, session, pressed.user, pressed.value)
        draft, notice = _prefilled(session, of, card, draft)
        name = key.sign(form_name(session, of), desk.config.key)
    desk.show(pressed, form.draw(card, draft, key=name, need_more_time=need_more_time, notice=notice))


def _mine(desk: Desk, session: Session, user: str, item_id: str) -> tuple[Standing, Card]:
    """An item that somebody may write about now. Refused, with why, where they may not."""
    of = delegation.standing(session, person_of(session, user, desk.config), item_id)
    card = fill.card_of(session, of, desk.config)
    if card.withheld:
        raise Refused(
            f"{item_id} is held by the inspectorate ({card.withheld}); please call {desk.config.contact}"
        )
    if card.over:
        raise Refused(card.over)
    if card.locked:
        raise Refused(f"{item_id} is approved; write to {desk.config.contact} if it must change")
    return of, card


def form_name(session: Session, of: Standing) -> key.Name:
    """What a form is about, and the newest words that its author has seen."""
    newest = newest_words(session, of)
    version = str(newest.id if newest else 0)
    return key.Name(of.request.id or 0, of.rec.id or 0, version, of.person.id or 0)


def newest_words(session: Session, of: Standing) -> Contribution | None:
    """The newest words of an owner, or for them, about an item."""
    found = queries.update_for(session, of.rec.id, of.request.cycle_id)
    every = queries.contributions(session, found.id) if found else []
    return next((one for one in reversed(every) if one.person_id == of.owner.id and one.taken), None)


def _prefilled(session: Session, of: Standing, card: Card, draft: Draft) -> tuple[Draft, str]:
    """Put what was typed and not sent into the form, else the words that are to be amended."""
    kept = stored(session, of)
    if kept is not None:
        return Draft.model_validate_json(kept.entered), RESUMED
    if card.claim in form.CLAIMS and draft.claim == "progress":
        draft = draft.model_copy(update={"claim": card.claim})
    newest = newest_words(session, of) if card.said and not card.returned else None
    if newest is None:
        return draft, ""
    if len(newest.text) > INPUT_TEXT:
        return draft, TOO_LONG
    return draft.model_copy(update={"words": newest.text}), ""


def stored(session: Session, of: Standing) -> FormDraft | None:
    """What somebody has typed into the form of an item and not sent."""
    wanted = select(FormDraft).where(
        FormDraft.request_id == of.request.id,
        FormDraft.recommendation_id == of.rec.id,
        FormDraft.person_id == of.person.id,
    )
    return session.exec(wanted).first()


def no_change(desk: Desk, pressed: Pressed) -> None:
    """*No change since last time*: taken at once, and the card becomes the receipt."""
    at = desk.clock()
    with desk.writing() as session:
        of, card = _mine(desk, session, pressed.user, pressed.value)
        name = inbox.of_press(pressed.user, pressed.action)
        inbound, fresh = inbox.keep(session, name, pressed.body, user=pressed.user, person=of.person,
                                    words=NO_CHANGE, at=at)  # fmt: skip
        if not fresh:
            return
        if card.said:
            raise Refused(f"there is an update on {card.item_id} already; press Amend to change it")
        updates.submit(session, updates.Draft(item_id=card.item_id, text=NO_CHANGE), request=of.request,
                       who=inbound.sender or pressed.user, inbound_id=inbound.id, channel="slack",
                       rules=desk.rules(session, of.request), at=at, **trusted(session, of))  # fmt: skip
        inbound.state, inbound.request_id, inbound.unplaced = "understood", of.request.id, ""
        session.add(inbound)


def trusted(session: Session, of: Standing) -> dict[str, str]:
    """How far words are trusted: an owner's own, or those of a delegate for whom the owner has vouched."""
    if not of.delegate:
        return {"trust": "accepted"}
    return {"trust": "delegate", "vouched": queries.address_of(session, of.owner.id) or of.owner.name}


def not_mine(desk: Desk, pressed: Pressed) -> None:
    """*Not mine*: who answers instead, or that the inspectorate must find out."""
    with reading(desk.engine) as session:
        of, card = _mine(desk, session, pressed.user, pressed.value)
        name = key.sign(form_name(session, of), desk.config.key)
    desk.show(pressed, pass_on.draw(card, key=name))


def more(desk: Desk, pressed: Pressed) -> None:
    """The menu of a card: what was said before, or a reminder."""
    what, _, item_id = pressed.value.partition(" ")
    if what == More.HISTORY:
        _history(desk, pressed, item_id)
    elif what in (More.TOMORROW, More.SOON, More.LAST_DAY):
        _remind(desk, pressed, More(what), item_id)
    else:
        raise Refused("this menu is out of date; here is how it stands now")


def _history(desk: Desk, pressed: Pressed, item_id: str) -> None:
    with reading(desk.engine) as session:
        of = delegation.standing(session, person_of(session, pressed.user, desk.config), item_id)
        if fill.withheld(session, of.rec, desk.config):
            raise Refused(f"what was said about {item_id} is held by the inspectorate")
        said = [
            (one.label, one.approved or "") for one in queries.updates(session, of.rec.id) if one.approved
        ]
        view = plain.history(item_id, of.rec.title, reversed(said))
    desk.show(pressed, view)


def _remind(desk: Desk, pressed: Pressed, what: More, item_id: str) -> None:
    """Remind somebody at the hour they chose, in their own zone, and never after collection has closed."""
    at = desk.clock()
    with desk.writing() as session:
        of, card = _mine(desk, session, pressed.user, item_id)
        where = hours.zone_of(zone(session, pressed.user), desk.config)
        found = queries.dossier(session, of.request.id)
        closes = schedule(found.meeting.date, desk.config.rules_of(found.body.name), desk.config.zone).closes
        local = at.astimezone(where).date()
        days = {
            More.TOMORROW: hours.working_day(local, 1, desk.config),
            More.SOON: hours.working_day(local, 3, desk.config),
            More.LAST_DAY: closes.astimezone(where).date() - dt.timedelta(days=1),
        }
        due = dt.datetime.combine(days[what], dt.time(desk.config.from_hour + 1), where).astimezone(dt.UTC)
        if due >= closes:
            raise Refused(
                f"collection closes on {hours.in_words(closes, where)}, before that; please answer by then"
            )
        if due <= at:
            raise Refused("that hour has passed; please answer now, or choose another")
        row = f"nudge:{of.request.id}:{of.rec.id}:{of.person.id}:{due.isoformat()}"
        log.tell(session, "nudge", of.person.id, key=row, at=at, about={"item_id": card.item_id},
                 request_id=of.request.id, edge="slack", due=due)  # fmt: skip
        day = spoken(due.astimezone(where).date())
        desk.tell(session, f"I will remind you of [{card.item_id}] on {day}.", key=row, person=of.person,
                  thread=thread_of(pressed))  # fmt: skip


def thread_of(pressed: Pressed) -> str:
    """The thread in which to answer what was pressed: that of the message it stands in."""
    message = pressed.body.get("message") or {}
    return str(message.get("thread_ts") or message.get("ts") or "")


def theirs(session: Session, person: Person, item_id: str) -> bool:
    """Whether an item is one that somebody may answer about now."""
    return any(one.rec.item_id == item_id for one in delegation.standings(session, person))
