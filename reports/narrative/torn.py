"""Two printed lines that the converter ran into one row, told apart where a label opens the second.

In ``… management thr Update June 2018: Actions complete`` | ``ough courier role ed highlighted`` the label
shows where the second line begins in the first cell. In the next cell it begins where the two cut words
("through", "completed") both become words that the same paper prints elsewhere.
"""

import re
from collections.abc import Collection, Sequence

from reports.narrative import labels
from reports.narrative.rows import Row

MOST_TOKENS = 200
"""Words of a cell that are tried."""


def lexicon(given: Sequence[Row]) -> frozenset[str]:
    """Give the words of rows that are whole: what a joined word is held against."""
    return frozenset(
        word for row in given if not row.broken for word in re.findall(r"[^\W\d_]+", row.text.casefold())
    )


def apart(row: Row, known: Collection[str]) -> Row:
    """Give the row with its words in printed order where that can be told, else as it is."""
    cells = [cell for cell in row.cells if cell]
    if not row.broken:
        return row
    opened = labels.pieces(cells[0])
    if len(opened) < 2 or opened[0].kind != "text" or opened[1].kind != "update":  # noqa: PLR2004
        return row
    place = cells[0].rindex(opened[1].label)
    first, second = cells[0][:place].strip(), cells[0][place:]
    tokens = cells[1].split()[:MOST_TOKENS]
    whole = _joined(first, tokens[0], known)
    for at in range(1, len(tokens)):
        label = _joined(second, tokens[at], known)
        if whole and label:
            after = " ".join([*cells[1].split()[at + 1 :], *cells[2:]])
            text = " ".join([whole, *tokens[1:at], label, after]).strip()
            return row._replace(text=text)
    return row


def _joined(words: str, rest: str, known: Collection[str]) -> str | None:
    """Join words with the rest of their last one; a letter at the border may be printed on both sides."""
    left, right = words.rpartition(" ")[2].casefold(), rest.strip(".,;:)").casefold()
    if not (left.isalpha() and right.isalpha()) or (left in known and right in known):
        return None
    for twice in (0, 1):
        if left[len(left) - twice :] == right[:twice] and left + right[twice:] in known:
            return words + rest[twice:]
    return None
