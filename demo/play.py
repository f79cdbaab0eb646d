"""Play one whole round of the invented force through the real product: `make demo`."""

import argparse
import datetime as dt
import shutil
import signal
import smtplib
from email.utils import formataddr
from pathlib import Path

from demo.cast import DECISIONS, LAST_MEETING, LINES, NEXT_MEETING, OUTCOMES, REVIEWER, Decision, Line
from demo.clients import compose
from demo.servers import HOST, mail_servers
from demo.stage import ROOT, Stage
from reports import people_file

DATA = ROOT / "demo" / "fenshire"
MAILBOX = "audit@fenshire.police.example"
PANEL, BOARD, AUDITOR = "Joint Independent Audit Committee", "Strategic Risk Board (SRB)", "Tolland Marsh LLP"
AFTER_THE_MEETING = dt.datetime.combine(LAST_MEETING + dt.timedelta(days=7), dt.time(9), dt.UTC)


def hours_before(days: int, hour: int) -> dt.datetime:
    """An hour (UTC) some days before the next meeting."""
    return dt.datetime.combine(NEXT_MEETING - dt.timedelta(days=days), dt.time(hour), dt.UTC)


OPENING, CLOSING, DRAFTING = hours_before(42, 9), hours_before(14, 18), hours_before(12, 8)


def say(words: str) -> None:
    """One line of the story."""
    print(words, flush=True)


def standing(stage: Stage) -> str:
    """How far collection has got, in one line."""
    return stage.matters("cycle", "status", "--meeting", str(NEXT_MEETING)).strip().splitlines()[-1]


def prepare(stage: Stage) -> None:
    """A new installation: settings, last meeting's paper, the people, what the panel decided."""
    stage.set_clock(AFTER_THE_MEETING)
    stage.matters(
        "init", "--organisation", "Fenshire Police", "--panel", PANEL, "--board", BOARD,
        "--auditor", AUDITOR, "--address", MAILBOX,
    )  # fmt: skip
    stage.use_servers(MAILBOX)
    read = stage.matters("import", str(DATA / "2026-06-tracker.txt")).splitlines()
    say(f"imported   {read[0]}")
    for heading in ("Please check", "The paper disagrees with itself", "Written"):
        say(f"           {next(line for line in read if line.startswith(heading))}")
    say(f"people     {stage.matters('people', 'import', str(DATA / 'people.csv')).splitlines()[0]}")
    for one in OUTCOMES:
        words = [one.action] if one.action else []
        done = stage.matters("outcome", one.item_id, one.result, *words, "--meeting", str(LAST_MEETING))
        say(f"outcome    {done.strip()}")
    stage.matters("meeting", "add", str(NEXT_MEETING))
    say(f"meeting    {PANEL}, {NEXT_MEETING:%d %B %Y}: requests go out {OPENING:%d %B}")


def play(stage: Stage) -> None:
    """The cycle, day by day; the services do everything that nobody types."""
    stage.set_clock(OPENING)
    stage.cycle_is("collecting")
    say(f"opened     {OPENING:%d %B %Y}: {standing(stage)}")
    days = sorted({line.after_days for line in LINES} | {made.after_days for made in DECISIONS})
    for day in days:
        stage.set_clock(OPENING + dt.timedelta(days=day, hours=1))
        for line in (one for one in LINES if one.after_days == day):
            answer(stage, line)
        for made in (one for one in DECISIONS if one.after_days == day):
            decide(stage, made)
    stage.set_clock(CLOSING)
    stage.cycle_is("cut_off")
    say(f"closed     {CLOSING:%d %B %Y}: {standing(stage)}")
    stage.set_clock(DRAFTING)
    stage.cycle_is("draft")


def answer(stage: Stage, line: Line) -> None:
    """An owner answers by mail; wait until the services have taken it and sent what they had to say."""
    asked = stage.newest(line.person_email, line.replying_to)
    names = {entry.email: entry.name for entry in people_file.read(DATA / "people.csv")}
    sender = line.sender or line.person_email
    number = stage.arrived() + 1
    raw = compose(
        line.client,
        request=asked,
        answers=line.answers,
        from_=formataddr((names.get(sender, ""), sender)),
        attachments=line.attachments,
        date=OPENING + dt.timedelta(days=line.after_days, hours=1),
        message_id=f"<{number}.demo@fenshire.police.example>",
    )
    top = "".join(f"{name}: {value}\r\n" for name, value in line.headers.items()).encode()
    with smtplib.SMTP(HOST, stage.servers.smtp_port) as server:
        server.sendmail(sender, [MAILBOX], top + raw)
    stage.wait_for(f"message {number}", lambda: stage.arrived() >= number or None)
    stage.all_sent()
    say(f"day {line.after_days:<2}     {sender.split('@')[0]} ({line.client}): {line.note}")


def decide(stage: Stage, made: Decision) -> None:
    """The inspectorate decides from a terminal."""
    options = {
        "approve": [],
        "edit": [
            "--text",
            made.words,
            "--reason",
            made.reason,
            *(["--claim", made.claim] if made.claim else []),
        ],
        "return": ["--question", made.words],
        "verify": ["--note", made.words],
    }
    done = stage.matters("review", made.verb, made.item_id, *options[made.verb])
    stage.all_sent()
    say(f"day {made.after_days:<2}     review: {done.strip()}")


def main() -> None:
    """Play the round in build/demo; with --serve leave the services running until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true", help="leave the services running")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "demo")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with mail_servers(MAILBOX) as servers:
        stage = Stage(folder, servers, who=REVIEWER)
        prepare(stage)
        with stage.serving():
            play(stage)
            out = folder / "drafts"  # the narrative draft has compiled itself; the table style is asked for
            stage.matters("compile", "--meeting", str(NEXT_MEETING), "--style", "table", "--out", str(out))
            for path in sorted(out.iterdir()):
                say(f"paper      {path}")
            if options.serve:
                where = f"IMAP {HOST}:{servers.imap_port}, SMTP {HOST}:{servers.smtp_port}"
                say(f"serving    {where}, settings in {folder}; Ctrl-C ends it")
                signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
