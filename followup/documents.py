"""Documents offered as evidence: the bytes once, however often they come, and a row for each offer."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from followup import Refused, cautions, log
from followup.cautions import Look
from store import queries
from store.models import Evidence, KeptDocument
from store.plain import insert

LONGEST_MARK = 200


class Document(BaseModel):
    """A file offered as evidence: its name, its media type as sent, its bytes."""

    name: str
    media_type: str
    content: bytes


class Link(BaseModel):
    """A document that lies elsewhere, by its address; it is noted, never fetched."""

    name: str
    address: str


class Promised(BaseModel):
    """A document that was offered and is still to be fetched: its name, and its media type as declared."""

    name: str
    media_type: str | None = None


def announce(
    session: Session, recommendation_id: int, contribution_id: int, promised: Sequence[Promised]
) -> None:
    """Write down documents that were offered and whose bytes come later, in their order."""
    whose = {"recommendation_id": recommendation_id, "contribution_id": contribution_id}
    for one in promised:
        insert(session, Evidence, whose | {"name": one.name, "media_type": one.media_type})


def arrive(session: Session, offered: Evidence, content: bytes, *, at: dt.datetime) -> str:
    """Keep the bytes of a document that was announced; gives a note for its sender, or nothing."""
    offered.sha256, look = _kept(session, content)
    session.add(offered)
    log.note(session, "evidence fetched", "evidence", offered.id, who="slack", at=at, words=offered.sha256)
    return cautions.note(offered.name, _flags(offered.name, look))


def miss(session: Session, offered: Evidence, *, why: str, at: dt.datetime) -> None:
    """Take back a document that was announced and cannot be had: it proves nothing."""
    log.note(session, "evidence not fetched", "evidence", offered.id, who="slack", at=at, words=why)
    session.delete(offered)
    session.flush()


def keep(
    session: Session,
    recommendation_id: int | None,
    contribution_id: int | None,
    documents: Sequence[Document],
    links: Sequence[Link] = (),
) -> list[str]:
    """Keep documents and links with the contribution they came with, each once; give notes for the sender."""
    if not documents and not links:
        return []
    notes: list[str] = []
    offers: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    whose = {"recommendation_id": recommendation_id, "contribution_id": contribution_id}
    for document in documents:
        digest, look = _kept(session, document.content)
        row = {"name": document.name, "media_type": document.media_type, "sha256": digest}
        offers.setdefault((digest, None), whose | row)
        notes.append(cautions.note(document.name, _flags(document.name, look)))
    for link in links:
        offers.setdefault((None, link.address), whose | {"name": link.name, "link": link.address})
    for offer in offers.values():
        insert(session, Evidence, offer)
    return [note for note in dict.fromkeys(notes) if note]


def seen(kept: KeptDocument) -> Look:
    """Give what was seen in a kept document; one from before anyone looked is looked at now."""
    return _noted(kept.media_type, kept.flags) or cautions.look(kept.content)


def flags(offered: Evidence, kept: KeptDocument) -> frozenset[str]:
    """Give all there is to be careful about, by the bytes and by the name they came under."""
    return _flags(offered.name, seen(kept))


def _noted(media_type: str | None, flags: str) -> Look | None:
    """Give what was seen when the bytes were kept; None where nobody looked."""
    return None if media_type is None else Look(media_type, frozenset(filter(None, flags.split(","))))


def _flags(name: str, look: Look) -> frozenset[str]:
    return look.flags | cautions.by_name(name, look.media_type)


def mark(session: Session, offered: Evidence, words: str, *, who: str, at: dt.datetime) -> None:
    """Give a document a handling marking, or with no words take it away (rule 11)."""
    words = " ".join(words.split())
    if len(words) > LONGEST_MARK:
        raise Refused(f"a marking has at most {LONGEST_MARK} letters")
    offered.handling = words or None
    session.add(offered)
    log.note(session, "evidence marked", "evidence", offered.id, who=who, at=at, words=words)


def _kept(session: Session, content: bytes) -> tuple[str, Look]:
    """Keep bytes, or find that they are kept already; gives their hash and what was seen in them."""
    digest = hashlib.sha256(content).hexdigest()
    known = queries.seen_in(session, digest)
    if known is not None:
        return digest, _noted(*known) or cautions.look(content)
    look = cautions.look(content)
    insert(
        session,
        KeptDocument,
        {
            "sha256": digest,
            "content": content,
            "size": len(content),
            "media_type": look.media_type,
            "flags": ",".join(sorted(look.flags)),
        },
        once="sha256",
    )
    return digest, look
