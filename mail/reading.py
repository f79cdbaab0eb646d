"""One body of a reply, line by line: what is ours, what mail programs added, where the items begin."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mail import earlier, furniture, gateways, html, lines, subtract
from mail.anchors import Anchor, Finder
from mail.lines import BLANK, OURS, OWN, Line
from mail.mime import Incoming

LONGEST_BODY = 250_000
MOST_COPIED = 12
"""So many lines of ours above a quotation are headings and words that the author copied."""
FEW_WORDS = 2
"""So many words may differ between the plain text and the HTML of a message."""


class Reading(NamedTuple):
    """One body, line by line, with the anchors found in it."""

    lines: list[Line]
    anchors: dict[int, Anchor]

    @property
    def body(self) -> str:
        """The text that all offsets count in."""
        return "\n".join(line.text for line in self.lines)

    @property
    def own_words(self) -> Counter[str]:
        """The author's words, for comparing the parts of a message."""
        return Counter(word for line in self.lines if line.kind == OWN for word in line.words)


def bodies(incoming: Incoming, doubts: list[str]) -> Iterator[list[Line]]:
    """Give the alternatives worth reading, each drawn when it is asked for; a doubt when one is too long."""
    too_long = len(incoming.text) > LONGEST_BODY or incoming.html.count("<") > LONGEST_BODY
    if incoming.text.strip() and len(incoming.text) <= LONGEST_BODY:
        yield lines.of_text(incoming.text)
    if incoming.html.strip() and incoming.html.count("<") <= LONGEST_BODY:
        page = lines.of_html(incoming.html)
        if page and page[-1].end <= LONGEST_BODY:
            yield page
        too_long = too_long or bool(page and page[-1].end > LONGEST_BODY)
    if too_long:
        doubts.append("A text of the message is too long to be read by machine; see the message itself.")


def suffices(text: Reading, said: Sequence[str], markup: str) -> bool:
    """Whether a plain text shows our items and has, in ``said``, the words of the HTML in the same order."""
    if not (text.anchors and markup) or len(markup) > LONGEST_BODY:
        return False
    return said == lines.words(html.bare(markup))


def analyse(
    body: list[Line],
    sources: Sequence[subtract.Source],
    finder: Finder,
    names: Sequence[str],
    subjects: Sequence[str] = (),
    addresses: Sequence[str] = (),
) -> Reading:
    """Mark every line of a body; ``names`` are our own names and addresses, ``subjects`` what we headed.

    ``addresses`` are those the mail came from.
    """
    subtract.mark(body, sources)
    furniture.mark(body, names, subjects)
    notes = earlier.mark(body, addresses, earlier.greeted(sources), names)
    start = _protect(body, finder)
    anchors = finder.find(body)
    for index in notes:
        anchors.setdefault(index, Anchor((), doubt=earlier.NOTE))
    ends = [index for index, found in anchors.items() if not found.items and body[index].kind == OURS]
    end = ends[-1] if ends else len(body)
    for index, anchor in anchors.items():
        line = body[index]
        typed = index < start or (index > end and not line.quoted) or finder.typed_heading(line)
        if line.kind == OURS and typed and anchor.items:
            line.kind = "anchor"
        if line.kind == OWN and anchor.length:
            line.own_from, line.why = anchor.length, "anchor"
            line.words = lines.words(line.own)
            line.kind = OWN if line.own.strip() else "anchor"
    furniture.mark_signatures(body, frozenset(anchors))
    gateways.mark(body)
    return Reading(body, anchors)


def _protect(body: list[Line], finder: Finder) -> int:
    """Give back to the author what stands above the quotation, even where it is word for word ours.

    Gives the line where the quotation begins.
    """
    start = _quotation_starts(body, finder)
    if body and body[start].kind == OURS and not body[start].quoted:
        while start and body[start - 1].kind in (OURS, BLANK):
            start -= 1
    for line in body[:start]:
        if line.kind == OURS and not line.why and finder.heading(line) is None:
            line.kind = OWN
    return start


def _quotation_starts(body: list[Line], finder: Finder) -> int:
    """Give the line where the quotation begins: where a mail program says so, else our first heading.

    Headings of ours that stand above a program's line were typed or copied, when little else of ours does.
    """
    said = next((index for index, line in enumerate(body) if _says_so(line)), len(body))
    above = [line.text.lower() for line in body[:said] if line.kind == OURS]
    if said < len(body) and len(above) <= MOST_COPIED and not any(subtract.FILL_IN in text for text in above):
        return said
    begins = (index for index, line in enumerate(body) if _says_so(line) or _may_begin(line, finder))
    return next(begins, 0)


def _may_begin(line: Line, finder: Finder) -> bool:
    heads = line.kind == OURS and finder.heading(line) is not None
    return heads or line.kind == furniture.SEPARATOR


def _says_so(line: Line) -> bool:
    return line.kind in (furniture.ATTRIBUTION, furniture.HEADERS) or (line.kind == OURS and line.quoted)


def choose(readings: list[Reading], doubts: list[str]) -> Reading:
    """Take the plain text where it shows our items, unless the other part says more."""
    if len(readings) == 1:
        return readings[0]
    text, html = readings
    preferred = text if text.anchors or not html.anchors else html
    more, less = text.own_words - html.own_words, html.own_words - text.own_words
    if more.total() + less.total() <= FEW_WORDS:
        return preferred
    doubts.append("The plain text and the HTML of this message do not say the same; the longer one was read.")
    if more.total() == less.total():
        return preferred
    return text if more.total() > less.total() else html
