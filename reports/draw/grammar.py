"""Small words of a printed paper: dates for people, numbers, lists, one and many."""

import datetime as dt
from collections.abc import Sequence

from followup.days import MONTHS

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TIMES = ("", "once", "twice")
LONGEST_LINE = 250
"""Also what the properties of a Word file hold."""


def long_date(day: dt.date) -> str:
    """Give ``31 March 2022``."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def month_name(month: str | None) -> str:
    """Give ``March 2018`` for ``2018-03``, and nothing where the month is not known."""
    if not month:
        return ""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1].title()} {year}"


def number(value: int) -> str:
    """Give a count as running text prints it: words up to ten, then figures."""
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """Give ``one recommendation`` or ``12 recommendations``; ``many`` where an s is not enough."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def times(value: int) -> str:
    """Give ``once``, ``twice``, ``three times``."""
    return TIMES[value] if 0 < value < len(TIMES) else f"{number(value)} times"


def listing(words: Sequence[str], last: str = "and") -> str:
    """Give ``a, b and c``."""
    if len(words) < 2:  # noqa: PLR2004 - one thing is no list
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(words: str) -> str:
    """Give the words with a capital at the start; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def the(name: str) -> str:
    """Give ``the Strategic Risk Board``; an abbreviation and a name with its article stay as they are."""
    return name if name.isupper() or name.lower().startswith("the ") else f"the {name}"


def be(value: int) -> str:
    """Give ``is`` or ``are``."""
    return "is" if value == 1 else "are"


def one_line(words: str) -> str:
    """Give the words as one line for a heading; what no heading can hold is cut, and seen to be cut."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"
