"""The request mails of the blind part, cut into the pieces a mail program quotes."""

import email
import email.policy
import html
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "requests"
LABEL = "Your update (write below this line):"
ELEMENT = re.compile(r"<(p|h2)\b[^>]*>.*?</\1>", re.DOTALL)
TITLE = re.compile(r"\[([A-Z]+-\d{4}-([\w.]+))\] (.*)")


class Item(NamedTuple):
    id: str
    number: str
    title: str


class Piece(NamedTuple):
    """One line of the text part, or one element of the HTML part, with its place in the request."""

    kind: str  # opening, title, audit, question, text, last, target, told, label, blank, foot
    item: str
    body: str


class Request(NamedTuple):
    file: str
    sender: str
    address: str
    reply_to: str
    name: str
    to: str
    subject: str
    message_id: str
    items: tuple[Item, ...]
    text: tuple[Piece, ...]
    html: tuple[Piece, ...]
    style: str

    def only(self, wanted):
        """The same request with all but some items cut away by the author, as people do before they answer."""
        keep = {"", *wanted}
        return self._replace(
            text=tuple(p for p in self.text if p.item in keep),
            html=tuple(p for p in self.html if p.item in keep),
        )


STARTS = (
    ("question", "The panel asked"), ("text", "Recommendation: "), ("last", "Last update ("),
    ("target", "Target date in force:"), ("told", "This report is new:"), ("label", LABEL),
)  # fmt: skip


def placed(rows):
    """Name each row after the line it starts with; a row that starts nothing goes on with the one before."""
    kind, item = "opening", ""
    for words, body in rows:
        title = TITLE.match(words)
        if title:
            kind, item = "title", title[1]
        elif kind == "title":
            kind = "audit"
        elif kind == "blank" and words and item:
            kind, item = "foot", ""
        else:
            kind = next((name for name, start in STARTS if words.startswith(start)), kind)
            if kind == "label" and not words.startswith(LABEL):
                kind = "blank"
        if words.startswith("--") or words.endswith("Ref: "):
            kind, item = "foot", ""
        yield Piece(kind, item, body)


def words_of(fragment):
    """The text of a piece of our HTML on one line."""
    text = re.sub(r"<[^>]+>", "", fragment.replace("<br>", " "))
    return html.unescape(text).replace("\xa0", "").strip()


@cache
def request(file):
    """The request in a file of `requests/`."""
    mail = email.message_from_bytes((FOLDER / file).read_bytes(), policy=email.policy.default)
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n").split("\n")
    page = mail.get_body(("html",)).get_content().replace("\r\n", "\n")
    lines = tuple(placed((line, line) for line in text))
    titles = [TITLE.match(p.body) for p in lines if p.kind == "title"]
    return Request(
        file, mail["From"].addresses[0].display_name, mail["From"].addresses[0].addr_spec,
        mail["Reply-To"].addresses[0].addr_spec, text[0].removeprefix("Dear ").rstrip(","), str(mail["To"]),
        str(mail["Subject"]), str(mail["Message-ID"]),
        tuple(Item(t[1], t[2], re.sub(r" - part \d+$", "", t[3])) for t in titles), lines,
        tuple(placed((words_of(m[0]), m[0]) for m in ELEMENT.finditer(page))),
        re.search(r'<body style="([^"]+)"', page)[1],
    )  # fmt: skip


FILES = (
    "police-two.eml", "council-three.eml", "police-one.eml", "hospital-four.eml", "police-custody.eml",
    "university-five.eml", "council-one.eml", "college-two.eml",
)  # fmt: skip
