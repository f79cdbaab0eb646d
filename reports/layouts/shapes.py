"""A line's shape as users write it: "Recommendation {reference}: {title}", compiled to a bounded pattern."""

import re

FREE = ("title", "audit", "any")
MOST_FREE = 2
LONGEST_SHAPE = 200
LONGEST_LINE = 400
"""Characters of a line that are compared with a shape; a longer line has none."""
REFERENCE = r"(?=[\w./\-]{0,24}[0-9])\w[\w./\-]{0,23}"
PLACES = {
    "reference": REFERENCE,
    "title": r"\S.{0,199}?",
    "audit": r"\S.{0,199}?",
    "priority": r"[^\W_][\w ]{0,39}?",
    "assurance": r"[^\W_][\w ]{0,39}?",
    "month": r"[^\W_][\w ,/.’'\-]{2,29}?",
    "any": r".{0,80}?",
}
NO_REFERENCE = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}")
"""A date in figures, or a year: on a line of its own it opens nothing."""
PLACE = re.compile(r"\{([a-z_]*)\}")
DASHES = re.compile(r"[-–—]")
REF_ALONE = re.compile(REFERENCE)


def compiled(shape: str) -> re.Pattern[str]:
    """Give the pattern of a shape; ValueError says in words what is wrong with it.

    Spaces match any run of them, dashes each other, and case does not matter. Every place is bounded and
    at most two take any words, so that no line of a hostile document costs much.
    """
    if len(shape) > LONGEST_SHAPE:
        message = f"a shape has at most {LONGEST_SHAPE} characters"
        raise ValueError(message)
    names = PLACE.findall(shape)
    unknown = [name for name in names if name not in PLACES]
    if unknown or not names:
        said = f"knows no place {{{unknown[0]}}}" if unknown else "needs a place such as {title}"
        message = f"a shape {said}; the places are {', '.join(f'{{{name}}}' for name in PLACES)}"
        raise ValueError(message)
    if len(set(names)) < len(names) or sum(name in FREE for name in names) > MOST_FREE:
        message = f"a shape names each place once, and at most {MOST_FREE} of {', '.join(FREE)}"
        raise ValueError(message)
    pieces = PLACE.split(shape.strip())
    return re.compile(
        "".join(_named(piece) if at % 2 else _literal(piece) for at, piece in enumerate(pieces)),
        re.IGNORECASE,
    )


def fits(shape: re.Pattern[str], line: str) -> dict[str, str] | None:
    """Give what stands in each place where the whole line has the shape, else None."""
    bare = line.strip()
    found = shape.fullmatch(bare) if 0 < len(bare) <= LONGEST_LINE else None
    if found is None or NO_REFERENCE.fullmatch(found.groupdict().get("reference", "")):
        return None
    return {name: said.strip(" \t.:") for name, said in found.groupdict().items()}


def is_reference(words: str) -> bool:
    """Whether a cell holds a reference and nothing else: one word with a figure in it."""
    bare = words.strip().rstrip(".:)")
    return REF_ALONE.fullmatch(bare) is not None and NO_REFERENCE.fullmatch(bare) is None


def _named(name: str) -> str:
    return f"(?P<{name}>{PLACES[name]})"


def _literal(piece: str) -> str:
    words = [r"[-–—]".join(map(re.escape, DASHES.split(word))) for word in piece.split()]
    inner = r"\s{1,9}".join(words)
    before = r"\s{0,9}" if piece[:1].isspace() else ""
    after = r"\s{0,9}" if piece[-1:].isspace() and words else ""
    return f"{before}{inner}{after}"
