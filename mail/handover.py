"""One message handed to a mail server: envelope, delivery reports asked for, and what the server answered."""

import re
import smtplib
from contextlib import suppress

from pydantic import BaseModel

NOT_ALLOWED = (
    "5.7.60",
    "sendasdenied",
    "not allowed to send",
    "permission to send",
    "permissions to send",
)
"""How servers say that the envelope sender is not the one who logged in."""


SENDER_REFUSED = (550, 551, 552, 553, 554)
"""For good, and because of the sender: not for want of a login (530), or in a wrong order (503)."""
_OF_US = re.compile(
    r"\bsender (?:address|verify)|not owned by|\brelay(?:ing)?\b(?![.@-])|authenticat", re.ASCII
)
"""What servers say of us, not of the recipient, though only when they have heard the recipient."""
LOGIN_WANTED = 530
_XCHAR = frozenset(range(33, 127)) - frozenset(b"+=")


class Envelope(BaseModel):
    """From whom, to whom, and the name that reports about it shall bear."""

    sender: str
    recipient: str
    id: str


def hand_over(server: smtplib.SMTP, envelope: Envelope, payload: bytes) -> str:
    """Send one message and give the server's answer to it; raises what smtplib's sendmail raises.

    A server may judge the sender only when it hears the recipient, as Postfix does: that is
    SMTPSenderRefused all the same.

    Where the server knows DSN (RFC 3461), a report is asked for of failures and delays, with the headers
    of what came back only.
    """
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(envelope.sender, mail_options(server, envelope, len(payload)))
    if code != 250:  # noqa: PLR2004 - RFC 5321: fine
        _drop(server, code)
        raise smtplib.SMTPSenderRefused(code, words, envelope.sender)
    code, words = _recipient(server, envelope)
    if code not in (250, 251):
        _drop(server, code)
        if _of_us(code, words, envelope.recipient):
            raise smtplib.SMTPSenderRefused(code, words, envelope.sender)
        raise smtplib.SMTPRecipientsRefused({envelope.recipient: (code, words)})
    try:
        code, words = server.data(payload)
    except smtplib.SMTPDataError as refusal:  # before any of the message went
        _drop(server, refusal.smtp_code)
        raise
    if code != 250:  # noqa: PLR2004
        _drop(server, code)
        raise smtplib.SMTPDataError(code, words)
    return words.decode("utf-8", "replace")


def mail_options(server: smtplib.SMTP, envelope: Envelope, size: int) -> list[str]:
    """Give the options of MAIL FROM that this server offers."""
    options = [f"SIZE={size}"] if server.has_extn("size") else []
    if server.has_extn("dsn"):
        options += ["RET=HDRS", f"ENVID={xtext(envelope.id)}"]
    return options


def _recipient(server: smtplib.SMTP, envelope: Envelope) -> tuple[int, bytes]:
    if not server.has_extn("dsn"):
        return server.rcpt(envelope.recipient)
    options = ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{xtext(envelope.recipient)}"]
    return server.rcpt(envelope.recipient, options)


def xtext(words: str) -> str:
    """Encode for a DSN option (RFC 3461, 4): what is not printable ASCII, and + and =, as +HH."""
    return "".join(chr(one) if one in _XCHAR else f"+{one:02X}" for one in words.encode())


def not_allowed(trouble: smtplib.SMTPResponseException) -> bool:
    """Whether a server will not have this envelope sender, though it may have another."""
    if isinstance(trouble, smtplib.SMTPSenderRefused):
        return trouble.smtp_code in SENDER_REFUSED
    words = trouble.smtp_error.decode("utf-8", "replace") if isinstance(trouble.smtp_error, bytes) else ""
    return trouble.smtp_code >= 500 and any(mark in words.lower() for mark in NOT_ALLOWED)  # noqa: PLR2004


def _of_us(code: int, words: bytes, recipient: str) -> bool:
    """Whether a refusal with the recipient is about who sends: no address of an owner is wrong then."""
    said = words.decode("utf-8", "replace").lower().replace(recipient.lower(), "")
    return code == LOGIN_WANTED or _OF_US.search(said) is not None


def _drop(server: smtplib.SMTP, code: int) -> None:
    """Leave the transaction; a server that says 421 is about to hang up, others do so without a word."""
    if code == 421:  # noqa: PLR2004
        server.close()
    else:
        with suppress(smtplib.SMTPServerDisconnected):  # the refusal is what counts
            server.rset()
