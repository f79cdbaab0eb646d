"""The plain text of a reply: what the author typed among what was sent, in the dress of one program."""

import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from demo.client_text import Original
from mail.compose import LABEL
from mail.reply import Item
from tests.reply_set.typed import Typed, heading

WIDTH = 72


class Bit(NamedTuple):
    """One line of a body: whether its author typed it; a heading that the author typed is neither."""

    text: str
    own: bool | None = False
    label: str = ""
    """What stands of ours before the author's words on the same line."""


class Dress(NamedTuple):
    """How a program dresses the plain text of a reply; ``over`` gives the lines over the quotation."""

    over: Callable[[Original], list[str]]
    mark: str = "> "
    wrap: int = 0
    starred: bool = False
    """Whether bold text is written between stars, as programs do that make text from HTML."""
    soft: bool = False
    """format=flowed."""
    nests: bool = True
    """Whether an empty quoted line keeps its mark."""


class Written(NamedTuple):
    """One reply as it is to be dressed."""

    original: Original
    items: Sequence[Item]
    typed: Typed
    turn: int = 0
    top: Sequence[str] = ()
    """What a gateway puts above everything."""
    end: Sequence[str] = ()
    """What program and gateway put below everything."""
    device: Sequence[str] = ()
    """What the program puts below the words at the top."""


def blocks(written: Written) -> list[Bit]:
    """Everything that is typed at one place: each answer under its heading, unless there is one item only."""
    said, items = written.typed, written.items
    bits = [Bit(line, own=True) for line in said.intro] + [Bit("")] * bool(said.intro)
    for item in items:
        if item.id in said.answers:
            if len(items) > 1:
                bits.append(Bit(heading(item, items, written.turn), own=None))
            bits += [Bit(line, own=True) for line in said.answers[item.id]] + [Bit("")]
    return bits + [Bit(line, own=True) for line in said.close]


def original_lines(written: Written) -> list[tuple[str, str]]:
    """Our lines, and for each the item it stands under, or nothing."""
    found: list[tuple[str, str]] = []
    item = ""
    for line in written.original.text.rstrip().split("\n"):
        heads = next((one.id for one in written.items if line.startswith(f"[{one.id}]")), None)
        item = heads or ("" if line == "--" else item)
        found.append((line, item))
    return found


def _quoted(line: str, dress: Dress) -> str:
    if dress.starred and (line == LABEL or line.startswith("[")):
        line = f"*{line}*"
    pieces = textwrap.wrap(line, dress.wrap, break_on_hyphens=False) if dress.wrap else [line]
    marked = [f"{dress.mark}{piece}".rstrip() for piece in pieces or [""]]
    return "\n".join(marked if line or dress.nests else [""])


def _soft(line: str, dress: Dress) -> str:
    if not dress.soft:
        return line
    broken = textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""]
    stuffed = [f" {one}" if one.startswith((" ", ">", "From ")) else one for one in broken]
    return " \n".join(stuffed)


def _quotation(written: Written, dress: Dress) -> list[Bit]:
    return [Bit(_quoted(line, dress)) for line, _item in original_lines(written)]


def _over(written: Written, dress: Dress) -> list[Bit]:
    return [Bit(line) for line in dress.over(written.original)]


def _around(written: Written, dress: Dress, middle: list[Bit]) -> list[Bit]:
    top = [Bit(line) for line in written.top] + [Bit("")] * bool(written.top)
    end = [Bit("")] * bool(written.end) + [Bit(line) for line in written.end]
    return [
        bit._replace(text=_soft(bit.label + bit.text, dress)) if bit.own else bit
        for bit in [*top, *middle, *end]
    ]


def top(written: Written, dress: Dress) -> list[Bit]:
    """Write above everything that was sent."""
    device = [Bit("")] * bool(written.device) + [Bit(line) for line in written.device]
    middle = [*blocks(written), *device, Bit(""), *_over(written, dress), *_quotation(written, dress)]
    return _around(written, dress, middle)


def bottom(written: Written, dress: Dress) -> list[Bit]:
    """Write below everything that was sent."""
    middle = [*_over(written, dress), *_quotation(written, dress), Bit(""), *blocks(written)]
    return _around(written, dress, middle)


def inline(written: Written, dress: Dress) -> list[Bit]:
    """Write under the label of each item; every third time under its heading or its text instead."""
    said = written.typed
    bits = [Bit(line, own=True) for line in said.intro] + [Bit("")] + _over(written, dress)
    left = dict(said.answers)
    for line, item in original_lines(written):
        bits.append(Bit(_quoted(line, dress)))
        here = ("[", "Recommendation", LABEL)[-1 if written.turn % 3 else written.turn // 3 % 3]
        if item in left and (line.startswith((here, LABEL)) or line == LABEL):
            bits += [Bit(""), *(Bit(one, own=True) for one in left.pop(item)), Bit("")]
    return _around(written, dress, bits + [Bit("")] + [Bit(line, own=True) for line in said.close])


def form(written: Written, dress: Dress) -> list[Bit]:
    """Write behind each label, on its line and on those that follow."""
    bits = [Bit(line, own=True) for line in written.typed.intro] + _over(written, dress)
    for line, item in original_lines(written):
        answer = written.typed.answers.get(item)
        if line == LABEL and answer:
            bits.append(Bit(answer[0], own=True, label=f"{_quoted(line, dress)} "))
            bits += [Bit(one, own=True) for one in answer[1:]]
        else:
            bits.append(Bit(_quoted(line, dress)))
    return _around(written, dress, bits)


def trimmed(written: Written, dress: Dress) -> list[Bit]:
    """Keep only the heading of each item that is answered, and now and then the label."""
    bits = _over(written, dress)
    for line, item in original_lines(written):
        if item not in written.typed.answers:
            continue
        if line.startswith("["):
            bits += [Bit(f"{dress.mark}[...]")] * (written.turn % 2) + [Bit(_quoted(line, dress))]
        elif line == LABEL:
            bits += [Bit(_quoted(line, dress))] * (written.turn % 3 > 0)
            bits += [Bit(one, own=True) for one in written.typed.answers[item]] + [Bit("")]
    return _around(written, dress, bits + [Bit(line, own=True) for line in written.typed.close])


STYLES = {"top": top, "bottom": bottom, "inline": inline, "form": form, "trimmed": trimmed}
