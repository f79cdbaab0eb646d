"""Tables that a page, or a careful typist, cut into several: joined again into one."""

from collections.abc import Sequence

from reports.files.colours import is_heading
from reports.files.model import Block, Row, Table


def join_tables(blocks: Sequence[Block]) -> list[Block]:
    """Join tables that follow each other under the same heading row, which then stands once."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Table) and isinstance(before, Table) and _same_heading(before, block):
            before.rows += block.rows[1:]
        else:
            joined.append(block)
    return joined


def _same_heading(one: Table, other: Table) -> bool:
    if not (one.rows and other.rows and is_heading(one.rows[0])):
        return False
    return same(one.rows[0], other.rows[0])


def same(one: Row, other: Row) -> bool:
    """Whether two rows say the same, letter case and spaces aside."""
    return _said(one) == _said(other)


def _said(row: Row) -> list[str]:
    return [" ".join(cell.text.casefold().split()) for cell in row.cells]
