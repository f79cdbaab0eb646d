"""Documents offered as evidence: the bytes once, however often they come, and a row for each offer."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from followup import Refused, cautions, log
from followup.cautions import Look
from store import queries
from store.models import Contribution, Evidence, KeptDocument, Recommendation

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


def keep(
    session: Session,
    rec: Recommendation,
    contribution: Contribution,
    documents: Sequence[Document],
    links: Sequence[Link] = (),
) -> list[str]:
    """Keep documents and links with the contribution they came with, each once; give notes for the sender."""
    if not documents and not links:
        return []
    notes: list[str] = []
    offers: dict[tuple[str | None, str | None], Evidence] = {}
    for document in documents:
        kept = _kept(session, document.content)
        row = Evidence(name=document.name, media_type=document.media_type, sha256=kept.sha256,
                       recommendation_id=rec.id or 0, contribution_id=contribution.id)  # fmt: skip
        offers.setdefault((kept.sha256, None), row)
        notes.append(cautions.note(document.name, flags(row, kept)))
    for link in links:
        row = Evidence(name=link.name, link=link.address, recommendation_id=rec.id or 0,
                       contribution_id=contribution.id)  # fmt: skip
        offers.setdefault((None, link.address), row)
    session.add_all(offers.values())
    session.flush()
    return [note for note in dict.fromkeys(notes) if note]


def seen(kept: KeptDocument) -> Look:
    """Give what was seen in a kept document; one from before anyone looked is looked at now."""
    if kept.media_type is None:
        return cautions.look(kept.content)
    return Look(kept.media_type, frozenset(filter(None, kept.flags.split(","))))


def flags(offered: Evidence, kept: KeptDocument) -> frozenset[str]:
    """Give all there is to be careful about, by the bytes and by the name they came under."""
    look = seen(kept)
    return look.flags | cautions.by_name(offered.name, look.media_type)


def mark(session: Session, offered: Evidence, words: str, *, who: str, at: dt.datetime) -> None:
    """Give a document a handling marking, or with no words take it away (rule 11)."""
    words = " ".join(words.split())
    if len(words) > LONGEST_MARK:
        raise Refused(f"a marking has at most {LONGEST_MARK} letters")
    offered.handling = words or None
    session.add(offered)
    log.note(session, "evidence marked", "evidence", offered.id, who=who, at=at, words=words)


def _kept(session: Session, content: bytes) -> KeptDocument:
    """Keep bytes, or find that they are kept already."""
    digest = hashlib.sha256(content).hexdigest()
    known = queries.kept_documents(session, [digest]).get(digest)
    if known is not None:
        return known
    look = cautions.look(content)
    made = KeptDocument(
        sha256=digest,
        content=content,
        size=len(content),
        media_type=look.media_type,
        flags=",".join(sorted(look.flags)),
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another worker has kept it since we looked
        return session.get_one(KeptDocument, digest)
    return made
