r"""Lists inside one cell, both ways: a line an entry, exact, and readable without knowing the rules.

``Part 2: Pat Marsh – Head of Fleet`` is an owner, ``end of March 2022 = 31 March 2022`` a target date,
``[Update July 2019]`` heads the text of an update. Where words hold a joint themselves (`` – ``, `` = ``,
a colon at the end of a word) it stands after a backslash; a line end inside an entry is ``\n``.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from followup.dates import spoken
from followup.days import MONTHS
from reports.paper import Link, Owner, TargetDate, Update
from reports.workbook.cells import month_of
from reports.workbook.form import LINK_WORDS

JOINT = re.compile(r"\\|\n|(?<!\S)[–=](?!\S)|:(?!\S)")
TOKEN = re.compile(r"\\.|(?<!\S)[–=](?!\S)|:(?!\S)|\|")
ESCAPED = re.compile(r"\\(.)")
SPOKEN = re.compile(rf"([0-3]?[0-9]) ({'|'.join(MONTHS)}) ([0-9]{{4}})", re.IGNORECASE)
NAMED = re.compile(rf"\b({'|'.join(MONTHS)}) ([0-9]{{4}})\b", re.IGNORECASE)
NO_DATE, NO_MONTH, NO_ANSWER, VERIFIED = "no date", "no month", "no answer", "verified: "
PART = "Part "


def escaped(words: str) -> str:
    """Write words so that nothing in them is taken for a joint."""
    return JOINT.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", words)


def unescaped(words: str) -> str:
    """Give the words that were written."""
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], words).strip()


def split(line: str, joint: str) -> tuple[str, str] | None:
    """Cut a line at the first bare joint; None where it has none."""
    for token in TOKEN.finditer(line):
        if token[0] == joint:
            return line[: token.start()].rstrip(), line[token.end() :].lstrip()
    return None


def entries(cell: str) -> list[str]:
    """Give the lines of a list."""
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _with_part(part: str | None, words: str) -> str:
    return f"{PART}{escaped(part)}: {words}" if part else words


def _part_of(line: str) -> tuple[str | None, str]:
    found = split(line, ":")
    if found is None:
        return None, line
    return unescaped(found[0].removeprefix(PART)) or None, found[1]


def owner_line(owner: Owner) -> str:
    """Write ``Part 1: Name – Role``."""
    role = f" – {escaped(owner.role)}" if owner.role else ""
    return _with_part(owner.part, escaped(owner.name) + role)


def owner_of(line: str) -> Owner:
    """Read an owner's line."""
    part, rest = _part_of(line)
    name, role = split(rest, "–") or (rest, "")
    return Owner(name=unescaped(name), role=unescaped(role) or None, part=part)


def plain_day(words: str) -> dt.date | None:
    """Give the day that words name in full (31 March 2022), as our own papers print it."""
    match = SPOKEN.fullmatch(words)
    try:
        return dt.date(int(match[3]), MONTHS.index(match[2].lower()) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def date_line(promised: TargetDate) -> str:
    """Write ``Part 2: end of March 2022 = 31 March 2022``; the day only where the words do not name it."""
    line = escaped(promised.words)
    if promised.date != plain_day(promised.words):
        line = f"{line} = {spoken(promised.date) if promised.date else NO_DATE}".strip()
    return _with_part(promised.part, line)


def date_of(line: str) -> TargetDate:
    """Read a target date's line; what stands after ``=`` and is no day gives none."""
    part, rest = _part_of(line)
    words, day = split(rest, "=") or (rest, None)
    words = unescaped(words)
    return TargetDate(words=words, date=plain_day(words if day is None else day), part=part)


def link_line(link: Link) -> str:
    """Write ``depends on 4.2``."""
    return f"{LINK_WORDS[link.kind]} {escaped(link.to)}"


def link_of(line: str) -> Link | None:
    """Read a link's line; None where it begins with none of the words for links."""
    for kind, words in LINK_WORDS.items():
        if line.lower().startswith(f"{words} "):
            return Link.model_validate({"kind": kind, "to": unescaped(line[len(words) :])})
    return None


def count_lines(counts: Iterable[tuple[str, object]]) -> str:
    """Write ``Fundamental: 1``, a line each."""
    return "\n".join(f"{escaped(name)}: {value}" for name, value in counts)


def counts_of(cell: str) -> Iterator[tuple[str, str]]:
    """Read lines such as ``Fundamental: 1``; of one without a colon the second word is empty."""
    for line in entries(cell):
        name, value = split(line, ":") or (line, "")
        yield unescaped(name), value


def history(updates: Iterable[Update]) -> str:
    """Write the updates, each with its heading in brackets and its text beneath it."""
    return "\n\n".join(f"{_heading(update)}\n{_body(update.text)}".rstrip() for update in updates)


def _heading(update: Update) -> str:
    words = [update.label]
    if update.month != _month_in(update.label):
        words.append(_month_words(update.month) if update.month else NO_MONTH)
    if update.verified:
        words.append(f"{VERIFIED}{update.verified}")
    if update.silent:
        words.append(NO_ANSWER)
    return f"[{' | '.join(_barred(word) for word in words)}]"


def _barred(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def _month_in(label: str) -> str | None:
    """Give the month that a label names in full (Update July 2019)."""
    match = NAMED.search(label)
    return f"{match[2]}-{MONTHS.index(match[1].lower()) + 1:02}" if match else None


def _month_words(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1].title()} {month[:4]}"


def _body(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"\\{line}" if line.startswith("\\") or _heads(line) else line for line in lines)


def _heads(line: str) -> bool:
    return line.startswith("[") and line.rstrip().endswith("]")


def history_of(cell: str) -> list[Update]:
    """Read the updates of a cell; words before the first heading become one without a label."""
    found: list[Update] = []
    texts: list[list[str]] = []
    for line in cell.split("\n"):
        if _heads(line):
            found.append(_headed(line.rstrip()[1:-1]))
            texts.append([])
        elif found:
            texts[-1].append(line.removeprefix("\\") if line.startswith("\\") else line)
        elif line.strip():
            found.append(Update(label=""))
            texts.append([line])
    for update, lines in zip(found, texts, strict=True):
        update.text = "\n".join(lines).strip()
    return found


def _headed(heading: str) -> Update:
    label, *details = _fields(heading)
    update = Update(label=label, month=_month_in(label))
    for detail in details:
        if detail.startswith(VERIFIED):
            update.verified = detail.removeprefix(VERIFIED)
        elif detail == NO_ANSWER:
            update.silent = True
        else:
            update.month = _month_in(detail) or month_of(detail)
    return update


def _fields(heading: str) -> list[str]:
    found: list[str] = []
    rest: str | None = heading
    while rest is not None:
        word, rest = split(rest, "|") or (rest, None)
        found.append(unescaped(word))
    return found
