"""The name under which a relay sends a message on, where its answer to DATA gives one other than ours."""

import re
from collections.abc import Iterable

_IN_BRACKETS = re.compile(r"<([^<>\s@]{1,200}@[^<>\s@]{1,200})>")
_SES = re.compile(
    r"(?<![\w-])([0-9a-f]{16}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-[0-9]{6})\b"
)
"""Amazon SES: ``250 Ok 0100…-000000``, and the message goes on as ``<0100…-000000@…amazonses.com>``."""


def name(answer: str, message_id: str, *addresses: str) -> str | None:
    """Give the new name, without brackets; None where the message keeps its own.

    An answer may also repeat one of the ``addresses`` of the envelope, which everybody knows.

    Only names that nobody can guess: a queue id such as ``4F1x2`` would bind a stranger's mail.
    """
    found = _SES.search(answer) or _IN_BRACKETS.search(answer)
    known = {message_id.strip("<>").lower(), *(one.lower() for one in addresses)}
    return found[1] if found and found[1].lower() not in known else None


def names(ids: Iterable[str]) -> list[str]:
    """List what these Message-IDs may be called in ``sent.relayed_as``: whole, and without their host."""
    bare = [one.strip("<>") for one in ids]
    return list(dict.fromkeys([*bare, *(one.partition("@")[0] for one in bare)]))
