"""Debian's own mail programs answering a request, each driven as its user would: read, reply, edit, send."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from demo.servers import HOST
from mail.compose import LABEL
from tests.servers import Imap

PROGRAMS = {"neomutt": "neomutt", "s-nail": "s-nail", "nmh": "/usr/bin/mh/repl", "mblaze": "mrep"}
PATIENCE = 60

EDITOR = """#!{python}
import json, os, pathlib, sys
typed = json.loads(pathlib.Path(os.environ["TYPED"]).read_text())
path = pathlib.Path(sys.argv[-1])
lines = path.read_text().split("\\n")
begin = 0
if lines[0].partition(":")[0].replace("-", "").isalpha() and ":" in lines[0]:
    begin = next(n for n, line in enumerate(lines) if not line.strip("-")) + 1
head, body = lines[:begin], lines[begin:]
left = dict(typed["answers"])
if typed["style"] == "top":
    blocks = [[f"[{{item}}]", *text.split("\\n"), ""] for item, text in left.items()]
    body = [line for block in blocks for line in block] + body
else:
    written, item = [], ""
    for line in body:
        bare = line.strip(" >|\\t")
        item = next((one for one in typed["items"] if bare.startswith(f"[{{one}}]")), item)
        written.append(line)
        if bare == typed["label"] and item in left:
            written += ["", *left.pop(item).split("\\n"), ""]
    body = written
path.write_text("\\n".join([*head, *body]))
"""

SENDMAIL = """#!{python}
import email, email.utils, smtplib, sys
raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw)
named = message.get_all("To", []) + message.get_all("Cc", [])
to = [address for _name, address in email.utils.getaddresses(named)]
with smtplib.SMTP("{host}", {port}) as server:
    server.sendmail("{me}", to, raw.replace(b"\\n", b"\\r\\n"))
