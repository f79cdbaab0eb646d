"""Deliver outbox rows by SMTP: word once, keep the exact bytes, then send; a retry sends the same bytes."""

import datetime as dt
import smtplib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import Engine
from sqlmodel import Session, select

from followup import Refused
from followup.rules import Rules
from mail.compose import POLICY, Outgoing, compose
from mail.login import OAuth, bearer, forget, is_loopback, trusting, untrusted, xoauth2
from store.db import writing
from store.models import Outbox, Sent

TIMEOUT = 30
_PERMANENT = range(500, 600)


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
        self, engine: Engine, smtp: Smtp, outgoing: Outgoing, rules_of: Callable[[str], Rules]
    ) -> None:
        self._engine, self._smtp, self._outgoing, self._rules_of = engine, smtp, outgoing, rules_of
        self._server: smtplib.SMTP | None = None

    def dial(self) -> smtplib.SMTP:
        """Connect to the mail server."""
        return dial(self._smtp)

    def deliver(self, outbox_id: int, at: dt.datetime) -> None:
        """Send one row. Refused means never (no address, address refused); anything else means later.

        ConnectionError when the mail server itself cannot be reached.
        """
        with writing(self._engine) as session:
            sent = worded(session, outbox_id, outgoing=self._outgoing, rules_of=self._rules_of, at=at)
            address, payload = sent.address, sent.payload
        try:
            self._connection().sendmail(self._outgoing.address, [address], payload)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = refusal.recipients[address]
            if code in _PERMANENT:
                raise Refused(f"{address} was refused: {code} {words.decode(errors='replace')}") from refusal
            raise
        except (OSError, smtplib.SMTPException):
            self.hang_up()
            raise

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
    """Give the row's exact bytes, wording and keeping them at the first call."""
    sent = session.exec(select(Sent).where(Sent.outbox_id == outbox_id)).first()
    if sent is not None:
        return sent
    row = session.get_one(Outbox, outbox_id)
    message = compose(session, row, outgoing=outgoing, rules_of=rules_of)
    sent = Sent(
        outbox_id=outbox_id,
        person_id=row.person_id,
        request_id=row.request_id,
        channel="mail",
        address=str(message["To"]),
        message_id=str(message["Message-ID"]),
        payload=message.as_bytes(policy=POLICY),
        rendered_at=at,
    )
    session.add(sent)
    session.flush()
    return sent
