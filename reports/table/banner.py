"""Which audit a row belongs to: titles as printed, ditto marks followed, lost headings found again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.paper import Audit
from reports.table.rows import Row, is_ditto
from reports.table.tables import Closure
from reports.wording import assurance_of, colour_of, month_of, priority_of, title_before_assurance

MONTH_YEAR = re.compile(r"[A-Z][a-z]{2,8}\.?\s+\d{4}\b")


class Banner(NamedTuple):
    """A row's audit and threat, and what a person should check about them."""

    audit: Audit
    threat: str | None
    doubts: list[str]


def banners_of(rows: Sequence[Row], closures: Sequence[Closure]) -> list[Banner]:
    """Give each row its audit; a ditto repeats the row above unless the closures name another."""
    banners: list[Banner] = []
    named: dict[tuple[str, str], list[Closure]] = {}
    for one in closures:
        named.setdefault((one.reference, folded(one.title)), []).append(one)
    for at, row in enumerate(rows):
        above = banners[-1] if banners else None
        if row.audit:
            audit, doubts = _printed(row)
        else:
            audit, doubts = _repeated(row, rows[at - 1] if at else None, above, named)
        lost = above is not None and not row.audit and audit != above.audit
        threat = _threat(row, None if lost or above is None else above.threat)
        if lost and threat is None:
            doubts.append(f"line {row.line}: the threat repeats a row that the text has lost")
        banners.append(Banner(audit, threat, doubts))
    return banners


def same(one: str, other: str) -> bool:
    """Whether two printed titles are the same but for letter case, signs and spaces."""
    return folded(one) == folded(other)


def folded(title: str) -> str:
    """Give a title's letters and digits only, "&" read as "and"."""
    return re.sub(r"[^a-z0-9]", "", title.lower().replace("&", "and"))


def _printed(row: Row) -> tuple[Audit, list[str]]:
    """Read "TITLE SATISFACTORY ASSURANCE September 2021"; words left over after the month are a doubt."""
    words = " ".join(" ".join(row.audit).split())
    title, assurance = title_before_assurance(words), assurance_of(words)
    month = MONTH_YEAR.search(words, len(title))
    doubts = (
        [] if assurance else [f"line {row.line}: no assurance opinion can be read beside the audit's title"]
    )
    rest = words[month.end() :].strip() if month else ""
    if rest:
        doubts.append(f"line {row.line}: {rest!r} beside the audit's title could not be read")
    return Audit(title=title, assurance=assurance, month=month_of(month[0]) if month else None), doubts


def _repeated(
    row: Row, before: Row | None, above: Banner | None, closures: dict[tuple[str, str], list[Closure]]
) -> tuple[Audit, list[str]]:
    """Follow a ditto mark; where the row above belongs to another audit, its own heading is lost."""
    title = " ".join(row.title)
    named = closures.get((row.reference, folded(title)), [])
    if len(named) == 1 and not (above and same(named[0].audit, above.audit.title)):
        told = (
            f"line {row.line}: the audit's heading is lost; its title is taken from the table of closures"
            f" (line {named[0].line}), its opinion and month are not known"
        )
        return Audit(title=named[0].audit), [told]
    if above is None or before is None:
        return Audit(title="Unknown audit"), [f"line {row.line}: the audit's title is lost"]
    if _order(row.reference) > _order(before.reference):
        return above.audit, []
    told = f"line {row.line}: {row.reference} stands after {before.reference}; an audit's heading may be lost"
    return above.audit, [told]


def _order(reference: str) -> tuple[int, int]:
    section, _, number = reference.rstrip("abcdefghijklmnopqrstuvwxyz").partition(".")
    return int(section), int(number)


def _threat(row: Row, above: str | None) -> str | None:
    """Give the threat column; the risk column's colour or priority word is no threat."""
    words = [cell for cell in row.between if colour_of(cell) is None and not _is_priority(cell)]
    if words and is_ditto(words[0]):
        return above
    return " ".join(words) or None


def _is_priority(cell: str) -> bool:
    return len(cell.split()) == 1 and priority_of(cell) is not None
