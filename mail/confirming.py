"""The owner's yes or no to words that somebody else sent for them."""

import re
from typing import NamedTuple

from followup import Refused, receipts, standing_by
from followup.dates import spoken
from followup.receipts import HeardItem, Receipt
from followup.rules import Rules
from followup.updates import Heard
from mail import binding, delegates, replies, reply, speaking
from mail.arrival import Arrival
from mail.headers import named
from store import queries
from store.models import Inbound, Person, Recommendation, Request

_END = r"(?=\W{0,3}(?:$|[.,;:!\n]|\s[-–—]))"
_GREETING = r"(?:(?:dear|hello|hi|hallo|good (?:morning|afternoon))\b[^\n,]{0,60}(?:,|\n)\W{0,20})?"
_YES = (
    r"(?:yes|yep|yeah|ja|jawohl|oui|sí|si|sì|ydw|ydy|i (?:hereby |can )?(?:confirm|agree|stand by))(?![\w-])"
    rf"|(?:ok|okay|y|confirm|confirmed|correct|agreed|that(?:['’]s| is) (?:right|correct|fine)|cywir){_END}"
)
_NO = (
    rf"(?:no?|nope|nein|nee|non|na|nage|nac ydw)(?:{_END}"
    r"|(?= (?:i|it|this|that|these|they|please|thanks?|thank you|danke|merci)\b))"
    r"|(?:rejected|not (?:mine|by me|me)|(?:please )?set (?:it|this|that|them) aside)(?![\w-])"
)
_ANSWER = re.compile(rf"\W{{0,20}}{_GREETING}(?:(?P<yes>{_YES})|(?P<no>{_NO}))", re.IGNORECASE)
_YET = re.compile(
    r"\b(?:but|except|however|although|though|unless|only|not|no|never|aber|nur|nicht|nein|mais|sauf|pas|ond"
    r"|ddim|pero|ma|però)\b|n['’]t\b",
    re.IGNORECASE,
)


class Answer(NamedTuple):
    """A yes or a no: to all that waits, or item by item; then nothing is said of the others."""

    whole: bool
    each: dict[str, bool]

    def to(self, item_id: str) -> bool | None:
        """The answer for an item, None where there is none."""
        return self.each.get(item_id) if self.each else self.whole


SHORT = 200
"""So many letters after a yes are looked at for a *but*; further words go to a reviewer."""


def answer_in(words: str) -> tuple[bool | None, str]:
    """Say whether words are a yes, a no or neither, with what stands behind it; linear.

    ``Yes, but …`` and ``No change …`` are neither: whoever writes so has something of their own to say.
    """
    words = words.strip()
    match = _ANSWER.match(words)
    if match is None:
        return None, words
    rest = words[match.end() :].lstrip(" \t\r\n.,;:!-")
    if match["yes"] and _YET.search(rest[:SHORT]):
        return None, words
    return bool(match["yes"]), rest


def take(arrival: Arrival) -> bool:
    """Take in a yes or a no, if it is one; the owner's own words about the items go the road of replies.

    Only the person who was asked can answer, from their registered address; the token, which went nowhere
    else, stands for the rest: the boundary's word is not needed, only not against them.
    """
    session, inbound = arrival.session, arrival.inbound
    told = binding.to_confirm(session, arrival.incoming, keys=arrival.intake.outgoing.keys)
    if told is None or told.request_id is None:
        return False
    request = session.get_one(Request, told.request_id)
    each = _by_item(arrival, request, told)
    yes, rest = answer_in(_own_words(arrival, request)) if not each else (any(each.values()), "")
    if yes is None:
        return False
    owner = session.get_one(Person, request.person_id)
    who = speaking.speaker(session, arrival.proof, owner)
    files = ", ".join(one.name for one in arrival.incoming.attachments if not one.inline)
    inbound.request_id, inbound.verdict = request.id, who.words
    inbound.unplaced = f"{rest}\n\n(with these documents: {files})".strip() if files else rest
    if not who.is_owner or arrival.proof.state == "fail":
        arrival.settle("unverified", f"a {'yes' if yes else 'no'} that only {owner.name} can give")
        return True
    _settle(arrival, told, request, owner, Answer(yes, each))
    return True


