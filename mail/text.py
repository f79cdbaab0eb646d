"""From bytes of a text part to clean text: charset, format=flowed, control characters, NFC."""

import codecs
import re
import unicodedata

SLOW_CODECS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs that are no charset of a mail and take more than linear time, or always fail."""

_CONTROL = {
    code: None
    for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFEFF)
    if code not in (9, 10)
}
_BREAKS = {ord("\r"): "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
"""Any of those two."""
_BEYOND_ASCII = re.compile(r"[ -~]?[^\x00-\x7f]{1,200}")


def decode(content: bytes, charset: str | None) -> tuple[str, str | None]:
    """Decode as declared, else as UTF-8 or Windows-1252; give the text and what was wrong, if anything."""
    try:
        name = codecs.lookup(charset or "ascii").name
        if name in ("iso8859-1", "ascii"):
            name = "utf-8" if _holds(content, "utf-8") else "cp1252"  # what senders of these two mean
        if name not in SLOW_CODECS:
            return content.decode(name), None
    except (LookupError, ValueError):
        pass
    return _guess(content), f"the charset {(charset or '')[:40]!r} does not fit the text"


def clean(text: str) -> tuple[str, bool]:
    """Give NFC text with plain line ends, without control characters or lone surrogates; say if any went."""
    lines = text.replace("\r\n", "\n")
    if _ODD.search(lines) is None:  # far quicker than translating
        return (lines if lines.isascii() else _BEYOND_ASCII.sub(_nfc, lines)), False
    lines = lines.translate(_BREAKS)
    kept = lines.translate(_CONTROL)
    whole = kept if kept.isascii() else _BEYOND_ASCII.sub(_nfc, kept)
    return whole, len(kept) != len(lines)


def unflow(text: str, *, delete_space: bool) -> str:
    """Join the soft-broken lines of format=flowed (RFC 3676) at their quote depth; linear time."""
    lines: list[tuple[int, list[str]]] = []
    open_depth = -1
    for raw in text.split("\n"):
        body = raw.lstrip(">")
        depth = len(raw) - len(body)
        body = body.removeprefix(" ")  # space-stuffing
        soft = body.endswith(" ") and body != "-- "
        if depth == open_depth and body != "-- ":
            lines[-1][1].append(body[:-1] if soft and delete_space else body)
        else:
            lines.append((depth, [body[:-1] if soft and delete_space else body]))
        open_depth = depth if soft else -1
    return "\n".join((">" * depth + " " if depth else "") + "".join(pieces) for depth, pieces in lines)


def _holds(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _guess(content: bytes) -> str:
    """Take UTF-8 with a few broken bytes for UTF-8, anything worse for Windows-1252."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken == 0 or broken * 2 < sum(1 for letter in text if letter > "\x7f"):
        return text
    return content.decode("cp1252", "replace")


def _nfc(match: re.Match[str]) -> str:
    # Runs are bounded because sorting endless combining marks takes quadratic time.
    return unicodedata.normalize("NFC", match[0])
