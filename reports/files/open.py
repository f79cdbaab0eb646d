"""Opens a file of any format as one plain document, or says in one sentence why it cannot be read."""

from pathlib import Path

from followup import Refused
from reports.files import guard, sniff, text
from reports.files.guard import LIMITS, Limits
from reports.files.model import Document


def open_file(path: Path) -> Document:
    """Read a file into a numbered document; one that is too large is refused before it is read."""
    if not path.is_file():
        raise Refused(f"There is no file {path}: check the name and the folder.")
    form = sniff.FORMS.get(path.suffix.lower())
    try:
        guard.check_size(path.name, form, path.stat().st_size)
        with path.open("rb") as file:
            content = file.read(guard.LARGEST + 1)  # it may have grown since
    except OSError as problem:
        raise Refused(f"{path.name} cannot be opened: {problem.strerror}.") from problem
    return open_bytes(path.name, content)


def open_bytes(name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """Read a file that is in memory already; ``name`` tells its format and what a refusal calls it."""
    guard.check_size(name, sniff.FORMS.get(Path(name).suffix.lower()), len(content))
    form = sniff.form_of(name, content)
    if form == "text":
        return text.read(name, content)
    return guard.read_apart(form, name, content, limits)
