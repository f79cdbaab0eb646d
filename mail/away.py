"""What an absence notice does: day of return and deputy are kept for the inspectorate, if it is believed."""

from collections.abc import Sequence

from sqlmodel import Session

from followup import people
from followup.dates import spoken
from mail import absence, bounced, html, mime
from mail.arrival import Arrival
from mail.machine_words import AWAY_SUBJECT
from store import queries
from store.models import Absence, Person, Sent


def take(arrival: Arrival) -> str:
    """Keep who is away until when; gives words for a reviewer, who may read the whole under the message.

    Believed from a person's own registered address, or as the answer to something we really sent them; not
    where the boundary calls the sender forged, unless the return path that we signed was answered.
    """
    session, incoming = arrival.session, arrival.incoming
    sent, signed = bounced.answered(arrival)
    sent = sent or bounced.by_ids(session, incoming.references)
    forged = arrival.proof.state == "fail" and not signed
    person = None if forged else _who(arrival, sent)
    if sent is not None:
        arrival.inbound.request_id = sent.request_id
    text = incoming.text if incoming.text.strip() else html.to_text(incoming.html)
    said = absence.read(text, subject=incoming.subject, on=arrival.at.date(), ours=_lines(sent))
    arrival.inbound.unplaced = said.words
    if person is None or not (said.until or AWAY_SUBJECT.search(f"{incoming.subject} {said.words}")):
        return ""
    deputy = _deputy(session, person, said)
    session.add(
        Absence(
            person_id=person.id or 0,
            inbound_id=arrival.inbound.id,
            until=said.until,
            deputy=deputy,
            at=arrival.at,
        )
    )
    until = f" until {spoken(said.until)}" if said.until else ""
    return f"{person.name} is away{until}{f', deputy {deputy}' if deputy else ''}"


def _who(arrival: Arrival, sent: Sent | None) -> Person | None:
    """Whose machine it is: by its one author's registered address, else by the message it answers."""
    authors = arrival.incoming.from_addresses
    known = queries.person_at(arrival.session, authors[0]) if len(authors) == 1 else None
    if known is not None or sent is None:
        return known
    return arrival.session.get_one(Person, sent.person_id)


def _lines(sent: Sent | None) -> Sequence[str]:
    """List the lines of what we sent: many machines repeat it, with all its dates."""
    if sent is None:
        return []
    parts = mime.parse(sent.payload)
    both = f"{parts.text}\n{html.to_text(parts.html)}"
    return [bare for line in both.split("\n") if (bare := line.strip())]


def _deputy(session: Session, away: Person, said: absence.Away) -> str:
    """Give whom the text names and the directory knows: name and address; a name of two people is none."""
    for address in said.addresses:
        found = queries.person_at(session, address)
        if found is not None and found.id != away.id:
            return f"{found.name} <{address}>"
    known = [(people.key(person.name), person, mail) for person, _post, mail in queries.people(session)]
    for words in said.names:
        same = [(p, mail) for name, p, mail in known if p.id != away.id and _is_in(name, words)]
        if len(same) == 1:
            person, mail = same[0]
            return f"{person.name} <{mail}>" if mail else person.name
    return ""


def _is_in(name: str, words: str) -> bool:
    """Whether a whole name stands among capitalised words (ranks and a greeting may stand around it)."""
    return " " in name and f" {name} " in f" {people.key(words)} "
