"""Links to documents in a file store: noted by their address, never fetched; wrappers are taken off."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from followup.documents import Link

HOSTS = (
    "sharepoint.com", "sharepoint-mil.us", "1drv.ms", "onedrive.live.com", "onedrive.com",
    "teams.microsoft.com", "drive.google.com", "docs.google.com", "dropbox.com", "app.box.com",
    "sharefile.com", "egnyte.com", "wetransfer.com", "we.tl",
)  # fmt: skip
"""File stores; a name ending in one of these counts as well (fenshire.sharepoint.com)."""
WRAPPER = "safelinks.protection.outlook.com"
LONGEST = 2_000
MOST = 50
MOST_ANCHORS = 2_000
LEAST_LABEL = 4
LONGEST_NAME = 120

_ADDRESS = re.compile(r"https?://[^\s<>\"'|\\^`{}\[\]]{4,4000}+", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,200}?\bhref\s?=\s?[\"']?(?P<address>https?://[^\s<>\"']{4,4000}+)[\"']?[^<>]{0,500}+>"
    r"(?P<label>[^<]{0,300}+)(?:<(?!/a\b)[^<>]{0,300}+>(?P<inner>[^<]{0,300}+))?",
    re.IGNORECASE,
)
_AROUND = ".,;:!?)'”’"


def in_markup(markup: str) -> list[Link]:
    """Give the links to documents that HTML hides behind labels; bounded, linear in its length."""
    found: dict[str, Link] = {}
    for match in islice(_ANCHOR.finditer(markup), MOST_ANCHORS):
        label = " ".join(unescape(match["label"] + (match["inner"] or "")).split())
        if len(label) >= LEAST_LABEL:
            _note(found, unescape(match["address"]), label)
    return list(found.values())[:MOST]


def of_answer(text: str, labelled: Sequence[Link]) -> list[Link]:
    """Give the links to documents in what an author says about one item, by their address or their label."""
    found: dict[str, Link] = {}
    for match in islice(_ADDRESS.finditer(text), MOST_ANCHORS):
        _note(found, match[0], "")
    flat = " ".join(text.split()).lower()
    for link in labelled:
        if re.search(rf"(?<!\w){re.escape(link.name.lower())}(?!\w)", flat):
            found[link.address] = link
    return list(found.values())[:MOST]


def unwrapped(address: str) -> str:
    """Give the address that an Outlook safe link leads to; any other as it is."""
    for _ in range(3):  # a link that is forwarded is wrapped again
        parts = _split(address)
        if parts is None or not (parts[0] == WRAPPER or parts[0].endswith(f".{WRAPPER}")):
            break
        inner = parse_qs(parts[2], max_num_fields=20).get("url", [""])[0]
        if not inner.lower().startswith(("http://", "https://")):
            break
        address = inner
    return address


def _note(found: dict[str, Link], written: str, label: str) -> None:
    address = unwrapped(written.rstrip(_AROUND))[:LONGEST]
    parts = _split(address)
    if parts is None or not any(parts[0] == host or parts[0].endswith(f".{host}") for host in HOSTS):
        return
    if address not in found:
        found[address] = Link(name=_name(label, parts), address=address)


def _name(label: str, parts: tuple[str, str, str]) -> str:
    """Call a link by its label, the last word of its path that looks like a file, or its host."""
    host, path, _query = parts
    last = unquote(path).rstrip("/").rpartition("/")[2]
    name = label if label and not label.lower().startswith("http") else last if "." in last else host
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME]


def _split(address: str) -> tuple[str, str, str] | None:
    """Give host, path and query; None for what is no address."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower().rstrip("."), parts.path, parts.query
    except ValueError:
        return None
