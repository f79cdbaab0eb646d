"""A file read as a paper: by the layout that was named, the organisation's own, or as well as it can be."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from commands.desk import Desk, progress
from followup import Refused
from reports.paper import Paper

Layout = Annotated[
    str, typer.Option("--layout", help="A layout file, or the name of one in the folder layouts.")
]
Accept = Annotated[bool, typer.Option("--accept", help="Write it although its layout is a guess.")]


def read_paper(
    desk: Desk,
    name: str,
    content: bytes,
    *,
    layout: str = "",
    panel: str = "",
    meeting: dt.date | None = None,
) -> Paper:
    """Read a file's bytes. ``layout`` is the path of a layout file, or the name of one in the layouts folder.

    ``meeting`` is the paper's, where it shows none. The words of the panel's papers come
    from the settings where there are any.
    """
    from reports import scales
    from reports.files.open import open_bytes
    from reports.layouts.description import load
    from reports.read import read_document

    own = sorted(desk.layouts.glob("*.toml"))
    named = next((path for path in own if layout in (path.name, path.stem)), Path(layout))
    chosen = desk.panel(panel) if desk.settled else None
    with progress(f"Reading {name}", 1) as step:
        paper = read_document(
            open_bytes(name, content),
            layout=load(named) if layout else None,
            layouts=[load(path) for path in own],
            vocabulary=chosen.reading if chosen else None,
            meeting=meeting,
        )
        step()
    if chosen:
        scales.attribute(paper, chosen.rules, chosen.auditor)
    return paper


def refuse_guess(paper: Paper, name: str, *, accept: bool) -> None:
    """Refuse to write what was read by guessing, until somebody has looked at it and says so."""
    if not paper.sure and not accept:
        raise Refused(
            f"the layout of {name} is not known, and nothing was written: compare what was read with the"
            " file, then say --accept, or describe its layout and name it with --layout"
        )
