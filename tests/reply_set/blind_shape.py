"""The shape of a mail program, and of one reply before a program puts it into text and HTML."""

from typing import NamedTuple

from tests.reply_set.blind_requests import Request
from tests.reply_set.blind_words import Para


class Client(NamedTuple):
    """What a mail program does to a reply."""

    name: str
    page: str  # how its HTML looks: gmail, outlook, owa, apple, moz, cite, lotus, yahoo, zimbra; none: text only
    intro: str  # who introduces the quotation: a key of blind_intros
    styles: tuple[str, ...]
    mark: str = "> "  # before each quoted line of the text part; none: Outlook's way
    width: int = 0  # hard wrap of text, 0: none
    flowed: bool = False
    stars: bool = False  # bold becomes *bold* in text
    langs: tuple[str, ...] = ("en",)
    mailer: str = ""
    charset: str = "utf-8"
    coding: str = "quoted-printable"
    threads: str = "both"  # both, reply (In-Reply-To alone), none
    prefix: str = "Re: "
    footer: str = ""  # the line a mobile program adds
    sources: bool = False  # quotes our text part and not our HTML
    nbsp: bool = False
    curl: bool = False
    inside: bool = False  # words typed into the quotation stay inside it, marks and all


class Plan(NamedTuple):
    """One reply: what stands above, inside and below the quotation."""

    client: Client
    request: Request
    style: str
    lang: str
    before: tuple[Para, ...] = ()
    inside: dict[tuple[str, str], tuple[Para, ...]] = {}  # noqa: RUF012 - never written to
    after: tuple[Para, ...] = ()
    quote: bool = True
    marked: bool = True  # the quotation carries marks in the text part
    same_line: bool = False  # the first words stand on our label's own line
    split: bool = True  # the quotation is opened around the words
    banner: str = ""  # "", above, inside
    disclaimer: str = ""
    signature: tuple[str, ...] = ()
    forwarder: tuple[str, str, str] = ("", "", "")  # name, address and note of the one who passed it on
    author: tuple[str, str] = ("", "")  # name and address

    def paras(self):
        """All the author's paragraphs in the order they stand."""
        inner = [p for key in self.places() for p in self.inside[key]]
        return [*self.before, *inner, *self.after]

    def places(self):
        """The filled places of the quotation, in its order."""
        seen = dict.fromkeys((p.item, p.kind) for p in self.request.html)
        return [key for key in seen if key in self.inside]
