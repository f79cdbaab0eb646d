"""The words of a Word paragraph as printed: changes accepted, struck words noted, text boxes set beside."""

import posixpath
import re
from dataclasses import dataclass, field

from reports.files.archive import Archive, Element
from reports.files.pictures import caption_of
from reports.files.word_looks import Lists, Looks, child, is_on, local, value

DELETED = frozenset({"del", "moveFrom"})
SILENT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt", "tcPr"})
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
UNTELLING = re.compile(r"(?:oleobject|microsoft_|package|object)[\w ]*\.\w{1,5}", re.IGNORECASE)
CHANGED = "Tracked changes were accepted as they stand."
HIDDEN = "Hidden text was left out."
NAMELESS = "An embedded object shows no name, and was left out."
PICTURES = "Pictures were left out: they hold no text."
COMMENTS = "Comments in the margin were left out."
FOREIGN = "A part inserted as another file could not be read."


@dataclass
class Words:
    """A paragraph in the making: its pieces, what is struck, and what stands beside it."""

    pieces: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes anchored here (elements)."""
    beneath: list[str] = field(default_factory=list)
    """Footnotes, captions of embedded documents."""
    striking: bool = False

    def lines(self) -> list[str]:
        """Give the paragraph's lines, without those that are empty."""
        return [line.strip() for line in "".join(self.pieces).split("\n") if line.strip()]


class Text:
    """Reads paragraphs of one Word file; what was changed or left out is in ``notes``."""

    def __init__(self, archive: Archive, main: str) -> None:
        """Take the parts that say how paragraphs look and what they refer to."""
        self._archive = archive
        self._related = archive.related(main)
        self.looks = Looks(self._part("styles"))
        self._lists = Lists(self._part("numbering"))
        parts = [part for name in ("footnotes", "endnotes") if (part := self._part(name)) is not None]
        self._footnotes = {value(one, "id"): one for part in parts for one in part}
        self.notes: dict[str, None] = {}
        comments = self._part("comments")
        if comments is not None and len(comments):
            self.note(COMMENTS)

    def paragraph(self, element: Element) -> Words:
        """Read one paragraph, with the number or bullet of its list in front."""
        words = Words()
        style = self.style(element)
        self._inside(element, words, style)
        if any(piece.strip() for piece in words.pieces):
            own = child(element, "pPr", "numPr")
            words.pieces.insert(0, self._lists.label(own if own is not None else self.looks.numbering(style)))
        return words

    def style(self, paragraph: Element) -> str:
        """Give the id of a paragraph's style."""
        return value(child(paragraph, "pPr", "pStyle"))

    def note(self, words: str) -> None:
        """Keep a note once."""
        self.notes[words] = None

    def _part(self, kind: str) -> Element:
        part = next((part for name, part in self._related.values() if name == kind), None)
        return self._archive.xml(part) if part and self._archive.holds(part) else None

    def _inside(self, element: Element, words: Words, style: str) -> None:
        """Walk what holds runs: links, insertions, content controls, results of fields."""
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one, words, style)
            elif name in DELETED:
                self.note(CHANGED)
            elif name not in SILENT:
                if name in ("ins", "moveTo"):
                    self.note(CHANGED)
                self._inside(one, words, style)

    def _run(self, run: Element, words: Words, style: str) -> None:
        properties = child(run, "rPr")
        if self._shows(properties, style, "vanish"):
            self.note(HIDDEN)
            return
        before = len(words.pieces)
        for one in run:
            self._piece(one, words)
        said = "".join(words.pieces[before:])
        if said and self._shows(properties, style, "caps"):
            said = said.upper()
            words.pieces[before:] = [said]
        struck = self._shows(properties, style, "strike") or self._shows(properties, style, "dstrike")
        if said.strip() and struck:
            words.struck = (
                [*words.struck[:-1], words.struck[-1] + said] if words.striking else [*words.struck, said]
            )
        words.striking = struck and bool(said)

    def _shows(self, properties: Element, style: str, name: str) -> bool:
        """Whether a run has a property, by itself, by its own style or by its paragraph's."""
        own = is_on(properties, name)
        if own is not None:
            return own
        return any(self.looks.is_on(one, name) for one in (value(child(properties, "rStyle")), style))

    def _piece(self, one: Element, words: Words) -> None:
        name = local(one)
        if name == "t":
            words.pieces.append((one.text or "").replace("\n", " "))
        elif name in SIGNS:
            words.pieces.append(SIGNS[name])
        elif name == "br":
            words.pieces.append("\n" if value(one, "type") in ("", "textWrapping") else " ")
        elif name == "sym":
            code = value(one, "char")
            words.pieces.append(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._footnote(value(one, "id"), words)
        elif name in ("object", "pict", "drawing"):
            self._drawing(one, name, words)
        elif name == "AlternateContent":
            for held in next(iter(one), ()):
                self._piece(held, words)
        elif name == "ruby":
            self._inside(one, words, "")

    def _footnote(self, number: str, words: Words) -> None:
        """Set a footnote's words behind the paragraph that refers to it."""
        note = self._footnotes.pop(number, None)
        for one in note if note is not None else ():
            said = Words()
            self._inside(one, said, "")
            words.beneath += said.lines()
            words.boxes += said.boxes

    def _drawing(self, element: Element, name: str, words: Words) -> None:
        """Keep a drawing's text boxes, and the name shown with an embedded document."""
        every = (one for one in element.iter() if local(one) == "txbxContent")
        boxes = [one for one in every if not _boxed(one, element)]
        words.boxes += boxes
        if name == "object":
            caption = self._caption(element)
            words.beneath += [caption] if caption else []
            if not caption:
                self.note(NAMELESS)
        elif not boxes:
            self.note(PICTURES)

    def _caption(self, element: Element) -> str:
        """Give what the icon of an embedded document says: drawn words, other text, or its file name."""
        for one in element.iter():
            if local(one) == "imagedata":
                drawn = self._drawn(value(one, "id")) or value(one, "title").strip()
                if drawn:
                    return drawn
        said = [value(one, "alt") or value(one, "descr") or value(one, "title") for one in element.iter()]
        files = [self._file(value(one, "id")) for one in element.iter() if local(one) == "OLEObject"]
        return " ".join(next(filter(None, [*said, *files]), "").split())

    def _drawn(self, reference: str) -> str:
        part = self._related.get(reference, ("", ""))[1]
        return (
            caption_of(self._archive.raw(part)) if part.endswith(".emf") and self._archive.holds(part) else ""
        )

    def _file(self, reference: str) -> str:
        name = posixpath.basename(self._related.get(reference, ("", ""))[1])
        return "" if UNTELLING.fullmatch(name) else name


def _boxed(box: Element, within: Element) -> bool:
    """Whether a text box stands in another one of the same drawing, or repeats one for older programs."""
    above = box.getparent()
    while above is not None and above is not within:
        if local(above) in ("txbxContent", "Fallback"):
            return True
        above = above.getparent()
    return False
