"""What to be careful about in a document: programs, macros, passwords, bombs. Nothing is opened."""

import re
import struct
from collections.abc import Collection
from typing import NamedTuple

from followup import sniff
from followup.packed import ENCRYPTED, Directory, beginning, directory

WORDS = {
    "program": "a program, or a file that can start one: do not open it",
    "carries": "holds a program: do not unpack it",
    "script": "holds a script, which runs when it is opened",
    "macros": "holds macros: open it with macros switched off",
    "encrypted": "is protected by a password or encrypted",
    "swells": "unpacks to many times its size: do not unpack it",
    "unseen": "is packed in a way that is not looked into",
    "damaged": "is damaged or cut off",
    "disguised": "is something else than its name says",
}
"""By flag, for a reviewer: the sentence begins with the name of the document."""
UNSAFE = frozenset({"program", "carries", "script", "macros", "swells", "disguised"})
"""Flags of what is never shown inside a page or a mail."""

_PROGRAM_ENDS = (
    "ade adp app appcontent-ms application appref-ms appx apk asp aspx bas bat bin chm cmd com cpl crt"
    " desktop diagcab dll dmg exe gadget hlp hta img inf ins iqy iso isp jar job jnlp js jse library-ms"
    " lnk mde msc msi msix msp mst ocx pif pkg pl ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw pyz rb rdp"
    " reg rgs run scf scr sct search-ms settingcontent-ms sh shb shs sys theme url vb vbe vbs vhd vhdx"
    " vxd website ws wsc wsf wsh xbap xll xnk"
)
PROGRAM_ENDS = frozenset(_PROGRAM_ENDS.split())
MACRO_ENDS = frozenset(
    ["docm", "dotm", "pptm", "potm", "ppam", "ppsm", "sldm", "xlam", "xlsb", "xlsm", "xltm"]
)
SEALED_ENDS = frozenset(["asc", "gpg", "p7m", "pfx", "pgp"])
PACKED = frozenset(
    {"application/gzip", "application/x-bzip2", "application/x-xz", "application/x-7z-compressed",
     "application/vnd.rar", "application/vnd.ms-cab-compressed"}
)  # fmt: skip
STARTS = frozenset(
    {sniff.PROGRAM, "application/x-ms-shortcut", "application/vnd.ms-htmlhelp", "text/x-script",
     "application/java-archive", sniff.DISC}
)  # fmt: skip
EXPECTED = {
    "pdf": (sniff.PDF,), "png": ("image/png",), "jpg": ("image/jpeg",), "jpeg": ("image/jpeg",),
    "gif": ("image/gif",), "tif": ("image/tiff",), "tiff": ("image/tiff",),
    "txt": (sniff.TEXT, "message/rfc822", "text/xml"), "csv": (sniff.TEXT, "message/rfc822"),
    "docx": (sniff.OFFICE, "application/msword"), "xlsx": (sniff.OFFICE, "application/vnd.ms-excel"),
    "pptx": (sniff.OFFICE, "application/vnd.ms-powerpoint"), "doc": (), "xls": (), "ppt": (),
}  # fmt: skip
"""What a name promises: the bytes begin with one of these types, or at least are nothing that runs."""

_SCRIPT = re.compile(
    rb"<(?:script|iframe|object|embed|foreignobject)\b|javascript:|<meta[^>]{0,99}http-equiv|\son\w{3,20}\s*=",
    re.IGNORECASE,
)
_PDF_LOCKED = re.compile(rb"/Encrypt\s*(?:\d{1,9}\s+\d{1,5}\s+R|<<)")
_PDF_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)\b")
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_SECTOR = 512
_FIB, _FIB_LOCKED = b"\xec\xa5", 0x0100
_BOF, _FILE_PASS = 0x0809, 0x002F


class Look(NamedTuple):
    """What bytes are, and what to be careful about."""

    media_type: str
    flags: frozenset[str]


