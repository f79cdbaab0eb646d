"""Workbooks and CSV files as Documents, read as an import reads them but in this process."""

from pathlib import Path

from reports.files import child
from reports.files.model import Document
from reports.paper import Plain


def document(name: str, content: bytes) -> Document:
    """Give the file as a Document."""
    return child.read(Path(name).suffix.removeprefix("."), name, content)


def comma(content: bytes) -> Document:
    """Give a CSV file as a Document."""
    return document("register.csv", content)


def bare(thing: Plain) -> Plain:
    """Give a copy without the places in a file, which differ from file to file."""
    update: dict[str, object] = {"source": None, "sources": {}}
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if isinstance(value, list):
            update[name] = [bare(one) if isinstance(one, Plain) else one for one in value]
    return thing.model_copy(
        update={name: v for name, v in update.items() if name in type(thing).model_fields}
    )
