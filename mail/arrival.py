"""A message on its way in: what it is read with, and the one receipt that answers it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from followup import log
from followup.rules import Rules
from mail import pace, receipts
from mail.compose import Outgoing
from mail.mime import Incoming
from store.models import Inbound, Person, Request


class Intake(BaseModel):
    """What the mail road needs beside the message: who we are, and the rules of each panel."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    outgoing: Outgoing
    rules_of: Callable[[str], Rules]


@dataclass(frozen=True)
class Arrival:
    """One kept message within its transaction: the row, what was parsed of it, and when it came."""

    session: Session
    inbound: Inbound
    incoming: Incoming
    intake: Intake
    at: dt.datetime

    def settle(self, state: str, problem: str = "") -> None:
        """Write down what became of the message, and why."""
        self.inbound.state, self.inbound.problem = state, problem

    def answer(self, person: Person, request: Request | None, receipt: receipts.Receipt) -> None:
        """Queue one receipt for this message, to the registered address only, and not without end."""
        why = pace.why_silent(self.session, self.inbound, person, self.at)
        if why:
            self.inbound.problem = f"{self.inbound.problem}; {why}".strip("; ")
            return
        log.tell(
            self.session,
            "receipt",
            person.id or 0,
            key=f"receipt:{self.inbound.id}",
            at=self.at,
            about=receipt.model_dump(),
            request_id=request.id if request else None,
            inbound_id=self.inbound.id,
        )