def look(content: bytes) -> Look:
    """Look at a document's bytes; never raises, unpacks next to nothing, takes time linear in them."""
    packed = directory(content) if content.startswith(b"PK") else None
    kind = sniff.media_type(content, packed)
    found: set[str] = set()
    if kind in STARTS:
        found.add("program")
    if kind in PACKED:
        found.add("unseen")
    if packed is not None:
        found |= _in_zip(content, packed)
    elif kind in (sniff.HTML, sniff.SVG, "text/xml") and _SCRIPT.search(content):
        found.add("script")
    elif kind == sniff.PDF:
        found |= {"encrypted"} if _PDF_LOCKED.search(content) else set()
        found |= {"script"} if _PDF_ACTS.search(content) else set()
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        found |= _in_ole(content, kind)
    return Look(kind, frozenset(found))


def by_name(name: str, media_type: str) -> frozenset[str]:
    """Tell what a document's name warns of, beside its bytes' type."""
    plain = "".join(filter(str.isprintable, name)).rstrip(" .")  # as a file system would write it
    end = plain.rpartition(".")[2].strip().lower() if "." in plain else ""
    found = {
        flag
        for flag, ends in (("program", PROGRAM_ENDS), ("macros", MACRO_ENDS), ("encrypted", SEALED_ENDS))
        if end in ends
    }
    promised = EXPECTED.get(end)
    runs = media_type in STARTS or media_type in (sniff.HTML, sniff.SVG)
    strange = promised and not media_type.startswith((*promised, sniff.UNKNOWN))
    if promised is not None and (runs or strange):
        found.add("disguised")
    return frozenset(found)


def words(flags: Collection[str]) -> list[str]:
    """Say what to be careful about, a reason each, in the order of their weight."""
    return [sentence for flag, sentence in WORDS.items() if flag in flags]


def note(name: str, flags: Collection[str]) -> str:
    """Say politely to its sender what could be better about a document; empty where nothing could."""
    if "encrypted" in flags:
        return f"{name} is kept, but it is protected by a password or encrypted: please send it without."
    if "macros" in flags:
        return f"{name} is kept, but its macros will not be run: please send it without them, or as PDF."
    if UNSAFE.intersection(flags):
        return (
            f"{name} is kept, but it is of a kind that is not opened here: please send what it shows as PDF."
        )
    return f"{name} is kept, but it seems to be damaged: please send it again." if "damaged" in flags else ""


def _in_zip(content: bytes, packed: Directory) -> set[str]:
    names = packed.lower
    ends = {name.rpartition(".")[2] for name in names}
    stated = b"".join(
        beginning(content, entry).lower()
        for entry in packed.entries
        if entry.name.lower() in ("[content_types].xml", "meta-inf/manifest.xml")
    )
    macros = (
        any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names)
        or b"macroenabled" in stated
        or b"vbaproject" in stated
        or any(name.startswith("basic/") for name in names)
    )
    locked = any(entry.flags & ENCRYPTED for entry in packed.entries) or b"encryption-data" in stated
    return {
        flag
        for flag, is_so in (
            ("macros", macros),
            ("encrypted", locked),
            ("swells", packed.swells(len(content))),
            ("carries", bool((ends & PROGRAM_ENDS) - {"bin"})),
            ("damaged", not packed.whole),
        )
        if is_so
    }


def _in_ole(content: bytes, kind: str) -> set[str]:
    found = {"macros"} if _OLE_MACROS in content else set()
    if kind.endswith(".encrypted") or any(
        _locked(content, at) for at in range(_SECTOR, len(content), _SECTOR)
    ):
        found.add("encrypted")
    return found


def _locked(content: bytes, at: int) -> bool:
    """Whether a stream that begins here is that of an encrypted Word or Excel file of before 2007."""
    mark = content[at : at + 2]
    if mark == _FIB and at + 12 <= len(content):
        return bool(struct.unpack_from("<H", content, at + 10)[0] & _FIB_LOCKED)
    if mark != struct.pack("<H", _BOF):
        return False
    place = at
    for _ in range(8):  # the record that says so is among the first
        if place + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, place)
        if record == _FILE_PASS:
            return True
        place += 4 + length
    return False
