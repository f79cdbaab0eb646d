"""Read a people file: CSV with a heading line."""

import csv
import io
from pathlib import Path

from pydantic import ValidationError

from followup import Refused
from followup.people import Entry

HEADINGS = tuple(Entry.model_fields)
LARGEST = 5 * 1024 * 1024


def read(path: Path) -> list[Entry]:
    """Read people from a CSV file. Refused, with the line, for anything that is not one."""
    if not path.is_file():
        raise Refused(f"there is no file {path}")
    if path.stat().st_size > LARGEST:
        raise Refused(f"{path.name} is too large for a people file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not UTF-8 text; save it as CSV (UTF-8)") from None
    rows = csv.DictReader(io.StringIO(text))
    headings = [(name or "").strip().lower() for name in rows.fieldnames or []]
    if "name" not in headings:
        raise Refused(f"{path.name} has no column called name; the columns are {', '.join(HEADINGS)}")
    unknown = [name for name in headings if name not in HEADINGS]
    if unknown:
        raise Refused(f"{path.name}: unknown column {unknown[0]!r}; the columns are {', '.join(HEADINGS)}")
    rows.fieldnames = headings
    return [_entry(path, rows.line_num, row) for row in rows if any((v or "") for v in row.values())]


def _entry(path: Path, line: int, row: dict[str | None, str | None]) -> Entry:
    if None in row:
        raise Refused(f"{path.name}, line {line}: more cells than headings; quote cells that hold commas")
    try:
        return Entry.model_validate({key: value or "" for key, value in row.items()})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise Refused(f"{path.name}, line {line}, {first['loc'][0]}: {first['msg']}") from None
