"""People: entering them, and matching the owners that papers print to them, never by guessing."""

import datetime as dt
import re

from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlmodel import Session, col, select

from followup import Refused, alarms, log
from store import queries
from store.models import Assignment, Channel, Person, Post

_RANKS = re.compile(
    r"^(?:(?:acting|temporary|t|a|d|det|detective|chief|deputy|assistant|police|c|ch|"
    r"supt|superintendent|insp|inspector|sgt|sergeant|constable|officer|"
    r"di|dci|dcc|acc|acting|dsu|dsp|ds|dc|ci|cc|aco|cfo|pc|ps|mr|mrs|ms|miss|mx|dr|sir|dame|rev)"
    r"(?:[\s./]+|$))+",
    re.IGNORECASE,
)


class Entry(BaseModel):
    """One row of a people file."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1)
    post: str = ""
    email: str = ""
    slack_id: str = ""
    head_of_department: str = ""
    also_known_as: str = ""

    @field_validator("email")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@\s<>\",;]+@[^@\s<>\",;]+", value):
            raise ValueError(f"not an e-mail address: {value!r}")
        return value.lower()


def key(name: str) -> str:
    """Fold a name for comparison: no rank, no case, no doubled spaces or stray punctuation."""
    words = re.sub(r"[^\w\s'’./-]", " ", name).replace("’", "'")
    bare = _RANKS.sub("", " ".join(words.split()))
    return (bare or words).strip(" .,-").casefold()


def enter(session: Session, entries: list[Entry], *, who: str, at: dt.datetime) -> int:
    """Enter or bring up to date the people of a file; gives how many were new.

    A person is known again by e-mail address, else by name. Heads of department are found by name or
    address in the same file or among those known; an unknown one is refused.
    """
    new = 0
    listed = [entry.email for entry in entries if entry.email]
    twice = {address for address in listed if listed.count(address) > 1}
    if twice:
        raise Refused(f"{min(twice)} stands twice in the people file; an address belongs to one person")
    for entry in entries:
        person = _known(session, entry, frozenset(listed))
        if person is None:
            person = Person(name=entry.name)
            new += 1
        person.name, person.also_known_as = entry.name, entry.also_known_as
        person.post_id = _post(session, entry.post)
        session.add(person)
        session.flush()
        before = queries.address_of(session, person.id)
        _channel(session, person, "mail", entry.email)
        if before not in (None, queries.address_of(session, person.id)):
            alarms.moved(session, person.id or 0, who=who, at=at)
        _channel(session, person, "slack", entry.slack_id)
        log.note(session, "person entered", "person", person.id, who=who, at=at)
    for entry in entries:
        _set_head(session, entry, frozenset(listed))
    match(session)
    return new


def _known(session: Session, entry: Entry, listed: frozenset[str]) -> Person | None:
    """Find the person an entry means: by address, else the one of that name whose address is not listed.

    Two people of one name are told apart by their addresses; one whose old address has gone from the file
    has a new one.
    """
    if entry.email and (found := queries.person_at(session, entry.email)):
        return found
    same = [(p, mail) for p, _post, mail in queries.people(session) if key(p.name) == key(entry.name)]
    return same[0][0] if len(same) == 1 and same[0][1] not in listed else None


def _post(session: Session, title: str) -> int | None:
    if not title:
        return None
    post = session.exec(select(Post).where(Post.title == title)).first()
    if post is None:
        post = Post(title=title)
        session.add(post)
        session.flush()
    return post.id


def _channel(session: Session, person: Person, kind: str, address: str) -> None:
    wanted = select(Channel).where(Channel.person_id == person.id, Channel.kind == kind)
    present = session.exec(wanted.order_by(col(Channel.id))).first()
    if not address:
        return
    taken = session.exec(select(Channel).where(Channel.kind == kind, Channel.address == address)).first()
    if taken and taken.person_id != person.id:
        raise Refused(f"{address} stands twice in the people file; an address belongs to one person")
    if taken:
        return  # theirs already, perhaps beside another that was entered first
    if present is None:
        present = Channel(person_id=person.id or 0, kind=kind, address=address)
    present.address = address
    session.add(present)
    session.flush()


def _set_head(session: Session, entry: Entry, listed: frozenset[str]) -> None:
    if not entry.head_of_department:
        return
    wanted = entry.head_of_department
    heads = [
        p
        for p, _post, mail in queries.people(session)
        if mail == wanted.lower() or key(p.name) == key(wanted)
    ]
    person = _known(session, entry, listed)
    if len(heads) != 1 or person is None:
        raise Refused(f"{entry.name}: no such head of department in the people file: {wanted}")
    person.head_id = heads[0].id
    session.add(person)


def match(session: Session) -> list[str]:
    """Give every assignment the one person its printed name means; gives the names that match nobody.

    A match is the whole name (ranks and case aside), one of the other forms listed for the person, or a
    post held by one person. Two candidates are no match.
    """
    forms: dict[str, set[int]] = {}
    for person, post, _mail in queries.people(session):
        for form in [person.name, post or "", *person.also_known_as.split(";")]:
            if form.strip():
                forms.setdefault(key(form), set()).add(person.id or 0)
    unknown: dict[str, None] = {}
    for assignment in session.exec(select(Assignment).order_by(col(Assignment.id))).all():
        if assignment.person_id is not None:
            continue
        found = _one(forms, assignment.printed) or _one(forms, assignment.role or "")
        if found is None:
            unknown[assignment.printed] = None
            continue
        assignment.person_id = found
        session.add(assignment)
    session.flush()
    return list(unknown)


def _one(forms: dict[str, set[int]], printed: str) -> int | None:
    found = forms.get(key(printed), set()) if printed.strip() else set()
    return next(iter(found)) if len(found) == 1 else None
