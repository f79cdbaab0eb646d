"""A message on its way in: what it is read with, and the one receipt that answers it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, col, func, select

from followup import log
from followup.rules import Rules
from mail import receipts
from mail.compose import ANSWERS, Outgoing
from mail.mime import Incoming
from store.models import Inbound, Outbox, Person, Request

RECEIPTS_AN_HOUR = 20
"""More than this to one person within an hour is a machine answering a machine."""


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
        self.tell("receipt", person, request, receipt.model_dump(), key=f"receipt:{self.inbound.id}")

    def tell(
        self, kind: str, person: Person, request: Request | None, about: dict[str, Any], *, key: str
    ) -> None:
        """Queue what this message gives reason to say; too much to one person within an hour is left out."""
        if self._told_lately(person) >= RECEIPTS_AN_HOUR:
            why = f"no {kind}: too many to {person.name} within the hour"
            self.inbound.problem = f"{self.inbound.problem}; {why}".strip("; ")
            return
        log.tell(
            self.session,
            kind,
            person.id or 0,
            key=key,
            at=self.at,
            about=about,
            request_id=request.id if request else None,
            inbound_id=self.inbound.id,
        )

    def _told_lately(self, person: Person) -> int:
        hour_ago = self.at - dt.timedelta(hours=1)
        wanted = (
            select(func.count())
            .select_from(Outbox)
            .where(Outbox.person_id == person.id, Outbox.at > hour_ago)
            .where(col(Outbox.kind).in_(ANSWERS))
        )
        return self.session.exec(wanted).one()
