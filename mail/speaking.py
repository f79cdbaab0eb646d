"""Who is speaking: how far a message is believed to come from the one address that it names."""

from typing import Literal, NamedTuple

from pydantic import BaseModel, Field
from sqlalchemy import bindparam
from sqlmodel import Session, select

from mail.authentic import Verdict, verdict
from mail.headers import HIDDEN_LINE
from mail.mime import Incoming
from store.models import Channel, Person

Policy = Literal["pass", "unsigned"]


class Senders(BaseModel):
    """Whose word on senders counts, and what is asked of each domain; as it stands nobody is believed."""

    boundary: str = ""
    """The authserv-id that our boundary writes, ``topmost``, or empty: then every message is unverified."""
    servers: list[str] = Field(default_factory=list)
    """Servers of ours between the boundary and the mailbox, as their Received lines call them."""
    default: Policy = "pass"
    domains: dict[str, Policy] = Field(default_factory=dict)
    """``pass``: the boundary must have found proof. ``unsigned``: nothing may speak against the sender."""

    def policy(self, domain: str) -> Policy:
        """What is asked of senders at a domain."""
        return self.domains.get(domain, self.default)


class Proof(NamedTuple):
    """What the message itself shows of its sender, whoever that is."""

    address: str
    """The one address it names; empty when it names none, several, or a different Sender."""
    believed: bool
    """Whether the policy of the address's domain is met."""
    state: str
    """``pass``, ``none``, ``fail`` or ``untrusted``; what cannot be one person's mail is ``fail``."""
    words: str


class Speaker(NamedTuple):
    """How far a message speaks for the person asked."""

    trust: str
    """``accepted``: they wrote it. ``delegate``: somebody else surely did. Else ``unverified``."""
    address: str
    is_owner: bool
    """Whether it names the owner's own address, believed or not."""
    words: str


def proof(incoming: Incoming, senders: Senders) -> Proof:
    """Judge a message by its From, its Sender and what our boundary found out about it."""
    if why := _ambiguous(incoming):
        return Proof("", believed=False, state="fail", words=why)
    (address,) = incoming.from_addresses
    domain = address.rpartition("@")[2]
    found = verdict(incoming.authentication, domain, boundary=senders.boundary, servers=senders.servers)
    believed = found.state == "pass" or _needs_none(found, senders, domain)
    words = f"From {address}: {found.words}"
    if believed and found.state != "pass":
        words += f", and nothing speaks against it (mail.senders.domains: {domain} is unsigned)"
    return Proof(address, believed, found.state, words)


def _needs_none(found: Verdict, senders: Senders, domain: str) -> bool:
    unsigned = senders.policy(domain) == "unsigned"
    return unsigned and found.state in ("none", "untrusted") and not found.doubted


def _ambiguous(incoming: Incoming) -> str:
    """Why a message cannot be said to come from one address."""
    named = incoming.from_addresses
    if HIDDEN_LINE in incoming.defects:
        return "Its headers hide line ends, as forged ones do"
    if not named:
        return "It names nobody as its sender"
    if len(named) > 1:
        return f"It names several senders: {', '.join(named)[:500]}"
    if named[0].count("@") != 1 or any(letter.isspace() for letter in named[0]):
        return f"Its From header is not an address: {named[0][:200]}"
    if incoming.sender not in (None, named[0]):
        return f"It names {named[0]} as its author, but was sent by {str(incoming.sender)[:200]}"
    return ""


_ADDRESSES = select(Channel.address).where(Channel.person_id == bindparam("person"), Channel.kind == "mail")


def speaker(session: Session, shown: Proof, person: Person) -> Speaker:
    """Say in which quality a message speaks for ``person``, who was asked."""
    is_owner = shown.address in session.exec(_ADDRESSES, params={"person": person.id}).all()
    trust = ("accepted" if is_owner else "delegate") if shown.believed else "unverified"
    whose = f"the address of {person.name}" if is_owner else f"not an address of {person.name}"
    words = f"{shown.words}; {whose}" if shown.address else shown.words
    return Speaker(trust, shown.address, is_owner, words)
