"""Check an installation, one line a part, with the cure."""

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import typer

from followup import Refused

LEAST_FREE = 1024**3
CURES = {
    "senders": "set boundary under [mail.senders] as the administration guide says",
    "mailbox": "check host, port, user, login and tls under [imap], and MATTERS_IMAP__PASSWORD",
    "mail server": "check host, port, user, login and tls under [smtp], and MATTERS_SMTP__PASSWORD",
}
"""What to look at when a server does not answer as it should."""


def examine(checks: Mapping[str, Callable[[], str]], words: Callable[[Exception], str | None]) -> bool:
    """Run every check and print a line for each; gives whether all is well."""
    well = True
    for name, check in checks.items():
        try:
            typer.echo(f"ok    {name:<12} {check()}")
        except Exception as trouble:
            sentence = words(trouble)
            if sentence is None:
                raise
            well = False
            cure = f"; {CURES[kind]}" if (kind := name.rstrip(" 0123456789")) in CURES else ""
            typer.echo(f"FAIL  {name:<12} {sentence}{cure}")
    return well


def numbered(name: str, count: int, check: Callable[[int], str]) -> dict[str, Callable[[], str]]:
    """One check for each of several alike, numbered from 1 where there are several."""
    return {name if count == 1 else f"{name} {n + 1}": partial(check, n) for n in range(count)}


def mailbox(client: Any) -> str:  # noqa: ANN401 - only the mail edge knows what it is
    """Say what the server of a mailbox, in which we are logged in, can do."""
    wanted = [word for word in ("IDLE", "MOVE", "UIDPLUS") if client.has_capability(word)]
    return f"logged in; {', '.join(wanted) or 'without IDLE and MOVE: mail is taken by looking again'}"


def server(dial: Callable[[], Any]) -> str:
    """Log in to the mail server."""
    connection = dial()
    connection.quit()
    return "ready to send"


class Senders(Protocol):
    """What the settings say of senders."""

    boundary: str
    default: Any
    domains: Any


def senders(trust: Senders) -> str:
    """Say whose word on senders counts. Refused where nobody is named, for then nobody is believed."""
    if not trust.boundary:
        raise Refused("nobody is believed: every answer waits until its owner or you confirm it")
    if trust.default != "pass":
        raise Refused("mail from anywhere is believed without proof: let default be pass")
    unsigned = [name for name, asked in trust.domains.items() if asked == "unsigned"]
    return f"proved by {trust.boundary}; unsigned: {', '.join(unsigned) or 'no domain'}"


def disk(folder: Path) -> str:
    """Look whether there is room for papers and mail."""
    place = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE:
        raise Refused(f"only {free // 1024**2} MB free at {place}; make room")
    return f"{free // 1024**3} GB free at {place}"
