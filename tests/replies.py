"""Requests like ours, and answers worth losing sleep over, for the tests of the mail intake."""

import datetime as dt
import functools
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from demo.clients import File, compose
from mail import html, mime, reply, token

KEY = b"a key for tests only, thirty-two."
OWNER = "pat.owner@fenshire.example"
SENDER = "Fenshire Inspectorate"
ADDRESS = "audit@fenshire.example"
NAMES = [SENDER, ADDRESS, "Fenshire Police"]
ASKED = dt.datetime(2020, 2, 3, 9, 30, tzinfo=dt.UTC)
LABEL = "Your update (write below this line):"

ITEMS = [
    reply.Item(
        id="FLEET-1809-4.2",
        reference="4.2",
        title="Sample check of service details",
        audit="Fleet Management",
    ),
    reply.Item(
        id="FLEET-1809-4.4", reference="4.4", title="Performance indicators", audit="Fleet Management"
    ),
    reply.Item(
        id="STORE-1803-4.1", reference="4.1", title="Missing exhibit", audit="Seized and Found Property"
    ),
    reply.Item(id="WELL-1902-4.1", reference="4.1", title="Policy refresh", audit="Officer Wellbeing"),
    reply.Item(id="ICT-1811-4.7", reference="4.7", title="Recovery tests", audit="Data Centre"),
]
TEXTS = {
    "FLEET-1809-4.2": "The force should check a sample of service records each month and keep the results.\n"
    "Exceptions should be reported to the Head of Transport within five days.",
    "FLEET-1809-4.4": "A set of indicators should be agreed; it is dependent on FLEET-1809-4.2 above.",
    "STORE-1803-4.1": "Where an exhibit is missing:\n- investigate the location\n- update the record",
    "WELL-1902-4.1": "The policy should be refreshed, it\u2019s old \u2013 and managers should be told.",
    "ICT-1811-4.7": "Recovery should be tested twice a year.",
}
LAST = {
    "FLEET-1809-4.2": "A first sample was drawn in May. The supervisor is looking at the results.",
    "FLEET-1809-4.4": "Ongoing.",
    "STORE-1803-4.1": "1. Courier roles are looked into.\n2. CCTV will be fitted in all stores by December.",
    "WELL-1902-4.1": "A draft is with the board.",
    "ICT-1811-4.7": "Not due yet.",
}


def request(items: list[reply.Item], *, request_id: int = 7) -> bytes:
    """Build a request for these items, laid out as ours are."""
    code = token.make(KEY, request_id, OWNER)
    message = EmailMessage(policy=SMTP)
    message["From"] = f'"{SENDER}" <{ADDRESS}>'
    message["To"] = OWNER
    message["Reply-To"] = f"audit+{code}@fenshire.example"
    message["Message-ID"] = f"<{code}.1@fenshire.example>"
    message["Date"] = ASKED
    message["Subject"] = "Audit panel, 24 March 2020: your update on recommendations"
    intro = f'The panel meets on 24 March 2020. Write on the line marked "{LABEL}" and send this back.'
    text, page = [f"Dear Pat,\n\n{intro}\n"], [f"<p>Dear Pat,</p><p>{escape(intro)}</p>"]
    for item in items:
        body, last = TEXTS[item.id], LAST[item.id]
        facts = f"{item.audit}, September 2018 | Priority: Significant | AMBER"
        text += [
            f"[{item.id}] {item.title}\n{facts}\n\nRecommendation: {body}\nLast update (July 2019): {last}"
        ]
        text += [f"Target date in force: 30 June 2020\n{LABEL}\n\n"]
        rows = [facts, f"Recommendation: {body}", f"Last update (July 2019): {last}"]
        page += [f"<h2>[{item.id}] {item.title}</h2>"]
        page += ["<p>" + "<br>".join(map(escape, row.split("\n"))) + "</p>" for row in rows]
        page += [
            f"<p>Target date in force: <b>30 June 2020</b></p><p><strong>{LABEL}</strong></p><p>&nbsp;</p>"
        ]
    text += [f"--\n{SENDER}, Fenshire Police\nRef: {code}\n"]
    page += [f"<p>{SENDER}, Fenshire Police<br>Ref: {code}</p>"]
    message.set_content("\n".join(text), cte="quoted-printable")
    markup = f"<!doctype html><html><head><title>x</title></head><body>{''.join(page)}</body></html>"
    message.add_alternative(markup, subtype="html", cte="quoted-printable")
    return message.as_bytes()


@functools.cache
def request_for(count: int) -> bytes:
    """Build the request for the first ``count`` items."""
    return request(ITEMS[:count])


@functools.cache
def sent(raw: bytes) -> reply.Sent:
    """What we keep of a message of ours."""
    ours = mime.parse(raw)
    return reply.Sent(text=ours.text, html_text=html.to_text(ours.html), subject=ours.subject)


def answered(
    client: str, answers: dict[str, str], *, count: int, attachments: tuple[File, ...] = ()
) -> mime.Incoming:
    """Send answers through a client and the wire, and parse what arrives."""
    raw = compose(
        client,
        request=request_for(count),
        answers=answers,
        from_=f"Pat Owner <{OWNER}>",
        attachments=attachments,
        date=ASKED + dt.timedelta(days=3),
        message_id="<a-reply@fenshire.example>",
    )
    return mime.parse(raw)


def read(incoming: mime.Incoming, *, count: int, also: tuple[reply.Sent, ...] = ()) -> reply.Reply:
    """Read an answer to the request for the first ``count`` items."""
    ours = [sent(request_for(count)), *also]
    return reply.read(incoming, sent=ours, items=ITEMS[:count], sender_names=NAMES)


def typed(text: str, *, count: int = 4, html: str = "") -> reply.Reply:
    """Read words that came without any quotation around them."""
    return read(mime.Incoming(text=text, html=html), count=count)


def heard(answer: reply.Reply) -> dict[str, str]:
    """The answers by item, their white space made plain."""
    return {one.item_id: " ".join(one.text.split()) for one in answer.answers}
