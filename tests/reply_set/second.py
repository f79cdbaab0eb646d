"""The second part of the labelled replies, by another hand: written from the request mails and their templates alone.

Nobody who wrote it had read the reader of replies or the first parts, and it was not run against the reader.
"""

from collections.abc import Iterator
from functools import cache
from zlib import crc32

from tests.reply_set import Case
from tests.reply_set.second_chains import DEPUTIES, forwarded, forwarding, nested, sent_on
from tests.reply_set.second_clients import MICROSOFT, Client
from tests.reply_set.second_intros import Names, fill, language
from tests.reply_set.second_mime import Bodies, message
from tests.reply_set.second_others import OTHERS
from tests.reply_set.second_page import Plan, as_html, as_text
from tests.reply_set.second_requests import FILES, FORM, Request, request
from tests.reply_set.second_styles import STYLES, Draft, Scene
from tests.reply_set.second_texts import TEXTS

CLIENTS = (*MICROSOFT, *OTHERS, *TEXTS)
ONE = ("police-one.eml", "council-one.eml")
SEVERAL = tuple(file for file in FILES if file not in ONE)
FORWARDS = ("gmail-web", "gmail-android", *(client.name for client in MICROSOFT if client.parts == "alt"))
ROTA = (
    ("top", ONE), ("top", SEVERAL), ("top-some", SEVERAL), ("top-all", SEVERAL), ("top-loose", SEVERAL), ("bottom", ONE), ("bottom", SEVERAL),
    ("form", SEVERAL), ("middle", SEVERAL), ("some", SEVERAL), ("within", (*SEVERAL, *ONE)), ("same", (*SEVERAL, *ONE)), ("partial", SEVERAL),
    ("nested", ONE), ("nested", SEVERAL), ("forwarded", (*ONE, *SEVERAL)), ("sent-on", (*ONE, *SEVERAL)),
)  # fmt: skip
PREFIXES = {
    "de": "AW: ",
    "pl": "Odp: ",
    "sv": "SV: ",
    "he": "\u202bתגובה: ",
    "es": "RE: ",
    "fr": "RE : ",
    "nl": "Antw: ",
}


def chosen(client: Client, style: str, place: int) -> bool:
    """Whether a program is tried with a way of answering: rare ways with every other program."""
    if style == "within":
        return client.marked() and client.parts == "alt"
    if style == "sent-on":
        return client.name in FORWARDS
    if style in {"top-all", "top-loose", "top-some", "nested", "forwarded"}:
        return (crc32(client.name.encode()) + place) % 2 == 0
    return True


def theirs(asked: Request, plan: Plan, intro: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of the request and its attribution that the reply quotes and that belong in no answer."""
    kinds = plan.kinds or ("heading", "recommendation", "form")
    items = plan.items or asked.items
    lines = [block.lines[0] for block in asked.plain if block.item in items and block.kind in kinds]
    lines = [line for line in lines if line and not (line == FORM and plan.same)]
    return (*(line for line in intro if line), *dict.fromkeys(lines))


def draft_of(scene: Scene, style: str, template: str) -> Draft:
    """The words and their labels."""
    if style in {"nested", "forwarded"}:
        return (nested if style == "nested" else forwarded)(scene, template)
    return sent_on(scene) if style == "sent-on" else STYLES[style](scene)


def make(client: Client, style: str, file: str) -> Case:
    """One reply."""
    asked = request(file)
    name = f"second-{client.name}-{style}-{asked.file}"
    number = crc32(name.encode()) >> 4
    used = forwarding(client) if style == "sent-on" else client
    tongue = language(asked.file, number, used.intros)
    template = used.intros[tongue]
    draft = draft_of(Scene(asked, used, number), style, template)
    person, address = asked.owner, asked.owner_address
    if style == "forwarded":
        person = DEPUTIES[asked.file]
        address = person.lower().replace(" ", ".") + "@" + address.split("@")[1]
    intro = fill(
        template, Names(asked.sender, asked.address, asked.owner, asked.owner_address, asked.subject)
    )
    bodies = Bodies(
        text=as_text(used, asked, draft.plan, intro),
        html=as_html(used, asked, draft.plan, intro),
        attachment="figures.xlsx" if number % 11 == 0 else "",
        logo=draft.plan.logo,
    )
    subject = ("FW: " if style == "sent-on" else PREFIXES.get(tongue, "Re: ")) + asked.subject
    said = [line for lines in draft.answers.values() for line in lines] + list(draft.loose)
    quoted = (*draft.quoted, *theirs(asked, draft.plan, intro))
    return Case(
        name=name, part="second", client=client.name, style=style, request=file,
        raw=message(used, asked, (person, address), subject, bodies), answers=draft.answers, loose=draft.loose,
        quoted=tuple(line for line in dict.fromkeys(quoted) if not any(line in mine for mine in said)),
    )  # fmt: skip


def _made() -> Iterator[Case]:
    """Every program with every way of answering it is tried with."""
    for client in CLIENTS:
        for place, (style, files) in enumerate(ROTA):
            if chosen(client, style, place):
                yield make(client, style, files[crc32(f"{client.name} {place}".encode()) % len(files)])


@cache
def cases() -> tuple[Case, ...]:
    """All the labelled replies of the second part."""
    return tuple(_made())
