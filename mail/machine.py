"""Is this a machine's mail? Such mail is kept, but neither interpreted nor answered (RFC 3834)."""

import re

from mail.headers import Fields

OWN_HEADER = "x-matters-arising"
"""Everything we send carries it: seeing it again means that a loop has begun."""

ANSWERING_MACHINES = (
    "x-autoreply",
    "x-auto-reply",
    "x-autorespond",
    "x-autoresponder",
    "x-fc-machinegenerated",
)

_SUBJECT = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheitsnotiz"
    r"|automatische antwort|r[ée]ponse automatique|risposta automatica|respuesta autom[áa]tica"
    r"|automatisch antwoord|ateb awtomatig)\b *(?::|$)",
    re.IGNORECASE,
)


def why_automatic(fields: Fields, *, subject: str, media_type: str, from_addresses: list[str]) -> str | None:
    """Say in words why a machine sent this, or None for a person's mail.

    X-Auto-Response-Suppress alone says nothing: ordinary Exchange mail carries it.
    """
    reasons = (
        _loop(fields),
        "it is a delivery or reading report" if media_type == "multipart/report" else None,
        _bounce(fields, from_addresses),
        _declared(fields),
        "its subject is that of an automatic reply" if _SUBJECT.match(subject) else None,
    )
    return next(filter(None, reasons), None)


def _loop(fields: Fields) -> str | None:
    return "it is one of our own messages come back" if fields.first(OWN_HEADER) is not None else None


def _bounce(fields: Fields, from_addresses: list[str]) -> str | None:
    if any(value.strip() in ("<>", "") for value in fields.all("return-path")):
        return "its return path is empty"
    if any(address.partition("@")[0] in ("mailer-daemon", "postmaster", "<>") for address in from_addresses):
        return "a mail server wrote it"
    return None


def _declared(fields: Fields) -> str | None:
    submitted = _keyword(fields, "auto-submitted")
    if submitted not in ("", "no"):
        return f"it says of itself: Auto-Submitted {submitted[:40]}"
    if fields.first("list-id") is not None:
        return "it comes from a mailing list"
    if _keyword(fields, "precedence") in ("bulk", "junk", "auto_reply"):
        return "it is marked as bulk mail or an automatic reply"
    if any(_keyword(fields, name) not in ("", "no", "false") for name in ANSWERING_MACHINES):
        return "an answering machine marked it"
    if fields.first("x-ms-exchange-inbox-rules-loop") and fields.first("x-auto-response-suppress"):
        return "an Exchange rule sent it"  # either of the two alone is found on people's mail
    return None


def _keyword(fields: Fields, name: str) -> str:
    return (fields.first(name) or "").partition(";")[0].strip().lower()