"""

NEOMUTT = """
set from="{me}" realname="" use_from=yes folder="{folder}" spoolfile="{folder}" imap_pass="{password}"
set smtp_url="smtp://{host}:{port}/" ssl_starttls=no ssl_force_tls=no ssl_verify_host=no
set editor="{editor} %s" autoedit=yes fast_reply=yes include=yes reply_to=yes quit=yes
set copy=no record="" recall=no
set confirmappend=no mark_old=no wait_key=no timeout=1 send_charset="us-ascii:utf-8" hidden_host=yes
set header_cache="" message_cachedir="" postponed="" abort_nosubject=no edit_headers=no beep=no
alternative_order text/plain text/html
"""


class Desk(NamedTuple):
    """Where somebody sits: a home folder, their mailbox, the way out, their address."""

    home: Path
    imap: Imap
    smtp_port: int
    me: str

    def script(self, name: str, text: str) -> Path:
        """Put an executable into the home folder."""
        path = self.home / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    @property
    def environment(self) -> dict[str, str]:
        """What programs see: this home, this editor and nothing of the machine's user."""
        editor = str(self.script("editor", EDITOR.format(python=sys.executable)))
        return {
            "HOME": str(self.home), "PATH": f"/usr/bin/mh:{os.environ['PATH']}", "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "EDITOR": editor, "VISUAL": editor, "TYPED": str(self.home / "typed.json"), "TZ": "Europe/London",
            "EMAIL": self.me, "MAILRC": "/dev/null", "TMPDIR": str(self.home),
        }  # fmt: skip

    def newest(self) -> bytes:
        """Fetch the newest message of the mailbox, as a program without IMAP gets it."""
        client = self.imap.client()
        client.select_folder("INBOX", readonly=True)
        uid = max(client.search())
        raw = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
        client.logout()
        return bytes(raw)

    def run(self, *command: str, said: str = "") -> str:
        """Run a program to its end; its output, for the message of a failing test."""
        done = subprocess.run(
            command, input=said, env=self.environment, cwd=self.home, text=True, capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        return f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"


def answer(desk: Desk, program: str, style: str, answers: Mapping[str, str], items: list[str]) -> str:
    """Answer the newest message of the mailbox with one program."""
    typed = {"style": style, "answers": dict(answers), "items": items, "label": LABEL}
    (desk.home / "typed.json").write_text(json.dumps(typed))
    return WAYS[program](desk)


def neomutt(desk: Desk) -> str:
    """Read Dovecot by IMAP on a terminal of its own, reply, send by SMTP."""
    folder = f"imap://{desk.imap.user}@{HOST}:{desk.imap.port}/INBOX"
    config = NEOMUTT.format(
        me=desk.me, folder=folder, password=desk.imap.password, host=HOST, port=desk.smtp_port,
        editor=desk.environment["EDITOR"],
    )  # fmt: skip
    (desk.home / "neomuttrc").write_text(config)
    push = "push '<last-entry><reply><send-message><quit>'"
    return _on_terminal(desk, ["neomutt", "-n", "-F", str(desk.home / "neomuttrc"), "-e", push])


def _on_terminal(desk: Desk, command: list[str]) -> str:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(desk.home)
        os.execvpe(command[0], command, desk.environment)  # noqa: S606
    shown = b""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            shown += os.read(terminal, 65536) if ready else b""
        except OSError:  # the other end is closed
            break
    else:
        os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace")


def s_nail(desk: Desk) -> str:
    """Read Dovecot by IMAP, reply with the message quoted, edit, send by SMTP."""
    folder = f"imap://{desk.imap.user}:{desk.imap.password}@{HOST}:{desk.imap.port}/INBOX"
    settings = {
        "v15-compat": "yes", "from": desk.me, "mta": f"smtp://{HOST}:{desk.smtp_port}", "smtp-auth": "none",
        "editor": desk.environment["EDITOR"], "EDITOR": desk.environment["EDITOR"], "reply-to-honour": "yes",
        "sendwait": "yes", "ttycharset": "utf-8", "imap-auth": "login", "hostname": "client.example",
    }  # fmt: skip
    options = [part for name, value in settings.items() for part in ("-S", f"{name}={value}")]
    said = "reply $\n~e\n~.\nx\n"
    return desk.run("s-nail", "-#", "-~", "-:/", *options, "-S", "quote", "-f", folder, said=said)


def nmh(desk: Desk) -> str:
    """Take the message in, reply with its text quoted, edit, send by SMTP."""
    inbox = desk.home / "Mail" / "inbox"
    inbox.mkdir(parents=True)
    (desk.home / ".mh_profile").write_text(
        f"Path: Mail\nLocal-Mailbox: {desk.me}\nmhbuild-convert-text/html:\n"
        "mhbuild-convert-text/plain: sed 's/^/> /'\n"
    )
    (inbox / "1").write_bytes(desk.newest().replace(b"\r\n", b"\n"))
    quoting = ("-filter", "mhl.replywithoutbody", "-convertargs", "text/plain", "")
    told = desk.run("repl", *quoting, "-nowhatnowproc", "+inbox", "1")
    draft = str(desk.home / "Mail" / "draft")
    told += desk.run("mhbuild", draft)  # quotes
    told += desk.run(desk.environment["EDITOR"], draft)
    told += desk.run("mhbuild", draft)  # encodes what was typed
    return told + desk.run("send", "-mts", "smtp", "-server", HOST, "-port", str(desk.smtp_port), draft)


def mblaze(desk: Desk) -> str:
    """Reply to the message in a Maildir, send by a program that speaks SMTP."""
    maildir = desk.home / "Maildir"
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True)
    message = maildir / "cur" / "1.asked:2,S"
    message.write_bytes(desk.newest().replace(b"\r\n", b"\n"))
    shim = SENDMAIL.format(python=sys.executable, host=HOST, port=desk.smtp_port, me=desk.me)
    profile = desk.home / ".mblaze"
    profile.mkdir()
    (profile / "profile").write_text(
        f"Local-Mailbox: {desk.me}\nSendmail: {desk.script('sendmail', shim)}\nFQDN: client.example\n"
    )
    (profile / "seq").write_text(f"{message}\n")
    return desk.run("mrep", str(message), said="s\n")


WAYS: dict[str, Callable[[Desk], str]] = {"neomutt": neomutt, "s-nail": s_nail, "nmh": nmh, "mblaze": mblaze}
