"""What the converter damaged: said as doubts, and mended only from what the same paper shows elsewhere."""

from collections.abc import Sequence

from reports.alike import alike, folded
from reports.narrative.banner import LOST
from reports.narrative.drafts import Draft
from reports.paper import Audit, Owner, Recommendation
from reports.wording import month_of

LEAST_PREFIX = 5
MOST_KNOWN = 200
"""Owners of one audit that a cut name is compared with."""
SHOWN = 12
"""Line numbers named in one doubt."""


def audit_doubts(audit: Audit, printed: Audit, titles: Sequence[str]) -> list[str]:
    """Say what is uncertain about the audit over an item; ``titles`` are those of the board's table."""
    if audit.title == LOST:
        return ["The title of the audit is lost"]
    out: list[str] = []
    if audit.title != printed.title:
        out.append(f"The audit's title is cut off (“{printed.title}”); completed from the board's table")
    out += [
        f"The audit's title is spelt differently in the board's table: “{title}”"
        for title in titles
        if alike(title, audit.title) and folded(title) != folded(audit.title)
    ]
    return out if audit.month else [*out, f"No month is shown for the audit {audit.title}"]


def doubts(draft: Draft) -> list[str]:
    """Say where an item's words are damaged or their place was decided by us."""
    out: list[str] = []
    broken = [row.number for row in draft.rows if row.broken]
    if broken:
        out.append(
            f"The converter broke {_lines(broken)} over several cells: words may be missing or out of order"
        )
    unlabelled = [part for part in draft.of("response") if not part.label and part.rows]
    if unlabelled:
        where = _lines([row.number for part in unlabelled for row in part.rows])
        out.append(f"The words of {where} have no label; they are kept as management response")
    out += [
        f"A mark in the margin of line {row.number} could not be read: “{mark}”"
        for row in draft.rows
        for mark in row.marks
    ]
    floating = [row for row in draft.rows if row.colour and not row.text]
    out += [
        f"The word {row.colour} stands alone at line {row.number}; it is taken for this item"
        for row in floating
    ]
    if len({row.colour for row in draft.rows if row.colour}) > 1:
        out.append("Two different colours stand beside this item; the first is taken")
    if any(row.replaced for row in draft.rows):
        out.append("Characters that cannot be printed were removed or replaced by a dash")
    if not draft.of("update"):
        out.append("No dated update stands here")
    out += [
        f"The update “{part.label}” shows no month" for part in draft.of("update") if not month_of(part.label)
    ]
    return out + _cut_short(draft)


def _cut_short(draft: Draft) -> list[str]:
    """Say so where damaged text ends in mid-sentence."""
    filled = [part for part in draft.parts if part.rows]
    last = filled[-1].rows[-1] if filled else None
    if last and (last.broken or draft.squeezed) and last.text[-1:].islower():
        return [f"The words end in mid-sentence at line {last.number}: the rest may be lost"]
    return []


def _lines(numbers: Sequence[int]) -> str:
    """Name lines for people: "line 5", "lines 5, 8 and 9"."""
    shown = [str(number) for number in dict.fromkeys(numbers)]
    if len(shown) > SHOWN:
        return f"{len(shown)} lines from {shown[0]} to {shown[-1]}"
    return f"line {shown[0]}" if len(shown) == 1 else f"lines {', '.join(shown[:-1])} and {shown[-1]}"


def owners(recs: Sequence[Recommendation], drafts: Sequence[Draft]) -> list[Recommendation]:
    """Complete owners' names that were cut in damaged items, from the other items of the same audit."""
    known: dict[int, dict[tuple[str, str | None], Owner]] = {}
    for rec, draft in zip(recs, drafts, strict=True):
        named = known.setdefault(draft.audit, {})
        for owner in rec.owners[: MOST_KNOWN - len(named)]:
            named.setdefault((owner.name, owner.part), owner)
    return [
        _completed(rec, list(known[draft.audit].values())) if any(row.broken for row in draft.rows) else rec
        for rec, draft in zip(recs, drafts, strict=True)
    ]


def _completed(rec: Recommendation, known: Sequence[Owner]) -> Recommendation:
    """Complete a cut name, and add a known owner whom the damaged text names with the same part."""
    if not rec.owners:
        return rec
    owners: list[Owner] = []
    doubts: list[str] = []
    for owner in rec.owners:
        whole = next((one for one in known if _is_cut_of(owner.name, one.name)), owner)
        if whole is not owner:
            doubts.append(
                f"The owner's name is cut (“{owner.name}”); completed from another item of this audit"
            )
        owners.append(owner.model_copy(update={"name": whole.name, "source": whole.source}))
    for one in known:
        mark = f"({one.part}) {one.name}"
        if (
            one.part
            and mark in (rec.management_response or "")
            and one.name not in [own.name for own in owners]
        ):
            doubts.append(f"“{mark}” stands in the damaged text and is taken for an owner")
            where = rec.sources.get("management_response")
            owners.append(one.model_copy(update={"source": where}))
    return rec.model_copy(update={"owners": owners, "doubts": [*rec.doubts, *doubts]})


def _is_cut_of(cut: str, whole: str) -> bool:
    return len(cut) >= LEAST_PREFIX and whole != cut and whole.startswith(cut)
