"""What a person offers as evidence in one message: documents, links, and what is too much."""

import hashlib
from typing import Protocol

from sqlmodel import Session

from followup.documents import Document, Link
from mail import weblinks
from mail.mime import Incoming, TooMuch, parse
from mail.pictures import is_picture
from mail.placing import is_evidence
from store import queries


class Said(Protocol):
    """One answer: its words, and the numbers of its attachments."""

    text: str
    attachments: list[int]


def documents(incoming: Incoming, answer: Said) -> list[Document]:
    """Give the documents of one answer."""
    files = [incoming.attachments[number] for number in answer.attachments]
    return [Document(name=one.name, media_type=one.media_type, content=one.content) for one in files]


def links(incoming: Incoming, answer: Said) -> list[Link]:
    """Give the links to documents in the words of one answer."""
    return weblinks.of_answer(answer.text, incoming.links)


def links_in(raw: bytes, words: str) -> list[Link]:
    """Give the links to documents in words of a raw message, also those behind labels in its HTML."""
    try:
        labelled = parse(raw).links
    except TooMuch:
        labelled = []
    return weblinks.of_answer(words, labelled)


def everything(raw: bytes) -> list[Document]:
    """Give every file of a raw message, decoration too; none of one beyond the limits."""
    try:
        files = parse(raw).attachments
    except TooMuch:
        return []
    return [Document(name=one.name, media_type=one.media_type, content=one.content) for one in files]


def evidence(raw: bytes) -> list[Document]:
    """Give what a person meant to offer with a raw message; nothing of one beyond the limits."""
    try:
        files = parse(raw).attachments
    except TooMuch:
        return []
    meant = [one for one in files if is_evidence(one, named=False)]
    return [Document(name=one.name, media_type=one.media_type, content=one.content) for one in meant]


def left_out(incoming: Incoming) -> dict[str, list[str]]:
    """Give the names of the documents that were not taken in, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for one in incoming.attachments:
        if one.beyond:
            by_reason.setdefault(one.beyond, []).append(one.name)
    return by_reason


def recall(session: Session, person_id: int | None, incoming: Incoming) -> None:
    """Mark the pictures that this person has sent before: what comes with every mail is decoration."""
    pictures = {hashlib.sha256(one.content).hexdigest(): one for one in incoming.attachments
                if one.inline and is_picture(one)}  # fmt: skip
    for digest in queries.offered_before(session, person_id, pictures) if pictures else ():
        pictures[digest].seen_before = True
