"""The tuning part of the reply set: every program, every style, answers of every kind, in many languages."""

import datetime as dt
import email
import email.policy
import functools
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr, parsedate_to_datetime

from demo.client_text import Original
from mail.reply import Item
from tests.reply_set import Case, furniture, html_body, text_body
from tests.reply_set.asked import mails
from tests.reply_set.programs import PROGRAMS, Program
from tests.reply_set.score import context
from tests.reply_set.text_body import Bit, Written
from tests.reply_set.typed import SETS, typed

ROUNDS = 8
"""So many replies for each program and style."""
REQUESTS = ("few", "many", "one", "few", "question", "marked", "many", "part", "receipt")


@functools.cache
def asked_for(name: str) -> EmailMessage:
    """One mail of ours, parsed."""
    return email.message_from_bytes(mails()[name], policy=email.policy.default)


@functools.cache
def items(name: str) -> list[Item]:
    """The items that the request of a mail is about."""
    return list(context(name, mails()).items)


@functools.cache
def original(name: str, language: str) -> Original:
    """One mail of ours as its reader sees it."""
    asked = asked_for(name)
    text, html = asked.get_body(("plain",)), asked.get_body(("html",))
    assert text is not None
    assert html is not None
    shown, address = parseaddr(str(asked["From"]))
    return Original(
        text=text.get_content().replace("\r\n", "\n"),
        html=html.get_content().replace("\r\n", "\n"),
        sender=shown,
        address=parseaddr(str(asked["Reply-To"]))[1] if len(language) % 2 else address,
        to=str(asked["To"]),
        subject=str(asked["Subject"]),
        date=parsedate_to_datetime(str(asked["Date"])),
        language=language,
    )


def written(name: str, style: str, turn: int, *, kind: str, language: str) -> Written:
    """Decide what one reply says and what stands around it."""
    ours = original(name, language)
    banner = [line.format(address=ours.address) for line in furniture.BANNERS[turn % 3]]
    disclaimer = furniture.DISCLAIMERS[turn // 2 % 3] if turn % 5 == 1 else []
    signature = furniture.SIGNATURES[turn % 2] if style in ("top", "bottom") and turn % 4 == 2 else []
    device = [furniture.TONGUES[language].device] if style == "top" and turn % 4 == 3 else []
    return Written(
        original=ours,
        items=items(name),
        typed=typed(items(name), kind, turn, around=turn % 2 == 0),
        turn=turn,
        top=banner if turn % 5 == 0 else [],
        end=[*(signature if style == "bottom" else []), *disclaimer],
        device=[*device, *(signature if style == "top" else [])],
    )


def build(name: str, program: Program, what: Written, bits: list[Bit], style: str, number: int) -> bytes:
    """Make the message from the text and the HTML of one reply."""
    ours = what.original
    asked = asked_for(name)
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = f"Pat Owner <{ours.to}>"
    message["To"] = str(asked["Reply-To"])
    message["Subject"] = furniture.TONGUES[ours.language].reply + ours.subject
    message["Date"] = format_datetime(ours.date + dt.timedelta(days=3))
    message["Message-ID"] = f"<tuning-{number}@client.example>"
    message["In-Reply-To"] = message["References"] = str(asked["Message-ID"])
    if not program.only_html:
        body = program.harm("\n".join(bit.text for bit in bits) + "\n")
        body = body.encode(program.charset, "replace").decode(program.charset)
        seven = program.encoding == "7bit" and not body.isascii()
        message.set_content(body, charset=program.charset, cte="8bit" if seven else program.encoding)
        if program.text.soft:
            message.set_param("format", "flowed")
    if program.html:
        add = message.set_content if program.only_html else message.add_alternative
        encoding = "base64" if program.encoding == "base64" else "quoted-printable"
        add(html_body.STYLES[style](what, program.text, program.html), subtype="html", cte=encoding)
    return message.as_bytes()


def _case(client: str, style: str, turn: int, number: int) -> Case:
    program = PROGRAMS[client]
    name = REQUESTS[number % len(REQUESTS)]
    if name == "receipt" and style not in ("top", "bottom"):  # it has no place to answer
        name = "question"
    kind = list(SETS)[(turn + number // 3) % len(SETS)]
    language = list(furniture.TONGUES)[number % len(furniture.TONGUES)] if turn % 2 else "en"
    what = written(name, style, number % 60 + turn, kind=kind, language=language)
    bits = text_body.STYLES[style](what, program.text)
    ours = [bit.label if bit.own else bit.text for bit in bits if bit.own is not None]
    replaced = (lambda text: text.encode(program.charset, "replace").decode(program.charset)) if not (
        program.html
    ) else str  # fmt: skip
    said = what.typed
    around = (*said.intro, *said.close) if style in ("top", "bottom", "inline") else said.intro if (
        style == "form"
    ) else said.close  # fmt: skip
    return Case(
        name=f"{client}, {style}, {kind}, {language}, {name} ({number})",
        part="tuning",
        client=client,
        style=style,
        request=name,
        raw=build(name, program, what, bits, style, number),
        answers={
            item: tuple(replaced(line) for line in lines if line) for item, lines in said.answers.items()
        },
        loose=around,
        quoted=tuple(line.lstrip("> |*") for line in ours if line.strip("> |*")),
    )


def _all(every: int) -> Iterator[Case]:
    number = 0
    for client, program in PROGRAMS.items():
        for style in program.styles:
            for turn in range(ROUNDS):
                if number % every == 0:
                    yield _case(client, style, turn, number)
                number += 1


@functools.cache
def cases(every: int = 1) -> list[Case]:
    """Every case of this part, or every so many-th."""
    return list(_all(every))
