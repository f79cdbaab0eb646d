"""A message on its way in: what it is read with, and the one receipt that answers it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from followup import log
from followup.rules import Rules
from mail import binding, mime, pace, receipts, speaking
from mail.compose import Outgoing
from store.models import Inbound, Person, Request
from store.plain import change


class Intake(BaseModel):
    """What the mail road needs beside the message: who we are, whom we believe, the rules of each panel."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    outgoing: Outgoing
    rules_of: Callable[[str], Rules]
    senders: speaking.Senders = speaking.Senders()


@dataclass
class Message:
    """The row of a kept message while it is read: its columns change here, and are written once."""

    id: int
    raw: bytes
    message_id: str | None = None
    sender: str | None = None
    subject: str = ""
    state: str = "kept"
    problem: str = ""
    unplaced: str = ""
    verdict: str = ""
    reading: str = ""
    request_id: int | None = None

    def note(self, session: Session) -> None:
        """Write down what has become of the message."""
        columns = {name: value for name, value in vars(self).items() if name not in ("id", "raw")}
        change(session, Inbound, self.id, **columns)


@dataclass
class Arrival:
    """One kept message within its transaction: its row, what it is read with, and when it came."""

    session: Session
    inbound: Message
    intake: Intake
    at: dt.datetime
    again: int = 0
    """Which replay this is; 0 when the message has just come."""

    def settle(self, state: str, problem: str = "") -> None:
        """Write down what became of the message, and why."""
        self.inbound.state, self.inbound.problem = state, problem

    @cached_property
    def incoming(self) -> mime.Incoming:
        """What was parsed of it; TooMuch where it is beyond the limits."""
        return mime.parse(self.inbound.raw)

    @cached_property
    def proof(self) -> speaking.Proof:
        """What the message shows of its sender."""
        return speaking.proof(self.incoming, self.intake.senders)

    @cached_property
    def bound(self) -> binding.Bound:
        """Which request the message answers; several roads want to know."""
        return binding.bind(self.session, self.incoming, keys=self.intake.outgoing.keys)

    def answer(self, person: Person, request: Request | None, receipt: receipts.Receipt) -> None:
        """Queue one receipt for this message, to the registered address only, and not without end."""
        self.tell("receipt", person, request, receipt.model_dump(), key=f"receipt:{self.inbound.id}")

    def tell(
        self, kind: str, person: Person, request: Request | None, about: dict[str, Any], *, key: str
    ) -> None:
        """Queue what this message gives reason to say; too much to one person within an hour is left out."""
        if why := pace.why_silent(self.session, self.inbound.id, self.inbound.sender, person, self.at):
            self.inbound.problem = f"{self.inbound.problem}; {why}".strip("; ")
            return
        log.tell(
            self.session,
            kind,
            person.id or 0,
            key=key + (f":{self.again}" if self.again else ""),
            at=self.at,
            about=about,
            request_id=request.id if request else None,
            inbound_id=self.inbound.id,
        )
