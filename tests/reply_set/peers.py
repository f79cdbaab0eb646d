"""Runs in an environment with the peers: reads texts from standard input, writes what each peer leaves.

One JSON object a line: ``{"text": ...}`` in, one with a text for each peer out. A peer that raises, or takes
too long, leaves nothing.
"""

import json
import signal
import sys
from collections.abc import Callable

import quotequail
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as MailParserReply

LONGEST = 5
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "sv"]


def unwrapped(text: str) -> str:
    """What quotequail finds above and below the quotation."""
    found = quotequail.unwrap(text)
    return text if found is None else f"{found.get('text_top', '')}\n{found.get('text_bottom', '')}"


def parsed(text: str) -> str:
    """The reply that email-reply-parser sees."""
    return str(EmailReplyParser.read(text).reply)


def latest(text: str) -> str:
    """The newest reply that mail-parser-reply sees, signature and all."""
    replies = MailParserReply(languages=LANGUAGES).read(text).replies
    return str(replies[0].full_body) if replies else ""


PEERS: dict[str, Callable[[str], str]] = {
    "quotequail unwrap": unwrapped,
    "email-reply-parser": parsed,
    "mail-parser-reply": latest,
}


def tried(peer: Callable[[str], str], text: str) -> str:
    """What a peer makes of a text within some seconds, else nothing."""
    signal.alarm(LONGEST)
    try:
        return peer(text)
    except Exception as error:  # noqa: BLE001
        sys.stderr.write(f"{peer.__name__}: {error!r}\n")
        return ""
    finally:
        signal.alarm(0)


def too_long(_signal: int, _frame: object) -> None:
    """End a peer that takes too long."""
    raise TimeoutError


def main() -> None:
    """Read every line, write every line."""
    signal.signal(signal.SIGALRM, too_long)
    for line in sys.stdin:
        text = json.loads(line)["text"]
        print(json.dumps({name: tried(peer, text) for name, peer in PEERS.items()}))


if __name__ == "__main__":
    main()
