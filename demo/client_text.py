"""The plain-text bodies that mail programs write when somebody answers a request."""

import datetime as dt
import textwrap
from collections.abc import Callable, Mapping
from typing import NamedTuple

LABEL = "Your update"
WIDTH = 72


class Original(NamedTuple):
    """The request being answered, as its reader sees it."""

    text: str
    html: str
    sender: str
    address: str
    to: str
    subject: str
    date: dt.datetime
    language: str

    def attribution(self) -> str:
        """The line over the quotation, as programs write it in each language."""
        who, day = f"{self.sender} <{self.address}>", f"{self.date:%d/%m/%Y}"
        return {
            "fr": f"Le {day} à {self.date:%H:%M}, {who} a écrit :",
            "de": f"Am {day} um {self.date:%H:%M} schrieb {who}:",
            "cy": f"Ar {day} {self.date:%H:%M}, ysgrifennodd {who}:",
        }.get(self.language, f"On {self.date:%a, %d %b %Y at %H:%M}, {who} wrote:")

    def header_block(self) -> list[tuple[str, str]]:
        """The headers that Outlook puts over the quotation."""
        names = {"de": ("Von", "Gesendet", "An", "Betreff")}
        names = {**names, "fr": ("De", "Envoyé", "À", "Objet"), "cy": ("Oddi wrth", "Anfonwyd", "At", "Pwnc")}
        values = (f"{self.sender} <{self.address}>", f"{self.date:%d %B %Y %H:%M}", self.to, self.subject)
        return list(zip(names.get(self.language, ("From", "Sent", "To", "Subject")), values, strict=True))


Answers = Mapping[str, str]


def heading_of(line: str, answers: Answers) -> str | None:
    """Give the item whose block begins at this line: its id, or "" for one that is not answered."""
    if not line.startswith("["):
        return None
    item = line[1:].partition("]")[0]
    return item if item in answers else ""


def top(answers: Answers) -> str:
    """Write above everything: one answer bare, several each under its id."""
    if len(answers) == 1:
        return next(iter(answers.values()))
    return "\n\n".join(f"{item}:\n{text}" for item, text in answers.items())


def _inline(
    original: Original, answers: Answers, quote: Callable[[str], str], typed: Callable[[str], str] = str
) -> str:
    """Put each answer under the label of its item, our own lines passed through ``quote``."""
    lines: list[str] = []
    item = ""
    for line in original.text.rstrip().split("\n"):
        found = heading_of(line, answers)
        item = item if found is None else found
        lines.append(quote(line))
        if item and line.startswith(LABEL):
            lines += ["", typed(answers[item]), ""]
            item = ""
    return "\n".join(lines)


def _mark(line: str) -> str:
    """Quote one line as it is, at its full length."""
    return f"> {line}".rstrip()


def _wrap(line: str) -> str:
    """Quote one line, broken at 72 characters, every piece marked."""
    return "\n".join(
        f"> {piece}".rstrip() for piece in textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""]
    )


def top_attributed(original: Original, answers: Answers) -> str:
    """Gmail: the answer on top, an attribution that may break, everything quoted."""
    attribution = "\n".join(textwrap.wrap(original.attribution(), WIDTH, break_on_hyphens=False))
    quotation = "\n".join(_wrap(line) for line in original.text.rstrip().split("\n"))
    return f"{top(answers)}\n\n{attribution}\n\n{quotation}\n"


def top_headers(original: Original, answers: Answers) -> str:
    """Outlook: the answer on top, a signature, a header block, our text without any mark."""
    headers = "\n".join(f"{name}: {value}" for name, value in original.header_block())
    return f"{top(answers)}\n\n________________________________\n{headers}\n\n{original.text}"


def inline_quoted(original: Original, answers: Answers) -> str:
    """Thunderbird and others: answers between quoted lines."""
    return f"{original.attribution()}\n{_inline(original, answers, _wrap)}\n"


