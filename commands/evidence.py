"""The documents that came as evidence: listed with what they are, taken out under safe names, marked."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from commands.desk import Desk, Who, decider, desk_of, find_item, say
from followup import Refused, cautions, documents
from followup.documents import Document
from reports import evidence_view, mail_view
from store import queries
from store.db import reading, writing
from store.models import Evidence, KeptDocument

evidence = typer.Typer()
MAIL = "mail-"


@evidence.command("evidence")
def review_evidence(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(help="Item id, or a message: mail-12.")],
    out: Annotated[Path | None, typer.Option(help="Folder to save the documents in.")] = None,
    mark: Annotated[
        str | None, typer.Option(help="Handling marking to give them; empty takes it away.")
    ] = None,
    only: Annotated[int, typer.Option(help="Only the document of that number.")] = 0,
    who: Who = "",
) -> None:
    """List the documents of an item or a message, save them under safe names, or mark them."""
    desk = desk_of(ctx)
    if mark is not None:
        _mark(desk, item, mark, only=only, who=decider(desk, who))
    with reading(desk.engine) as session:
        if item.lower().startswith(MAIL):
            found = mail_view.find(session, item)
            files = desk.attached(found.raw)
            say(_listed(files))
            names = [(f"{item.lower()}.eml", found.raw, False)] + [
                (f"{number}-{one.name}", one.content, _unsafe(one)) for number, one in enumerate(files, 1)
            ]
        else:
            rows = _rows(session, item, only)
            say(evidence_view.lines(session, rows))
            names = list(_kept(session, rows)) if out else []
    if out:
        say(f"saved {path}" for path in _save(out, names))


def _rows(session: Session, item: str, only: int) -> list[Evidence]:
    rows = [one for one in queries.evidence(session, find_item(session, item).id) if only in (0, one.id)]
    if not rows:
        raise Refused(f"{item} has no document{f' {only}' if only else 's'}")
    return rows


def _mark(desk: Desk, item: str, words: str, *, only: int, who: str) -> None:
    with writing(desk.engine) as session:
        if item.lower().startswith(MAIL):
            raise Refused("a message has no marking; mark the documents of its item")
        for row in _rows(session, item, only):
            documents.mark(session, row, words, who=who, at=desk.now())


def _listed(files: Iterable[Document]) -> Iterable[str]:
    count = 0
    for count, one in enumerate(files, 1):
        look = cautions.look(one.content)
        yield f"{count}  {one.name} ({look.media_type}, {evidence_view.size(len(one.content))})"
        flags = look.flags | cautions.by_name(one.name, look.media_type)
        yield from (f"     careful: {words}" for words in cautions.words(flags))
    if not count:
        yield "no documents in this message"


def _unsafe(one: Document) -> bool:
    look = cautions.look(one.content)
    return bool((look.flags | cautions.by_name(one.name, look.media_type)) & cautions.UNSAFE)


def _kept(session: Session, rows: Iterable[Evidence]) -> Iterable[tuple[str, bytes, bool]]:
    """Give the documents that are kept here: name, bytes, whether a double click would start something."""
    for row in rows:
        if row.sha256:
            kept = session.get_one(KeptDocument, row.sha256)
            unsafe = bool(documents.flags(row, kept) & cautions.UNSAFE)
            yield f"{row.id}-{row.name}", kept.content, unsafe


def _save(folder: Path, files: Iterable[tuple[str, bytes, bool]]) -> Iterable[Path]:
    """Write files that nobody but us may read and none may run; what is there already stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content, unsafe in files:
        path = folder / evidence_view.file_name(name, unsafe=unsafe)
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            raise Refused(f"{path} is there already; name an empty folder with --out") from None
        path.write_bytes(content)
        yield path
