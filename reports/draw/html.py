"""The paper as a web page: one self-contained file."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.draw.layout import Document
from reports.figures import SCHEMES
from reports.paper import Paper

REPORTS = Path(__file__).resolve().parent.parent
TINTS = SCHEMES["delivery"]


def draw(document: Document, style: str, paper: Paper) -> bytes:  # noqa: ARG001 - engines are called alike
    """Draw the document in one house style."""
    folders = [REPORTS / style, REPORTS / "draw" / "templates"]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("paper.html.j2")
    return template.render(paper=document, tints=TINTS).encode()
