"""The app: each payload goes to its handler, is acknowledged last, and every failure has words."""

import logging
import re
from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext, Respond

from bot.blocks import Json
from bot.desk import Desk, Pressed, told
from bot.handlers import asking, forms, items, reviewing, threads
from bot.handlers.forms import errors
from bot.identity import known
from bot.ids import COMMAND, Press, Shortcut, View
from bot.views import form
from followup import Refused

ANY = re.compile(r".*", re.DOTALL)
OUTDATED = "This button is from an earlier version of the card. Here is how things stand now."
ELSEWHERE = "This app serves one workspace only, and this is another."

PRESSES: dict[str, Callable[[Desk, Pressed], None]] = {
    Press.UPDATE: items.update,
    Press.AMEND: items.update,
    Press.NO_CHANGE: items.no_change,
    Press.DONE: items.done,
    Press.LATER: items.later,
    Press.NOT_MINE: items.not_mine,
    Press.MORE: items.more,
    Press.BACK: asking.turn,
    Press.ON: asking.turn,
    Press.YES: threads.yes,
    Press.NO: threads.no,
    Press.PLACE: threads.place,
    Press.CONSOLE: asking.nothing,
    Press.APPROVE: reviewing.approve,
    Press.EDIT: reviewing.edit,
    Press.RETURN: reviewing.send_back,
    form.CLAIM: forms.claim,
}
VIEWS: dict[str, Callable[[Desk, str, Json], Json]] = {
    View.FORM: forms.update,
    View.DELEGATE: forms.delegate,
    View.APPROVE: reviewing.approved,
    View.EDIT: reviewing.edited,
    View.RETURN: reviewing.returned,
}
CLOSED: dict[str, Callable[[Desk, str, Json], None]] = {View.FORM: forms.closed}
SHORTCUTS: dict[str, Callable[[Desk, Pressed], None]] = {Shortcut.MINE: asking.mine}
GONE = ("app_uninstalled", "tokens_revoked")
EVENTS = ("app_home_opened", "message", *GONE)

logger = logging.getLogger(__name__)


def build(desk: Desk) -> App:
    """Make the app; nothing is connected yet.

    With ``process_before_response`` a payload is acknowledged when its handler has returned, so that what was
    acknowledged is kept. Without it Bolt acknowledges events before they are handled.
    """
    config = desk.config
    app = App(
        client=desk.client,
        signing_secret=config.signing_secret or None,
        request_verification_enabled=config.mode == "http",
        token_verification_enabled=False,
        process_before_response=True,
    )
    app.action(ANY)(lambda ack, body, action, respond: _press(desk, ack, body, action, respond))
    app.view(ANY)(lambda ack, body: _submit(desk, ack, body))
    app.view_closed(ANY)(lambda ack, body: _close(desk, ack, body))
    app.shortcut(ANY)(lambda ack, body: _shortcut(desk, ack, body))
    app.command(COMMAND)(lambda ack, command: _command(desk, ack, command))
    for name in EVENTS:
        app.event(name)(lambda event, body: _event(desk, event, body))
    app.error(_unhandled)
    return app


def _press(desk: Desk, ack: Ack, body: Json, action: Json, respond: Respond) -> None:
    user = str(body["user"]["id"])
    pressed = Pressed(user, _value(action), action, body)
    handler = PRESSES.get(str(action.get("action_id")), _outdated)
    try:
        _here(desk, body)
        desk.directory.acquaint(user)
        handler(desk, pressed)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, whoever pressed is told
        _answer(desk, pressed, told(trouble), respond)
    ack()


def _outdated(_desk: Desk, _pressed: Pressed) -> None:
    raise Refused(OUTDATED)


def _old_form(_desk: Desk, _user: str, _view: Json) -> Json:
    raise Refused("This form is from an earlier version. Please copy your words and open it again.")


def _value(action: Json) -> str:
    chosen = action.get("selected_option")
    return str((chosen or {}).get("value") if isinstance(chosen, dict) else action.get("value") or "")