def _by_item(arrival: Arrival, request: Request, told: Inbound) -> dict[str, bool]:
    """Give the answer of each item where several wait and each one that is answered has its own yes or no."""
    session = arrival.session
    waiting = standing_by.waiting(session, told.id)
    numbers = {one.recommendation_id for one in waiting}
    if len(numbers) < 2:  # noqa: PLR2004 - one answer is for all of it
        return {}
    ids = {session.get_one(Recommendation, number).item_id for number in numbers}
    read = replies.read_for(arrival, request)
    said = {one.item_id: answer_in(one.text) for one in read.answers}
    each = {item: yes for item, (yes, rest) in said.items() if item in ids and yes is not None and not rest}
    return each if len(each) == len(said) and not read.unplaced.strip() else {}


def _own_words(arrival: Arrival, request: Request) -> str:
    """What was written by hand: all that we have sent about the request is subtracted."""
    sent = [replies.as_sent(payload) for payload in queries.sent_in(arrival.session, request.id)]
    ours = arrival.intake.outgoing
    return reply.every_word(reply.read(arrival.incoming, sent=sent, items=[], sender_names=ours.names))


def _settle(arrival: Arrival, told: Inbound, request: Request, owner: Person, answer: Answer) -> None:
    session, writer = arrival.session, named(told.sender or "")
    found = queries.dossier(session, request.id)
    receipt = Receipt(from_address=writer, unplaced=arrival.inbound.unplaced)
    if arrival.at.date() > found.meeting.date:
        receipt.over = True
        arrival.settle("unmatched", "it came after the meeting it answers")
        arrival.answer(owner, request, receipt)
        return
    rules = arrival.intake.rules_of(found.body.name)
    waiting = standing_by.waiting(session, told.id)
    heard, aside = _decide_all(arrival, told, receipt, answer, rules=rules)
    receipts.fill(session, receipt, heard, request)
    receipt.heard += [HeardItem(item_id=h.item_id, title=h.title, lines=["Set aside"]) for h in aside]
    receipt.note = _note(writer, heard, aside) if waiting else _too_late(writer)
    arrival.settle("understood", "; ".join(receipt.refused))
    arrival.answer(owner, request, receipt)
    if heard or aside:
        done = "set aside" if not heard else "confirmed in part" if aside else "confirmed"
        day = spoken(arrival.at.date())
        told.state = "unverified" if standing_by.waiting(session, told.id) else "understood"
        told.verdict = f"{told.verdict}; {done} by {arrival.proof.address}, {day}"
        result = "has set aside" if not heard else "stands by part of" if aside else "stands by"
        delegates.write_back(
            arrival, writer, f"{owner.name} {result} what you wrote.", request, receipt.heard
        )


def _too_late(writer: str) -> str:
    return f"You have answered already about what {writer} wrote; nothing has changed."


def _note(writer: str, heard: list[Heard], aside: list[Heard]) -> str:
    """Say what a yes or a no has done."""
    if not heard and not aside:
        return f"Thank you, but it is too late: what {writer} wrote is kept, and nothing has changed."
    if not heard:
        return f"Thank you. What {writer} wrote is set aside and goes into no update."
    if all(one.newer for one in heard):
        return f"Thank you. Your own newer words stand; what {writer} wrote is kept beside them."
    beside = ", but for what you have set aside" if aside else ""
    return f"Thank you. What {writer} wrote counts as your answer{beside}. This is what we understood."


def _decide_all(
    arrival: Arrival, told: Inbound, receipt: Receipt, answer: Answer, *, rules: Rules
) -> tuple[list[Heard], list[Heard]]:
    """Decide about each contribution on its own: what is confirmed, and what is set aside.

    What the process refuses is named in the receipt.
    """
    session, who = arrival.session, arrival.proof.address
    heard, aside = list[Heard](), list[Heard]()
    for one in standing_by.waiting(session, told.id):
        yes = answer.to(session.get_one(Recommendation, one.recommendation_id).item_id)
        if yes is None:
            continue
        try:
            with session.begin_nested():
                if yes:
                    heard.append(standing_by.confirm(session, one, rules=rules, who=who, at=arrival.at))
                else:
                    aside.append(standing_by.set_aside(session, one, who=who, at=arrival.at))
        except Refused as refusal:
            receipt.refused.append(str(refusal))
    return heard, aside
