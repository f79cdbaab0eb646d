"""Forms: kept before they are read, answered with what is wrong in its place, never closed by an error."""

from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from bot import blocks, fill, inbox, key
from bot.blocks import Json
from bot.desk import Desk, Pressed, told
from bot.handlers.items import form_name, newest_words, stored, trusted
from bot.hours import in_words
from bot.identity import person_of
from bot.views import form, pass_on
from bot.wording import text_of
from followup import Refused, delegation, log, updates
from followup.delegation import Standing
from followup.documents import Promised
from store import queries
from store.db import reading
from store.models import Evidence, FormDraft, Inbound, Person, Recommendation

CONFLICT = (
    "Newer words have come since you opened this ({}): “{}” Send again, and yours stand in their place."
)


def update(desk: Desk, user: str, view: Json) -> Json:
    """Take an update; gives what Slack is to do with the form: close it, mark faults, or show it anew."""
    with desk.writing() as session:
        person = person_of(session, user, desk.config)
        draft = form.read(view)
        inbound, fresh = inbox.keep(session, inbox.of_view(view), {"view": view, "user": user}, user=user,
                                    person=person, words=draft.words, at=desk.clock())  # fmt: skip
        if not fresh:
            return {}
        try:
            with session.begin_nested():
                answer = _take(desk, session, person, view, draft, inbound)
        except Exception as trouble:
            if isinstance(trouble, SQLAlchemyError):
                raise  # the database's own trouble says nothing about the form: it is sent again
            answer = errors(view, told(trouble))
            inbound.state = "refused" if isinstance(trouble, Refused) else "problem"
            inbound.problem, inbound.unplaced = answer["errors"][first_input(view)], draft.words
            session.add(inbound)
        return answer


def _take(
    desk: Desk, session: Session, person: Person, view: Json, draft: form.Draft, inbound: Inbound
) -> Json:
    of = standing(desk, session, person, view)
    wrong = form.faults(draft, today=desk.clock().astimezone(desk.config.here).date())
    if wrong:
        return _refused(session, inbound, {"response_action": "errors", "errors": wrong})
    seen = key.read(str(view.get("private_metadata")), desk.config.key).version
    newest = newest_words(session, of)
    if newest is not None and str(newest.id) != seen:
        return _refused(session, inbound, _conflict(desk, session, of, draft))
    _submit(desk, session, of, draft, form.files(view), inbound)
    return {}


def errors(view: Json, words: str) -> Json:
    """Put words to the first field of a form, which stays open with all that was typed."""
    return {"response_action": "errors", "errors": {first_input(view): words}}


def first_input(view: Json) -> str:
    """The field that is told what belongs to no other."""
    words = (form.WORDS, *(block["block_id"] for block in view.get("blocks", []) if block["type"] == "input"))
    return next(str(name) for name in words if blocks.has_input(view, str(name)))


def _refused(session: Session, inbound: Inbound, answer: Json) -> Json:
    """What is put right in the form waits for nobody; the words as they were stay kept."""
    inbound.state, inbound.problem = "refused", str(answer.get("errors") or "newer words had come")
    session.add(inbound)
    return answer


def standing(desk: Desk, session: Session, person: Person, view: Json) -> Standing:
    """About what a form is, if it is still this person's to send. Refused otherwise."""
    name = key.read(str(view.get("private_metadata")), desk.config.key)
    rec = session.get(Recommendation, name.item)
    if rec is None or name.person != person.id:
        raise Refused(key.STALE)
    of = delegation.standing(session, person, rec.item_id)
    if of.request.id != name.about:
        raise Refused(key.STALE)
    return of


def _conflict(desk: Desk, session: Session, of: Standing, draft: form.Draft) -> Json:
    """The form again, with what was typed and the words that have come meanwhile."""
    newest = newest_words(session, of)
    assert newest is not None  # noqa: S101 - there is a conflict
    when = f"by {newest.channel}, {in_words(newest.received_at, desk.config.here)}"
    notice = CONFLICT.format(when, blocks.cut(newest.text, 800))
    name = key.sign(form_name(session, of), desk.config.key)
    card = fill.card_of(session, of, desk.config)
    return {"response_action": "update", "view": form.draw(card, draft, key=name, notice=notice)}