def inline_flowed(original: Original, answers: Answers) -> str:
    """Thunderbird with format=flowed: long lines of both broken softly."""

    def soft(text: str) -> str:
        broken = (" \n".join(textwrap.wrap(line, WIDTH)) for line in text.split("\n"))
        return "\n".join(
            f" {line}" if line.startswith((" ", ">", "From ")) else line
            for line in "\n".join(broken).split("\n")
        )

    return f"{original.attribution()}\n{_inline(original, answers, _wrap, soft)}\n"


def inline_apple(original: Original, answers: Answers) -> str:
    """Apple Mail: the attribution itself quoted, a signature at the end."""
    who, when = f"{original.sender} <{original.address}>", f"{original.date:%d %b %Y, at %H:%M}"
    attribution = f"On {when}, {who} wrote:"
    return f"\n> {attribution}\n> \n{_inline(original, answers, _mark)}\n\n-- \nP. Owner\nHead of Service\n"


def inline_unmarked(original: Original, answers: Answers) -> str:
    """Outlook: answers typed into our text, where nothing tells them apart."""
    headers = "\n".join(f"{name}: {value}" for name, value in original.header_block())
    return f"Please see my answers below.\n\n{headers}\n\n{_inline(original, answers, str)}\n"


def inline_trimmed(original: Original, answers: Answers) -> str:
    """A careful writer: only the heading and the label of each item kept."""
    lines: list[str] = []
    item = ""
    for line in original.text.split("\n"):
        found = heading_of(line, answers)
        item = item if found is None else found
        if found:
            lines += ["> [...]", _mark(line)]
        elif item and line.startswith(LABEL):
            lines += [_mark(line), "", answers[item], ""]
            item = ""
    return f"{original.attribution()}\n" + "\n".join(lines) + "\n"


def fill_in(original: Original, answers: Answers) -> str:
    """Outlook: answers typed behind the label, on the same line."""
    lines: list[str] = []
    item = ""
    for line in original.text.rstrip().split("\n"):
        found = heading_of(line, answers)
        item = item if found is None else found
        here = item and line.startswith(LABEL)
        lines.append(f"{line} {answers[item]}" if here else line)
        item = "" if here else item
    headers = "\n".join(f"{name}: {value}" for name, value in original.header_block())
    return f"{headers}\n\n" + "\n".join(lines) + "\n"


def damaged(original: Original, answers: Answers) -> str:
    """A gateway's work: banner, curly quotes, no-break spaces, CRLF and a disclaimer."""
    body = (
        inline_unmarked(original, answers)
        .replace("'", "\u2019")
        .replace(": ", ":\u00a0")
        .replace("  ", "\u00a0 ")
    )
    banner = "[EXTERNAL] This message came from outside the organisation."
    disclaimer = "This message is confidential and meant for its addressee only."
    return f"{banner}\n\n{body}\n\n{disclaimer}\n".replace("\n", "\r\n")


def bottom(original: Original, answers: Answers) -> str:
    """The answer under everything quoted."""
    quotation = "\n".join(_wrap(line) for line in original.text.rstrip().split("\n"))
    return f"{original.attribution()}\n{quotation}\n\n{top(answers)}\n"


def iphone(original: Original, answers: Answers) -> str:
    """A telephone: the answer on top, its own advertisement, a quotation."""
    quotation = "\n".join(_mark(line) for line in original.text.rstrip().split("\n"))
    return f"{top(answers)}\n\nSent from my iPhone\n\n> {original.attribution()}\n> \n{quotation}\n"


def forwarded(original: Original, answers: Answers) -> str:
    """A deputy answers what the owner forwarded: the header block twice, the answers on top."""
    headers = "\n".join(f"{name}: {value}" for name, value in original.header_block())
    owner = f"From: {original.to}\nSent: {original.date:%d %B %Y %H:%M}\nTo: Deputy\nSubject: FW"
    note = "Could you answer this for me, please?"
    return f"{top(answers)}\n\n{owner}\n\n{note}\n\n-----Original Message-----\n{headers}\n\n{original.text}"
