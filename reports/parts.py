"""Words cut at their part marks: "(1) May 2020 (2) Ongoing", "For the Force – …"."""

import re

MARK = re.compile(r"\((\d{1,2}|[a-z]|[ivx]{1,4})\)\s*", re.IGNORECASE)


def parts_of(words: str, mark: re.Pattern[str] = MARK) -> list[tuple[str | None, str]]:
    """Give (part, words) in printed order; what stands before the first mark belongs to no part."""
    marks = list(mark.finditer(words))
    ends = [one.start() for one in marks[1:]] + [len(words)]
    before = words[: marks[0].start()] if marks else words
    parts: list[tuple[str | None, str]] = [(None, before)] if before.strip(" -–:") or not marks else []
    return parts + [(one[1], words[one.end() : end]) for one, end in zip(marks, ends, strict=False)]
