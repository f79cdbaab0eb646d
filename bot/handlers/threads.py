"""Words in a conversation: kept, read as mail is read, and asked about before they count."""

import json

from sqlmodel import Session, col, select

from bot import fill, inbox
from bot.blocks import Json
from bot.desk import Desk, Pressed, Said
from bot.handlers.asking import HELP, HELP_WORDS
from bot.handlers.forms import ask_for, promised
from bot.handlers.items import trusted
from bot.identity import known, person_of, why_not
from followup import Refused, delegation, log, standing_by, updates
from followup.delegation import Standing
from store import queries
from store.models import Inbound, Outbox, Person, Recommendation, Sent

YES, NO = frozenset({"yes", "yes please", "y", "yes, send it", "ok"}), frozenset({"no", "n", "no thanks"})
IGNORED = ("message_deleted", "channel_join", "channel_leave", "bot_message", "message_replied")
LONGEST = 40_000


def message(desk: Desk, said: Json, channel: str) -> None:
    """Take a message in, from an event or from the history; a message that comes again changes nothing."""
    changed = said.get("subtype") == "message_changed"
    inner: Json = said.get("message") or {} if changed else said
    user, text = str(inner.get("user") or ""), str(inner.get("text") or "")[:LONGEST]
    files = [one for one in inner.get("files") or [] if isinstance(one, dict) and one.get("id")]
    if not user or inner.get("bot_id") or said.get("subtype") in IGNORED or not (text.strip() or files):
        return
    if changed and text == str((said.get("previous_message") or {}).get("text") or ""):
        return  # Slack has drawn a preview or the like
    desk.directory.acquaint(user)
    ts = str(inner.get("ts"))
    edited = f":{(inner.get('edited') or {}).get('ts')}" if changed else ""
    with desk.writing() as session:
        person = known(session, user, desk.config)
        inbound, fresh = inbox.keep(session, inbox.of_message(channel, ts) + edited, said, user=user,
                                    person=person, words=text, at=desk.clock())  # fmt: skip
        if fresh and person is None:
            _turn_away(desk, session, user, text, inbound)
        elif fresh and person is not None:
            thread = str(inner.get("thread_ts") or "")
            _read(desk, session, person, text, files, inbound, channel=channel, thread=thread, ts=ts)


def _turn_away(desk: Desk, session: Session, user: str, text: str, inbound: Inbound) -> None:
    """Keep a stranger's words for a reviewer, and say once a day whom to ask."""
    why = why_not(session, user, desk.config)
    inbound.state, inbound.problem, inbound.unplaced = "unmatched", why, text
    session.add(inbound)
    desk.tell(session, why, key=f"stranger:{user}:{desk.clock():%Y-%m-%d}", user=user)


def _read(
    desk: Desk,
    session: Session,
    person: Person,
    text: str,
    files: list[Json],
    inbound: Inbound,
    *,
    channel: str,
    thread: str,
    ts: str,
) -> None:
    alone = " ".join(text.lower().split()).strip(" .!")
    asked = _waiting_in(session, channel, thread) if alone in YES | NO else None
    if asked is not None:
        inbound.state = "understood"
        session.add(inbound)
        _settle(desk, session, person, asked, yes=alone in YES)
        return
    if alone in HELP_WORDS and not files:
        inbound.state = "understood"
        session.add(inbound)
        desk.tell(session, HELP, key=f"help:{inbound.id}", person=person, thread=thread or ts)
        return
    mine = {one.rec.item_id: one for one in delegation.standings(session, person)}
    _replace(session, person, inbound, channel, ts, desk)
    said = _sorted(desk, session, mine, text, _about(session, channel, thread))
    refused = _hold(desk, session, mine, said, files, inbound)
    about = {"thread": thread or ts, "refused": refused}
    request = next(iter(mine.values())).request.id if mine else None
    inbound.request_id = request
    session.add(inbound)
    log.tell(session, "confirm", person.id, key=f"confirm:{inbound.id}", at=desk.clock(), about=about,
             request_id=request, inbound_id=inbound.id, edge="slack")  # fmt: skip


def _about(session: Session, channel: str, thread: str) -> str:
    """The one item that a thread is about; empty where it is about several, or stands by itself."""
    row = _message_of(session, channel, thread)
    return str(json.loads(row.about).get("item_id") or "") if row else ""


def _message_of(session: Session, channel: str, ts: str) -> Outbox | None:
    if not ts:
        return None
    wanted = select(Outbox).join(Sent, col(Sent.outbox_id) == Outbox.id)
    return session.exec(
        wanted.where(Sent.channel == "slack", Sent.address == channel, Sent.relayed_as == ts)
    ).first()


def _sorted(desk: Desk, session: Session, mine: dict[str, Standing], text: str, about: str) -> Said:
    """Give words to items: to those they name, else to the one that the thread is about, else to none."""
    if not mine:
        return (), text.strip()
    requests = {one.request.id: one.request for one in mine.values()}
    answers, unplaced = dict[str, str](), text.strip()
    for request in requests.values():
        said, unplaced = desk.read(session, request, unplaced)
        answers |= {item: words for item, words in said if item in mine and words.strip()}
        unplaced = unplaced.strip()
    if unplaced and not answers and (about in mine or len(mine) == 1):
        answers[about if about in mine else next(iter(mine))] = unplaced
        unplaced = ""
    return tuple(answers.items()), unplaced


