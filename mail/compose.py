"""An outbox row worded as an e-mail: text and HTML from one context, with the token that binds the reply."""

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import jinja2
from pydantic import BaseModel, Field
from sqlmodel import Session

from followup import Refused
from followup.rules import Rules
from mail import token, verp
from mail.contexts import CONTEXTS
from mail.handover import Envelope
from store import queries
from store.models import Inbound, Outbox, Person, Request

LABEL = "Your update (write below this line):"
ANSWERS = ("receipt", "help")
"""Kinds of outbox rows that answer a message by themselves."""
LOOP_HEADER = "X-Matters-Arising"
POLICY = SMTP.clone(max_line_length=160)
"""For headers: wide enough for ordinary subjects, which old clients show with a stray space when folded."""

BODIES = SMTP.clone(max_line_length=76)
"""The longest line of quoted-printable (RFC 2045, 6.7)."""


class Outgoing(BaseModel):
    """Who writes: the mailbox's address, the name beside it, the organisation, the signing key."""

    address: str
    name: str
    organisation: str
    zone: str = "Europe/London"
    keys: tuple[bytes, ...] = Field(repr=False, min_length=1)
    """The first signs, all of them verify."""
    plus_addresses: bool = True
    """Whether replies may go to mailbox+token@domain; without it the other bindings carry the reply."""
    bounce_addresses: bool = True
    """Whether each message has a return path of its own, mailbox+bounce-code@domain; needs plus addresses."""

    @property
    def key(self) -> bytes:
        """The key that signs."""
        return self.keys[0]

    @property
    def domain(self) -> str:
        """The part of the address behind the @."""
        return self.address.rpartition("@")[2]

    @property
    def names(self) -> list[str]:
        """What we are called where a mail program introduces a quotation."""
        return [self.name, self.address, self.organisation]

    def reply_to(self, code: str) -> str:
        """The address that a reply with this token goes to: the bare one where it would get too long."""
        local, _, domain = self.address.rpartition("@")
        own = self.plus_addresses and len(f"{local}+{code}") <= verp.LONGEST_LOCAL
        return f"{local}+{code}@{domain}" if own else self.address

    def envelope(self, outbox_id: int, address: str, *, plain: bool = False) -> Envelope:
        """Give the envelope that one message to an address goes in; the same at every try."""
        code = verp.make(self.key, outbox_id, address)
        own = self.plus_addresses and self.bounce_addresses and not plain
        sender = verp.envelope(self.address, code) if own else self.address
        return Envelope(sender=sender, recipient=address, id=code)


def templates() -> jinja2.Environment:
    """Build the environment of the mail templates; HTML is escaped, an unknown name is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("mail", "templates"),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose(
    session: Session, row: Outbox, *, outgoing: Outgoing, rules_of: Callable[[str], Rules]
) -> EmailMessage:
    """Word one outbox row for the registered address of its person.

    Refused when the person has no address or the row's request is gone.
    """
    address = queries.address_of(session, row.person_id)
    person = session.get_one(Person, row.person_id)
    if address is None:
        raise Refused(f"{person.name} has no e-mail address")
    request = session.get(Request, row.request_id) if row.request_id else None
    code = _code(row, request, outgoing, address)
    context = {
        "name": person.name,
        "sender": outgoing.name,
        "organisation": outgoing.organisation,
        "label": LABEL,
        "token": code,
        **CONTEXTS[row.kind](session, row, request, rules_of, outgoing.zone),
    }
    message = _headers(session, row, outgoing=outgoing, address=address, code=code)
    message["Subject"] = " ".join(context["subject"].split())  # a line end would begin a new header
    env = templates()
    message.set_content(env.get_template(f"{row.kind}.txt.j2").render(context), cte="quoted-printable")
    html = env.get_template(f"{row.kind}.html.j2").render(context)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def _code(row: Outbox, request: Request | None, outgoing: Outgoing, address: str) -> str:
    """The token of this mail: to confirm words with, else that of the request, for its owner only."""
    if row.kind == "confirm":
        return token.make(outgoing.key, row.inbound_id or 0, address, token.CONFIRM)
    if request is None or request.id is None or request.person_id != row.person_id:
        return ""
    return token.make(outgoing.key, request.id, address)


def _headers(session: Session, row: Outbox, *, outgoing: Outgoing, address: str, code: str) -> EmailMessage:
    message = EmailMessage(policy=BODIES)
    name = outgoing.name.replace("\\", r"\\").replace('"', r"\"")
    message["From"] = f'"{name}" <{outgoing.address}>'
    message["To"] = address
    message["Reply-To"] = outgoing.reply_to(code) if code else outgoing.address
    own = f"<{code or 'none'}.{row.id}@{outgoing.domain}>"
    message["Message-ID"] = own
    message["Date"] = row.at
    references = [own]  # a relay that replaces the Message-ID leaves this one
    message[LOOP_HEADER] = row.kind
    if row.kind in ANSWERS:
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
        inbound = session.get(Inbound, row.inbound_id) if row.inbound_id else None
        if inbound and inbound.message_id:
            message["In-Reply-To"] = inbound.message_id
            references.insert(0, inbound.message_id)
    else:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "DR, RN, NRN"  # absence notices are wanted
    message["References"] = " ".join(references)
    return message
