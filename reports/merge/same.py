"""Words compared without what printing adds to them or takes away."""

from reports import marks

VERIFIED = "VERIFIED:"
"""Begins the line of what the inspectorate has checked itself (rule 3)."""
BULLETS = frozenset("-–•*o")
TELLING = 80
"""Characters from which a text is known by its words alone."""
MARKER = 4
"""Words of a line that says no more than a marker: PROPOSED FOR CLOSURE."""


def bare(text: str) -> tuple[str, ...]:
    """Give the words of a text without bullets, closing markers and what the inspectorate verified."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(VERIFIED)]
    while lines and marks.marker(lines[-1]) and len(lines[-1].split()) <= MARKER:
        lines.pop()
    return tuple(word for line in lines for word in line.split() if word not in BULLETS)
