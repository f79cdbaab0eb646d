"""Words of a message that belong to no recommendation: from when on a person should see them."""

import re

FEW_WORDS = 5
"""A greeting or a name has no more."""
_UNDER_AN_ITEM = re.compile(r"^\[[^\s\[\]]+\]$", re.MULTILINE)
"""How words that a person placed beneath an item id are kept while they wait: the shortest may close it."""


def worth_reading(unplaced: str) -> bool:
    """Whether words that found no place are more than a greeting, or were written about an item."""
    return len(unplaced.split()) > FEW_WORDS or _UNDER_AN_ITEM.search(unplaced) is not None
