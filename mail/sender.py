"""Deliver outbox rows by SMTP: word once, keep the exact bytes, then send; a retry sends the same bytes."""

import datetime as dt
import logging
import smtplib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import Engine
from sqlmodel import Session, select

from followup import Refused, alarms
from followup.rules import Rules
from mail import rate, relay
from mail.compose import POLICY, Outgoing, compose
from mail.handover import Envelope, hand_over, not_allowed
from mail.login import OAuth, bearer, forget, is_loopback, trusting, untrusted, xoauth2
from mail.rate import Rate
from store import queries
from store.db import writing
from store.models import Outbox, Sent

TIMEOUT = 30
_PERMANENT = range(500, 600)

logger = logging.getLogger(__name__)


class Smtp(BaseModel):
    """How to reach the mail server."""

    host: str
    port: int = 587
    user: str = ""
    password: str = Field(default="", repr=False)
    tls: str = "starttls"
    """``starttls``, ``implicit`` or ``none``; none is allowed on the loopback only."""
    login: Literal["password", "oauth"] = "password"
    oauth: OAuth | None = Field(default=None, repr=False)
    ca_file: Path | None = None
    """Who vouches for the server, where that is not a public authority."""


def dial(smtp: Smtp) -> smtplib.SMTP:
    """Connect and log in; the certificate is verified. Refused when TLS is switched off for a far host."""
    if smtp.tls == "none" and not is_loopback(smtp.host):
        raise Refused(f"mail to {smtp.host} must be encrypted: set smtp.tls to starttls or implicit")
    try:
        server = _connect(smtp)
    except ssl.SSLCertVerificationError as trouble:
        raise untrusted(smtp.host, trouble, "smtp") from trouble
    if smtp.user and smtp.login == "oauth":
        _log_in_by_token(server, smtp)
    elif smtp.user:
        server.login(smtp.user, smtp.password)
    return server


def _connect(smtp: Smtp) -> smtplib.SMTP:
    context = trusting(smtp.ca_file)
    if smtp.tls == "implicit":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT)
    if smtp.tls == "starttls":
        server.starttls(context=context)
    return server


def _log_in_by_token(server: smtplib.SMTP, smtp: Smtp) -> None:
    words = xoauth2(smtp.user, bearer(smtp.oauth))

    def answer(challenge: bytes | None = None) -> str:
        return words if challenge is None else ""  # a challenge here is the server's reason to say no

    server.ehlo_or_helo_if_needed()
    try:
        server.auth("XOAUTH2", answer)
    except smtplib.SMTPAuthenticationError:
        forget(smtp.oauth)
        raise