def _submit(
    desk: Desk, session: Session, of: Standing, draft: form.Draft, files: list[Json], inbound: Inbound
) -> None:
    at = desk.clock()
    stands = queries.update_for(session, of.rec.id, of.request.cycle_id)
    before = stands.text if stands and stands.state == "returned" else ""
    said = updates.Draft(
        item_id=of.rec.item_id,
        text=text_of(draft, asked_on=at.date(), reference=of.rec.reference, before=before),
        promised=promised(files),
    )
    heard = updates.submit(session, said, request=of.request, who=inbound.sender or "", channel="slack",
                           inbound_id=inbound.id, rules=desk.rules(session, of.request), at=at,
                           **trusted(session, of))  # fmt: skip
    ask_for(session, of, heard.contribution_id, files, inbound)
    inbound.state, inbound.request_id, inbound.problem = "understood", of.request.id, ""
    session.add(inbound)
    if (kept := stored(session, of)) is not None:
        session.delete(kept)


def promised(files: list[Json]) -> list[Promised]:
    """Files as documents whose bytes are still to come."""
    return [
        Promised(name=str(one.get("name") or one["id"])[:200], media_type=one.get("mimetype"))
        for one in files
    ]


def ask_for(
    session: Session, of: Standing, contribution_id: int, files: list[Json], inbound: Inbound
) -> None:
    """Queue the fetching of each file that was announced with a contribution, in its order."""
    wanted = select(Evidence).where(Evidence.contribution_id == contribution_id).order_by(col(Evidence.id))
    announced = [one for one in session.exec(wanted).all() if not (one.sha256 or one.link)]
    for one, file in zip(announced, files, strict=True):
        about: dict[str, Any] = {
            "file": file["id"], "evidence_id": one.id, "contribution_id": contribution_id, "name": one.name,
            "item_id": of.rec.item_id, "person_id": of.person.id,
        }  # fmt: skip
        log.tell(session, "fetch", of.person.id, key=f"fetch:{one.id}", at=inbound.received_at, about=about,
                 request_id=of.request.id, inbound_id=inbound.id, edge="slack")  # fmt: skip


def claim(desk: Desk, pressed: Pressed) -> None:
    """How far it has got was chosen: the fields follow it, and what was typed is kept as a draft."""
    view = pressed.body["view"]
    draft = form.read(view)
    with reading(desk.engine) as session:
        person = person_of(session, pressed.user, desk.config)
        of = standing(desk, session, person, view)
        card = fill.card_of(session, of, desk.config)
    drawn = form.draw(card, draft, key=str(view["private_metadata"]),
                      need_more_time=blocks.has_input(view, form.DATE))  # fmt: skip
    desk.client.views_update(view_id=view["id"], hash=view["hash"], view=drawn)
    with desk.writing() as session:
        _keep_draft(desk, session, of, draft)


def closed(desk: Desk, user: str, view: Json) -> None:
    """A form was closed without being sent: what was typed, as far as Slack says it, is offered again."""
    draft = form.read(view)
    if not (draft.words or draft.reason or draft.milestones or draft.implemented or draft.proof):
        return
    with desk.writing() as session:
        of = standing(desk, session, person_of(session, user, desk.config), view)
        newest = newest_words(session, of)
        if newest is None or draft.words != newest.text:
            _keep_draft(desk, session, of, draft)


def _keep_draft(desk: Desk, session: Session, of: Standing, draft: form.Draft) -> None:
    row = stored(session, of) or FormDraft(
        request_id=of.request.id or 0, recommendation_id=of.rec.id or 0, person_id=of.person.id or 0,
        entered="", at=desk.clock(),
    )  # fmt: skip
    row.entered, row.at = draft.model_copy(update={"files": []}).model_dump_json(), desk.clock()
    session.add(row)


def delegate(desk: Desk, user: str, view: Json) -> Json:
    """Let a colleague answer, or tell the inspectorate that the item is somebody else's."""
    what, to, words = pass_on.read(view)
    if what == pass_on.DELEGATE and not to:
        return {
            "response_action": "errors",
            "errors": {pass_on.TO: "Please choose the colleague who answers."},
        }
    if what != pass_on.DELEGATE and not words:
        return {
            "response_action": "errors",
            "errors": {pass_on.WORDS: "Please say why; whose it is, if you know."},
        }
    if to:
        desk.directory.acquaint(to)
    at = desk.clock()
    with desk.writing() as session:
        of = standing(desk, session, person_of(session, user, desk.config), view)
        who = queries.address_of(session, of.person.id) or user
        if what != pass_on.DELEGATE:
            delegation.disown(session, of, words=words, who=who, at=at)
            return {}
        try:
            colleague = person_of(session, to, desk.config)
        except Refused:
            reason = f"This account is nobody's who is registered. Please ask {desk.config.contact}."
            return {"response_action": "errors", "errors": {pass_on.TO: reason}}
        delegation.delegate(session, of, colleague, words=words, who=who, at=at)
        return {}
