"""Office files are zip archives of XML: opened within limits, and no XML with rules of its own is read."""

import io
import posixpath
import re
import zipfile
from typing import Any, TypeAlias
from zlib import error as DamagedData  # noqa: N812 - an exception, named like one

from lxml import etree

from followup import Refused

Element: TypeAlias = Any
"""An lxml element: lxml tells no types."""

MOST_ENTRIES = 10_000
MOST_UNPACKED = 400_000_000
"""Bytes of all entries together."""
MOST_RATIO = 300
RATIO_FROM = 20_000_000
"""Below this many unpacked bytes a high ratio harms nobody: empty cells pack very small."""
LONGEST_PART = 120_000_000
CHUNK = 1 << 20
XML_ENDS = (".xml", ".rels", ".vml")
RULES = re.compile(
    b"|".join(re.escape("<!DOCTYPE".encode(code)) for code in ("ascii", "utf-16-le", "utf-16-be")),
    re.IGNORECASE,
)
OFFICE_DOCUMENT = "/officeDocument"


class Archive:
    """An Office file, unpacked part by part; every XML part has been looked through for entity rules."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open the archive; Refused where it is damaged, a bomb, or holds XML that defines entities."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
            raise Refused(
                f"{name} is damaged or cut off: copy it again from where it came from."
            ) from problem
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
            raise Refused(
                f"{name} unpacks to more than any panel paper holds: it is damaged, or made to harm."
            )
        if unpacked > RATIO_FROM and unpacked > MOST_RATIO * len(content):
            raise Refused(f"{name} unpacks to {unpacked // len(content)} times its size: it is made to harm.")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(f"{name} is encrypted: take its password off and save it again.")
        self._entries = {entry.filename.lower(): entry for entry in entries}
        for entry in entries:
            if entry.filename.lower().endswith(XML_ENDS):
                self._look_through(entry)

    def holds(self, part: str) -> bool:
        """Whether there is such a part; letter case does not matter."""
        return part.lower() in self._entries

    def parts(self) -> list[str]:
        """Give the names of all parts, in small letters."""
        return list(self._entries)

    def raw(self, part: str) -> bytes:
        """Unpack one part; Refused where it is missing, damaged or too long."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise Refused(f"{self.name} is damaged: a part of it is missing ({part}).")
        if entry.file_size > LONGEST_PART:
            raise Refused(
                f"{self.name} has a part larger than any panel paper: it is damaged, or made to harm."
            )
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, DamagedData, EOFError, NotImplementedError) as problem:
            raise Refused(f"{self.name} is damaged: {part} cannot be unpacked.") from problem

    def xml(self, part: str) -> Element:
        """Parse one part; nothing outside it is fetched and no entity is expanded."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self.raw(part), parser)
        except etree.XMLSyntaxError as problem:
            if problem.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from problem
            deep = "depth" in str(problem)
            why = "is nested deeper than any panel paper" if deep else f"is damaged: {part} is no sound XML"
            raise Refused(f"{self.name} {why}.") from problem

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part refers to inside the archive: id -> (last word of the kind, part)."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.holds(rels):
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self.xml(rels)
            if one.get("TargetMode") != "External"
        }

    def main(self, usual: str) -> str:
        """Give the part that holds the document itself."""
        kinds = self.related("").values()
        return next((part for kind, part in kinds if f"/{kind}" == OFFICE_DOCUMENT), usual)

    def _look_through(self, entry: zipfile.ZipInfo) -> None:
        """Refuse XML that brings rules of its own, by which a few bytes can become gigabytes."""
        before = b""
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(CHUNK):
                    if RULES.search(before + chunk):
                        raise Refused(
                            f"{self.name} holds XML that defines entities, as no Office program writes."
                        )
                    before = chunk[-32:]
        except (zipfile.BadZipFile, DamagedData, EOFError, NotImplementedError) as problem:
            raise Refused(f"{self.name} is damaged: {entry.filename} cannot be unpacked.") from problem