def _hold(
    desk: Desk, session: Session, mine: dict[str, Standing], said: Said, files: list[Json], inbound: Inbound
) -> list[str]:
    """Submit each answer so that it waits for its author's word; gives what was refused, and why."""
    refused, held = list[str](), 0
    answers, loose = said
    single = len(answers) == 1
    unplaced = [loose] if loose else []
    for item_id, words in answers:
        try:
            with session.begin_nested():
                with_files = files if single else []
                _submit(desk, session, mine[item_id], words, with_files, inbound, trust="unverified")
                held += 1
        except Refused as refusal:
            refused.append(str(refusal))
            unplaced.append(f"[{item_id}]\n{words}")
    if files and not (single and held):
        unplaced.append(f"({', '.join(str(one.get('name')) for one in files)})")
    inbound.unplaced = "\n\n".join(unplaced)
    inbound.problem = "; ".join(refused)
    inbound.state = "unverified" if held else "unmatched"
    session.add(inbound)
    return refused


def _submit(
    desk: Desk, session: Session, of: Standing, words: str, files: list[Json], inbound: Inbound, **trust: str
) -> None:
    draft = updates.Draft(item_id=of.rec.item_id, text=words, promised=promised(files))
    heard = updates.submit(session, draft, request=of.request, who=inbound.sender or "", channel="slack",
                           inbound_id=inbound.id, rules=desk.rules(session, of.request), at=desk.clock(),
                           **trust)  # fmt: skip
    ask_for(session, of, heard.contribution_id, files, inbound)


def _replace(session: Session, person: Person, inbound: Inbound, channel: str, ts: str, desk: Desk) -> None:
    """Set aside what an edited message said before, as far as its author has not sent it."""
    name = inbox.of_message(channel, ts)
    before = select(Inbound).where(Inbound.channel == "slack", Inbound.id != inbound.id)
    for old in session.exec(before.where(col(Inbound.message_id).startswith(name))).all():
        for one in standing_by.waiting(session, old.id):
            standing_by.set_aside(session, one, who=inbound.sender or person.name, at=desk.clock())
        old.unplaced = ""
        if old.state in ("unverified", "unmatched"):
            old.state = "dismissed"
        session.add(old)
        log.note(session, "message edited", "inbound", old.id, who=inbound.sender or "", at=desk.clock())


def _waiting_in(session: Session, channel: str, thread: str) -> Inbound | None:
    """The words of a thread that wait for their author's yes or no."""
    if not thread:
        return None
    wanted = select(Outbox).join(Sent, col(Sent.outbox_id) == Outbox.id)
    rows = session.exec(wanted.where(Outbox.kind == "confirm", Sent.address == channel)).all()
    for row in reversed(rows):
        if json.loads(row.about).get("thread") == thread and standing_by.waiting(session, row.inbound_id):
            return session.get(Inbound, row.inbound_id)
    return None


def yes(desk: Desk, pressed: Pressed) -> None:
    """*Yes, send it*: the words count."""
    _decide(desk, pressed, yes=True)


def no(desk: Desk, pressed: Pressed) -> None:
    """*No*: they are kept and go into no update."""
    _decide(desk, pressed, yes=False)


def _decide(desk: Desk, pressed: Pressed, *, yes: bool) -> None:
    with desk.writing() as session:
        person = person_of(session, pressed.user, desk.config)
        _settle(desk, session, person, _own(session, person, pressed.user, pressed.value), yes=yes)


def _own(session: Session, person: Person, user: str, number: str) -> Inbound:
    """Find somebody's own message by its number. Refused for anybody else's."""
    inbound = queries.numbered(session, Inbound, int(number)) if number.isdecimal() else None
    mine = {user, *queries.addresses(session, person.id)}
    if inbound is None or inbound.channel != "slack" or inbound.sender not in mine:
        raise Refused("these are not words of yours")
    return inbound


def _settle(desk: Desk, session: Session, person: Person, inbound: Inbound, *, yes: bool) -> None:
    who, at = inbound.sender or person.name, desk.clock()
    refused = []
    for one in standing_by.waiting(session, inbound.id):
        rec = session.get_one(Recommendation, one.recommendation_id)
        try:
            with session.begin_nested():
                if yes:
                    of = delegation.standing(session, person, rec.item_id)
                    rules = desk.rules(session, of.request)
                    standing_by.confirm(session, one, rules=rules, who=who, at=at)
                else:
                    standing_by.set_aside(session, one, who=who, at=at)
        except Refused as refusal:
            refused.append(str(refusal))
    if not standing_by.waiting(session, inbound.id):
        inbound.state = "understood"
    if not yes:
        inbound.unplaced, inbound.state = "", "dismissed"
    log.note(session, "message settled", "inbound", inbound.id, who=who, at=at)
    session.add(inbound)
    if refused:
        raise Refused("; ".join(refused))


def place(desk: Desk, pressed: Pressed) -> None:
    """*Use it as my update on …*: words without a place are given one by their author, and count."""
    number, _, item_id = pressed.value.partition(" ")
    with desk.writing() as session:
        person = person_of(session, pressed.user, desk.config)
        inbound = _own(session, person, pressed.user, number)
        if not inbound.unplaced.strip():
            return
        of = delegation.standing(session, person, item_id)
        if marking := fill.withheld(session, of.rec, desk.config):
            raise Refused(
                f"{item_id} is held by the inspectorate ({marking}); please call {desk.config.contact}"
            )
        payload = json.loads(inbound.raw)
        files = [one for one in (payload.get("message") or payload).get("files") or [] if one.get("id")]
        named = f"({', '.join(str(one.get('name')) for one in files)})"
        words = inbound.unplaced.replace(named, "").strip() if files else inbound.unplaced
        _submit(desk, session, of, words, files if named in inbound.unplaced else [], inbound,
                **trusted(session, of))  # fmt: skip
        inbound.unplaced, inbound.state, inbound.request_id = "", "understood", of.request.id
        log.note(session, "message settled", "inbound", inbound.id, who=inbound.sender or "", at=desk.clock())
        session.add(inbound)
