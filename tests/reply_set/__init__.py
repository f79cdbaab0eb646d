"""Replies to requests of ours as mail programs write them, each labelled with what its author typed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One reply: the bytes that arrive, and what a person sees in it."""

    name: str
    part: str
    """``tuning`` or ``blind``."""
    client: str
    style: str
    request: str
    """The name of the request mail that it answers."""
    raw: bytes
    answers: dict[str, tuple[str, ...]]
    """By item id the author's lines about it, as typed."""
    loose: tuple[str, ...] = field(default=())
    """The author's lines that belong to no item."""
    quoted: tuple[str, ...] = field(default=())
    """The lines that are ours or a mail program's."""
