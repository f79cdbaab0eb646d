"""A message that only asks for help: answered with a short guide, and with nothing else."""

import re

from followup.whose import open_request
from mail import reply
from mail.arrival import Arrival
from mail.courtesy import SALUTATION
from mail.lines import words
from mail.replies import read_for
from store import queries
from store.models import Person, Request

WORDS = frozenset({"help", "hilfe", "aide"})
_ALONE = re.compile(r"^[\W_]*(?:please\s)?(?:help|hilfe|aide)(?:\s(?:please|bitte))?[\W_]*$", re.IGNORECASE)
LONGEST_LINE = 60


def take(arrival: Arrival) -> bool:
    """Take a message whose only word is help; the guide goes to registered people only."""
    if not _may_ask(arrival):
        return False
    session, incoming = arrival.session, arrival.incoming
    request = arrival.bound.request
    alone = incoming.from_addresses[0] if len(incoming.from_addresses) == 1 else ""
    person = queries.person_at(session, alone) if alone else None
    if not _asks(arrival, request, person):
        return False
    arrival.inbound.request_id = request.id if request else None
    if person is None or arrival.proof.state == "fail":
        arrival.settle("unmatched", "it asks for help, but not from the one address of anybody registered")
        return True
    arrival.settle("understood", "it asked how to answer")
    own = request is not None and request.person_id == person.id
    mine = request if own else open_request(session, person.id)
    arrival.tell("help", person, mine, {}, key=f"help:{arrival.inbound.id}")
    return True


def _may_ask(arrival: Arrival) -> bool:
    """Whether a subject or a line is nothing but the word: no other message is read twice."""
    incoming = arrival.incoming
    said = (text.lower() for text in (incoming.subject, incoming.text, incoming.html))
    if not any(word in text for text in said for word in WORDS):
        return False
    lines = [incoming.subject, *incoming.text.splitlines(), *re.split(r"[<>]", incoming.html)]
    tails = (line.rpartition(":")[2].strip() for line in lines)  # our fill-in line ends in a colon
    return any(len(tail) < LONGEST_LINE and _ALONE.match(tail) for tail in tails)


def _asks(arrival: Arrival, request: Request | None, person: Person | None) -> bool:
    """Whether the author's own words are the word alone; a greeting, thanks and their name may stand by."""
    incoming = arrival.incoming
    if any(one.content and not one.inline for one in incoming.attachments):
        return False
    if request is not None:
        read = read_for(arrival, request)
    else:
        read = reply.read(incoming, sent=[], items=[], sender_names=[])
    rest = set(words(reply.every_word(read))) - SALUTATION - set(words(person.name if person else ""))
    rest -= {word for answer in read.answers for word in words(answer.item_id)}
    in_subject = bool(_ALONE.match(incoming.subject.strip()))
    return rest <= WORDS and (in_subject or bool(rest))
