"""The printed paper's font: where it lies, and which characters it holds."""

import struct
from pathlib import Path

FAMILY = "Source Sans Pro"
CUTS = ("Regular", "Semibold", "Bold")
WINDOWS_UNICODE = (3, 1)


def folder() -> Path:
    """Give the folder of the font files, from the font-source-sans-pro package."""
    from font_source_sans_pro import font_directory

    return Path(font_directory)


def glyphs() -> frozenset[int]:
    """Give the code points that every cut we print with can draw."""
    held = [_characters((folder() / f"SourceSansPro-{cut}.ttf").read_bytes()) for cut in CUTS]
    return frozenset.intersection(*held)


def _characters(font: bytes) -> frozenset[int]:
    """Read the Unicode character map (``cmap`` table, format 4) of a TrueType font."""
    (tables,) = struct.unpack_from(">4xH", font)
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">2xH", font, start)
    entries = [struct.unpack_from(">HHI", font, start + 4 + 8 * n) for n in range(maps)]
    at = start + next(offset for *platform, offset in entries if tuple(platform) == WINDOWS_UNICODE)
    segments = struct.unpack_from(">6xH", font, at)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, at + 14)
    starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments * n) for n in (1, 2, 3)
    )
    found = set()
    for n in range(segments):
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if offsets[n]:
                place = at + 16 + 6 * segments + 2 * n + offsets[n] + 2 * (code - starts[n])
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[n]) & 0xFFFF:
                found.add(code)
    return frozenset(found)