class Mailer:
    """The mail edge of the outbox: one kept connection, opened at the first delivery."""

    def __init__(
        self,
        engine: Engine,
        smtp: Smtp,
        outgoing: Outgoing,
        rules_of: Callable[[str], Rules],
        limit: Rate | None = None,
    ) -> None:
        self._engine, self._smtp, self._outgoing, self._rules_of = engine, smtp, outgoing, rules_of
        self._limit = limit or Rate()
        self._plain = not outgoing.bounce_addresses
        self._server: smtplib.SMTP | None = None

    def dial(self) -> smtplib.SMTP:
        """Connect to the mail server."""
        return dial(self._smtp)

    def deliver(self, outbox_id: int, at: dt.datetime) -> dt.datetime | None:
        """Send one row; gives None, or the moment before which the agreed rate lets nothing more go there.

        Refused means never (no address, address refused); anything else means later. ConnectionError when
        the mail server itself cannot be reached.
        """
        with writing(self._engine) as session:
            sent = worded(session, outbox_id, outgoing=self._outgoing, rules_of=self._rules_of, at=at)
            wait = rate.not_before(session, self._limit, sent.address, at)
        if not sent.address.isascii():
            raise Refused(
                f"{sent.address} holds letters that not every mail server takes; enter a plain address"
            )
        if wait is None:
            answer = self._hand_over(sent, at)
            self._note(sent, relay.name(answer, sent.message_id, sent.address, self._outgoing.address))
        return wait

    def _hand_over(self, sent: Sent, at: dt.datetime) -> str:
        try:
            return self._try(sent)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = refusal.recipients[sent.address]
            if code in _PERMANENT:
                said = f"{code} {words.decode(errors='replace')}"
                self._alarm(sent, said, at)
                raise Refused(f"{sent.address} was refused: {said}") from refusal
            raise
        except smtplib.SMTPDataError as refusal:
            if refusal.smtp_code in _PERMANENT:
                raise Refused(f"the mail server will not take this message: {refusal}") from refusal
            raise
        except (OSError, smtplib.SMTPException):
            self.hang_up()
            raise

    def _try(self, sent: Sent) -> str:
        """Hand over; where the server insists on the bare mailbox as sender, it gets that from now on."""
        try:
            return hand_over(self._connection(), self.envelope(sent), sent.payload)
        except smtplib.SMTPResponseException as trouble:
            if self._plain or not not_allowed(trouble):
                raise
            logger.warning("the mail server refuses a return path of its own for each message: %s", trouble)
            plain = self._outgoing.envelope(sent.outbox_id, sent.address, plain=True)
            answer = hand_over(self._connection(), plain, sent.payload)
            self._plain = True
            return answer

    def envelope(self, sent: Sent) -> Envelope:
        """Give the envelope of a message: a bounce comes back to an address that names it."""
        return self._outgoing.envelope(sent.outbox_id, sent.address, plain=self._plain)

    def _note(self, sent: Sent, name: str | None) -> None:
        """Keep the name under which a relay sends it on."""
        if name is not None:
            with writing(self._engine) as session:
                session.get_one(Sent, sent.id).relayed_as = name

    def _alarm(self, sent: Sent, said: str, at: dt.datetime) -> None:
        with writing(self._engine) as session:
            alarms.sound(
                session,
                sent.person_id or 0,
                sent.address,
                f"refused by the mail server ({said})",
                who="mail",
                at=at,
            )

    def _connection(self) -> smtplib.SMTP:
        if self._server is not None:
            try:
                if self._server.noop()[0] == 250:  # noqa: PLR2004 - RFC 5321: fine
                    return self._server
            except (OSError, smtplib.SMTPException):
                self.hang_up()
        try:
            self._server = dial(self._smtp)
        except (OSError, smtplib.SMTPException) as trouble:
            raise ConnectionError(f"{self._smtp.host} cannot be reached: {trouble}") from trouble
        except Refused as refusal:  # a wrong setting: no row is at fault
            raise ConnectionError(str(refusal)) from refusal
        return self._server

    def hang_up(self) -> None:
        """Let go of the connection, whatever state it is in."""
        server, self._server = self._server, None
        if server is not None:
            server.close()


def worded(
    session: Session,
    outbox_id: int,
    *,
    outgoing: Outgoing,
    rules_of: Callable[[str], Rules],
    at: dt.datetime,
) -> Sent:
    """Give the row's exact bytes, wording and keeping them at the first call.

    They are worded anew where they have not gone and their person has another address by now.
    """
    row = session.get_one(Outbox, outbox_id)
    sent = session.exec(select(Sent).where(Sent.outbox_id == outbox_id)).first()
    if sent is not None:
        moved = queries.address_of(session, row.person_id) not in (sent.address, None)
        if sent.sent_at or not moved:
            return sent
    message = compose(session, row, outgoing=outgoing, rules_of=rules_of)
    if sent is None:
        sent = Sent(outbox_id=outbox_id, person_id=row.person_id, request_id=row.request_id, channel="mail",
                    address="", message_id="", payload=b"", rendered_at=at)  # fmt: skip
    sent.address, sent.message_id = str(message["To"]), str(message["Message-ID"])
    sent.payload, sent.rendered_at = message.as_bytes(policy=POLICY), at
    session.add(sent)
    session.flush()
    return sent
