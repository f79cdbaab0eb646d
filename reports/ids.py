"""Item ids: the one token by which people name a recommendation (``FLEET-1809-4.2``)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from reports.paper import Recommendation

SKIPPED = re.compile(
    "A|AN|AND|AT|AUDIT|BY|CODE|CORE|FOR|FROM|GENERAL|IN|INTERNAL|KEY|OF|ON|OR|OVERALL|REPORT|REVIEW|THE|TO|WITH"
)
LONGEST = 16


def audit_code(title: str, words: int = 1) -> str:
    """Give the first telling word(s) of an audit's title in capitals: FLEET MANAGEMENT -> FLEET."""
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().upper().replace("'", "")
    every = re.findall(r"[A-Z0-9]+", folded)
    telling = [word for word in every if not SKIPPED.fullmatch(word)] or every or ["AUDIT"]
    return "".join(word[:LONGEST] for word in telling[:words])


def item_id(title: str, month: str | None, reference: str | None, words: int = 1) -> str:
    """Give the id from the audit's title, its month (YYYY-MM, or 0000) and the reference (or X).

    ``words`` is how many words of the title the code takes: 1, more where one would not tell two apart.
    """
    stamp = month[2:4] + month[5:7] if month else "0000"
    return f"{audit_code(title, words)}-{stamp}-{_tail(reference)}"


def sibling(own: str, reference: str) -> str:
    """Give the id of another item of the same audit: FLEET-1809-4.2 and 4.2a -> FLEET-1809-4.2a."""
    return "-".join([*own.split("-")[:2], _tail(reference)])


def _tail(reference: str | None) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "", reference or "").strip(".") or "X"


def unique_ids(recs: Sequence[Recommendation]) -> list[Recommendation]:
    """Give copies whose ids differ within this paper, always the same for the same paper.

    Two audits that would share an id take a longer code; what still clashes (no reference, or one
    printed twice) is numbered in printed order.
    """
    ids = [item_id(rec.audit, rec.audit_month, rec.reference) for rec in recs]
    for words in (2, 3, 4):
        clashing = _clashing(recs, ids)
        ids = [
            item_id(rec.audit, rec.audit_month, rec.reference, words) if own in clashing else own
            for rec, own in zip(recs, ids, strict=True)
        ]
    return [rec.model_copy(update={"id": own}) for rec, own in zip(recs, _numbered(ids), strict=True)]


def _clashing(recs: Sequence[Recommendation], ids: Sequence[str]) -> set[str]:
    """Ids that stand for items of more than one audit."""
    audits: dict[str, set[str]] = {}
    for rec, own in zip(recs, ids, strict=True):
        audits.setdefault(own, set()).add(rec.audit)
    return {own for own, titles in audits.items() if len(titles) > 1}


def _numbered(ids: Sequence[str]) -> list[str]:
    """Number what has no reference (X1, X2), and the second and later of one id (-2, -3)."""
    often, seen = Counter(ids), Counter[str]()
    taken = set(ids)
    out: list[str] = []
    for own in ids:
        seen[own] += 1
        if own.endswith("-X"):
            out.append(f"{own}{seen[own]}")
        elif often[own] > 1 and seen[own] > 1:
            number = seen[own]
            while f"{own}-{number}" in taken:
                number += 1
            taken.add(f"{own}-{number}")
            out.append(f"{own}-{number}")
        else:
            out.append(own)
    return out
