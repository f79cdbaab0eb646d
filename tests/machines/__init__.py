"""Whole machine mails about one of our requests, each with a perfect closing reply inside where it can."""

from collections.abc import Callable
from dataclasses import dataclass

CLOSE = "This has been implemented in full; a sample of 40 of 40 passed. Please close."


@dataclass(frozen=True)
class Told:
    """One request as it went: to whom, from which return path, and its bytes."""

    item: str
    owner: str
    name: str
    message_id: str
    subject: str
    return_path: str
    """The envelope sender: to it go reports and most answering machines."""
    reply_to: str
    mailbox: str
    payload: bytes

    @property
    def words(self) -> str:
        """A reply that would close the item, had a person written it."""
        return f"[{self.item}]\r\n{CLOSE}\r\n"

    @property
    def quoted(self) -> str:
        """The same within the quoted request, as an answering machine repeats it."""
        return (
            f"> [{self.item}] Service checks\r\n> Your update (write below this line):\r\n{CLOSE}\r\n"
            f"> Ref: {self.message_id.partition('.')[0].strip('<')}\r\n"
        )

    @property
    def headers(self) -> str:
        """The header block of the request."""
        return self.payload.partition(b"\r\n\r\n")[0].decode() + "\r\n"


Mails = dict[str, Callable[[Told], bytes]]


def mail(told: Told, head: str, body: str, *, thread: bool = True, to: str = "") -> bytes:
    """Join header lines (one a line) and a body; ``thread`` answers the request by its id."""
    lines = [line.strip() for line in head.strip().splitlines()]
    names = {line.partition(":")[0].lower() for line in lines}
    if "to" not in names:
        lines.append(f"To: {to or told.return_path}")
    if "date" not in names:
        lines.append("Date: Sat, 03 Oct 2026 09:10:11 +0100")
    if thread:
        lines += [f"In-Reply-To: {told.message_id}", f"References: {told.message_id}"]
    if "content-type" not in names:
        lines += [
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ]
    text = "\r\n".join(lines) + "\r\n\r\n" + body.replace("\r\n", "\n").replace("\n", "\r\n")
    return text.encode()


def parts(boundary: str, *pieces: tuple[str, str]) -> str:
    """Build the body of a multipart message: (header lines, content) each."""
    built = "".join(f"--{boundary}\n{head.strip()}\n\n{content}\n" for head, content in pieces)
    return f"{built}--{boundary}--\n"


def report(
    told: Told, head: str, human: str, status: str, *, whole: bool = True, kind: str = "delivery-status"
) -> bytes:
    """Build a multipart/report about the request, as RFC 6522 has it."""
    returned = (
        ("Content-Type: message/rfc822", told.payload.decode() + "\n" + told.words)
        if whole
        else ("Content-Type: text/rfc822-headers", told.headers)
    )
    body = parts(
        "=_b",
        ("Content-Type: text/plain; charset=utf-8", human),
        (f"Content-Type: message/{kind}", status),
        returned,
    )
    kinds = f'multipart/report; report-type={kind};\tboundary="=_b"'
    whole_head = f"{head.strip()}\nMIME-Version: 1.0\nContent-Type: {kinds}"
    return mail(told, whole_head, body, thread=False)
