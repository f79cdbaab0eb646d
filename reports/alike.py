"""Whether two printed texts mean the same thing, in spite of case, punctuation and a scanner's slips."""

import re
from difflib import SequenceMatcher

NEAR = 0.8
COMPARED = 300
"""Characters compared: the beginning of long texts decides."""


def folded(words: str) -> str:
    """Give words in lower case, without punctuation, "&" written out: what comparisons stand on."""
    return " ".join(re.findall(r"[^\W_]+", words[:COMPARED].casefold().replace("&", " and ")))


def alike(one: str, other: str) -> bool:
    """Whether two titles or texts are the same but for slips; empty ones are like nothing."""
    first, second = folded(one), folded(other)
    if first == second:
        return bool(first)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    quick = bool(first) and matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR
    return quick and matcher.ratio() >= NEAR
