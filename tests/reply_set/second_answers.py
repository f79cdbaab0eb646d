"""What the owners of the second part have to say: answers for each item, read from the texts beside this."""

from functools import cache
from pathlib import Path

SHORT = (
    "Done.",
    "No change.",
    "Completed",
    "Ongoing",
    "Closed - thanks",
    "n/a this quarter",
    "As before.",
    "Yes, done",
)


@cache
def _all() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Per item its variants; a variant is a tuple of lines, "" for a blank one, "* " before a bullet."""
    found: dict[str, list[list[str]]] = {}
    texts = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("second_answers_*.txt"))]
    for line in "".join(texts).splitlines():
        if line.startswith("= "):
            variants = found.setdefault(line[2:], [[]])
        elif line == "~":
            variants.append([])
        else:
            variants[-1].append(line)
    return {item: tuple(tuple(lines) for lines in variants) for item, variants in found.items()}


def answer(item: str, number: int) -> tuple[str, ...]:
    """One of the item's answers: every seventh is one of the very short ones."""
    if number % 7 == 6:
        return (SHORT[(number // 7) % len(SHORT)],)
    variants = _all()[item]
    return variants[number % len(variants)]


def words(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The label of typed lines: without blank lines and bullets."""
    return tuple(line.removeprefix("* ").removeprefix("- ") for line in lines if line)
