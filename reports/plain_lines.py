"""Texts as lines of a terminal: indented blocks, beginnings, two columns."""

import textwrap
from collections.abc import Iterator


def block(text: str) -> Iterator[str]:
    """Give a text wrapped behind a bar."""
    for paragraph in text.splitlines():
        yield from textwrap.wrap(paragraph, 96, initial_indent="  | ", subsequent_indent="  | ") or ["  |"]


def first(text: str, width: int = 70) -> str:
    """Give the beginning of a text on one line."""
    return textwrap.shorten(text, width, placeholder=" …")


def beside(left_head: str, left: str, right_head: str, right: str, width: int = 58) -> Iterator[str]:
    """Set two texts in two columns."""
    columns = [
        [line for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, width) or [""]]
        for text in (left, right)
    ]
    yield f"{left_head:<{width}} | {right_head}"
    yield f"{'-' * width}-+-{'-' * width}"
    for row in range(max(map(len, columns))):
        cells = [column[row] if row < len(column) else "" for column in columns]
        yield f"{cells[0]:<{width}} | {cells[1]}"