def _answer(desk: Desk, pressed: Pressed, words: str, respond: Respond | None) -> None:
    """Say what went wrong where it happened, with a fresh card; where the register fails, without it."""
    try:
        with desk.writing() as session:
            person = known(session, pressed.user, desk.config)
            name = f"{pressed.user}:{pressed.action.get('action_id')}:{pressed.action.get('action_ts')}"
            item_id = pressed.value.rpartition(" ")[2]
            shown = item_id if person and items.theirs(session, person, item_id) else ""
            in_direct = str((pressed.body.get("channel") or {}).get("id", "")).startswith("D")
            thread = items.thread_of(pressed) if in_direct and not shown else ""
            desk.tell(
                session, words, key=name, person=person, user=pressed.user, item_id=shown, thread=thread
            )
    except Exception as trouble:  # noqa: BLE001 - the register itself is what fails
        said = told(trouble)
        try:
            if respond is not None:
                respond(text=said, response_type="ephemeral", replace_original=False)
        except Exception:
            logger.exception("nobody could be told: %s", said)


def _submit(desk: Desk, ack: Ack, body: Json) -> None:
    view, user = body["view"], str(body["user"]["id"])
    handler = VIEWS.get(str(view.get("callback_id")), _old_form)
    try:
        _here(desk, body)
        desk.directory.acquaint(user)
        answer = handler(desk, user, view)
    except Exception as trouble:  # noqa: BLE001 - an error never closes the form: what was typed stays
        answer = errors(view, told(trouble))
    ack(**answer)


def _close(desk: Desk, ack: Ack, body: Json) -> None:
    handler = CLOSED.get(str(body["view"].get("callback_id")))
    try:
        if handler is not None:
            handler(desk, str(body["user"]["id"]), body["view"])
    except Exception as trouble:  # noqa: BLE001 - the form is gone; what it held is lost to its author's wish
        logger.warning("what stood in a closed form was not kept: %s", told(trouble))
    ack()


def _shortcut(desk: Desk, ack: Ack, body: Json) -> None:
    user = str(body["user"]["id"])
    handler = SHORTCUTS.get(str(body.get("callback_id")), _outdated)
    pressed = Pressed(user, "", {"action_ts": body.get("action_ts")}, body)
    try:
        _here(desk, body)
        desk.directory.acquaint(user)
        handler(desk, pressed)
    except Exception as trouble:  # noqa: BLE001 - as above
        _answer(desk, pressed, told(trouble), None)  # a shortcut has no place of its own to answer in
    ack()


def _command(desk: Desk, ack: Ack, command: Json) -> None:
    user = str(command["user_id"])
    try:
        _here(desk, {"team": {"id": command.get("team_id")}})
        answer = asking.command(desk, user, str(command.get("text") or ""))
    except Exception as trouble:  # noqa: BLE001 - as above
        answer = {"response_type": "ephemeral", "text": told(trouble)}
    ack(**answer)


def _event(desk: Desk, event: Json, body: Json) -> None:
    """Take an event in. What fails here is not acknowledged, and Slack sends it again."""
    kind = str(event.get("type"))
    if desk.team and body.get("team_id") not in (None, desk.team):
        return
    if kind in GONE:
        logger.error("Slack has withdrawn the app (%s); it must be installed again", kind)
    elif kind == "app_home_opened":
        if event.get("tab") == "home":
            asking.home(desk, str(event["user"]), str(event.get("event_ts") or body.get("event_id")))
    elif str(event.get("channel_type")) == "im":
        threads.message(desk, event, str(event["channel"]))


def _here(desk: Desk, body: Json) -> None:
    team = str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")
    if desk.team and team and team != desk.team:
        raise Refused(ELSEWHERE)


def _unhandled(error: Exception, body: Json, context: BoltContext) -> None:
    """What no handler has caught: events that are to come again."""
    del context
    logger.error("an event from Slack was not taken (%s)", body.get("event_id"), exc_info=error)
