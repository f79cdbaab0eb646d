"""The composition root: settings become engines, mailers and services here, and commands get their desk."""

import datetime as dt
import imaplib
import logging
import smtplib
import sys
import threading
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine, make_url
from sqlmodel import Session

import settings as knobs
from bot.config import Config
from bot.edge import Bot
from bot.manifest import manifest
from commands import (
    audits,
    calendar,
    doctor,
    evidence,
    export,
    failures,
    imports,
    items,
    keys,
    papers,
    queue,
    replay,
    review,
    slack,
    words,
)
from commands.desk import one_line, progress
from followup import Refused
from followup.documents import Document, Link
from followup.rules import Rules
from mail import files, intake, keyring, offered, preview, spoken_words
from mail.compose import Outgoing
from mail.listener import Listener, Mailbox, watch
from mail.login import OAuth
from mail.rate import Rate
from mail.sender import Mailer, Smtp
from mail.speaking import Senders
from scheduler import outbox, service
from scheduler.jobs import Chat
from store.db import behind, connect, is_sqlite, reading, upgrade, writing
from store.models import Body, Meeting

LOG = "matters.log"
FORMATS = "html,pdf,docx"
"""What the draft that compiles by itself is drawn as."""


Found = TypeVar("Found")


class Root:
    """Everything with a life, built at first use; to the commands it is their desk."""

    @cached_property
    def settings(self) -> knobs.Settings:
        """The settings of this installation."""
        return knobs.load()

    @cached_property
    def engine(self) -> Engine:
        """The database, which must exist and be of this version's shape."""
        if self.absent:
            raise Refused("there is no database yet; run `matters init` first")
        engine = connect(self.settings.database_url)
        if why := behind(engine):
            raise Refused(f"{why}; run `matters init` to bring it up to date")
        self.signing_keys  # noqa: B018 - without the signing key nothing starts
        return engine

    @property
    def absent(self) -> bool:
        """Whether there is no register here yet: a paper can be looked at all the same."""
        engine = connect(self.settings.database_url)
        return is_sqlite(engine) and not Path(str(engine.url.database)).exists()

    @property
    def settled(self) -> bool:
        """Whether anything is settled here: there is a settings file, or a register."""
        return knobs.file().exists() or not self.absent

    @property
    def layouts(self) -> Path:
        """The folder of the organisation's own layouts, beside the settings."""
        return knobs.file().resolve().parent / "layouts"

    @cached_property
    def signing_keys(self) -> list[keyring.Key]:
        """The signing keys, the one that signs first; without one nothing starts."""
        return keyring.read(self.settings.key_file)

    def keys(self) -> list[keyring.Standing]:
        """The signing keys, each with the last meeting that it is needed for."""
        with reading(self.engine) as session:
            return keyring.standing(session, self.signing_keys, self.now().date())

    def rotate_keys(self, *, dry_run: bool) -> tuple[list[keyring.Standing], list[keyring.Key]]:
        """Put a new signing key first: the keys as they stood, and those of the file now."""
        before = self.keys()
        after = keyring.rotated(before, keyring.fresh(self.now().date()))
        if not dry_run:
            keyring.write(self.settings.key_file, after)
        return before, after

    @cached_property
    def clock(self) -> Callable[[], dt.datetime]:
        """The clock everything in this process reads; a pretended one for rehearsals (MATTERS_CLOCK)."""
        pretended = self.settings.clock
        return (lambda: _pretended(pretended)) if pretended else (lambda: dt.datetime.now(dt.UTC))

    def now(self) -> dt.datetime:
        """The time by that clock."""
        return self.clock()

    @property
    def zone(self) -> str:
        """The installation's time zone."""
        return self.settings.zone

    @property
    def organisation(self) -> str:
        """The organisation's name."""
        return self.settings.organisation

    @property
    def who(self) -> str:
        """Who works here unless --who says otherwise."""
        return self.settings.who

    @property
    def panels(self) -> list[knobs.Panel]:
        """The panels of this installation."""
        return self.settings.panels

    def panel(self, name: str) -> knobs.Panel:
        """The settings of a panel; with one panel its name may be left out."""
        if not name and len(self.panels) == 1:
            return self.panels[0]
        for panel in self.panels:
            if panel.name.casefold() == name.casefold():
                return panel
        known = ", ".join(panel.name for panel in self.panels)
        raise Refused(f"unknown panel {name!r}; name one with --panel: {known}")

    def rules_of(self, name: str) -> Rules:
        """The rules agreed with a panel; a board follows its panel's."""
        for panel in self.panels:
            if name in (panel.name, panel.board):
                return panel.rules
        raise Refused(f"{name} is not in the settings; add it under [[panels]]")

    @cached_property
    def outgoing(self) -> Outgoing:
        """Who writes, and the key that signs."""
        return Outgoing(
            **self.settings.mail.model_dump(exclude={"senders"}),
            organisation=self.settings.organisation,
            zone=self.zone,
            keys=tuple(key.secret for key in self.signing_keys),
        )

    @cached_property
    def intake(self) -> intake.Intake:
        """What the mail road needs to take a message in."""
        senders = Senders(**self.settings.mail.senders.model_dump())
        return intake.Intake(outgoing=self.outgoing, rules_of=self.rules_of, senders=senders)

    @cached_property
    def mailer(self) -> Mailer:
        """The mail edge of the outbox."""
        knob = self.settings.smtp.model_dump()
        limit = Rate(**{name: knob.pop(name) for name in Rate.model_fields})
        return Mailer(self.engine, Smtp(**knob, oauth=self.oauth), self.outgoing, self.rules_of, limit)

    @property
    def oauth(self) -> OAuth:
        """The app that logs in where the settings say so."""
        return OAuth(**self.settings.oauth.model_dump())

    @cached_property
    def listeners(self) -> list[Listener]:
        """The mailbox watchers, one a mailbox."""
        boxes = [Mailbox(**box.model_dump(), oauth=self.oauth) for box in self.settings.imap]
        return [Listener(self.engine, box, self.intake, clock=self.clock) for box in boxes]

    def replay(self, inbound_id: int, who: str) -> str:
        """Read a kept message again; gives what became of it."""
        done = intake.replay(self.engine, inbound_id, intake=self.intake, who=who, at=self.now())
        return f"{done.state} {done.problem}".rstrip()

    @property
    def database(self) -> str:
        """Where the database is, without its password."""
        return make_url(self.settings.database_url).render_as_string(hide_password=True)

    @cached_property
    def bot(self) -> Bot | None:
        """The Slack edge, where a token is set."""
        knob = self.settings.slack
        if not knob.bot_token:
            return None
        key = self.signing_keys[0].secret
        config = Config(**knob.model_dump(), zone=self.zone, key=key, rules_of=self.rules_of)
        return Bot(self.engine, config, spoken_words.read, self.clock)

    def manifest(self, name: str, url: str) -> dict[str, Any]:
        """What the app in Slack is installed with."""
        return manifest(name=name, url=url)

    @property
    def chat(self) -> Chat | None:
        """The same, as the services see it."""
        bot = self.bot
        if bot is None:
            return None
        return Chat(bot.deliver, bot.route, bot.follow, bot.match, bot.summarise, bot.listen, bot.wanted)

    def reach(self, listener: Listener, look: Callable[[], Found]) -> Found:
        """Look into a mailbox; one that cannot be reached is named with the cure."""
        box = listener.mailbox
        try:
            return look()
        except OSError as trouble:
            where = f"the mailbox at {box.host}:{box.port} cannot be reached ({trouble.strerror or trouble})"
            raise Refused(f"{where}; check [imap] in the settings, or run `matters doctor`") from trouble

    def send(self) -> None:
        """Drain the outbox once. Refused when some of it could not go."""
        with reading(self.engine) as session:
            count = outbox.waiting(session, self.now())
        chat = self.chat
        if chat is not None:
            chat.follow(self.now())
        route = chat.route if chat else outbox.by_mail
        with progress("Sending", count) as step:
            done = outbox.drain(self.engine, self.mailer.deliver, at=self.now(), tell=step, route=route)
            if chat is not None:
                posted = outbox.drain(
                    self.engine, chat.deliver, at=self.now(), tell=step, edge="slack", route=route
                )
                done = done.and_also(posted)
        self.mailer.hang_up()
        held = f", held by the agreed rate {done.held}" if done.held else ""
        typer.echo(f"sent {done.sent}, to be tried again {done.later}, given up {done.given_up}{held}")
        if done.later or done.given_up:
            raise Refused("not everything could go (nothing is lost): `matters doctor` tests the mail server")

    def attached(self, raw: bytes) -> list[Document]:
        """Every file of a raw message, those inside others too."""
        return offered.everything(raw)

    def previews(self, session: Session) -> Iterable[tuple[str, bytes, str]]:
        """The unsent requests of a session, worded."""
        return preview.previews(session, outgoing=self.outgoing, rules_of=self.rules_of)

    def documents(self, raw: bytes) -> list[Document]:
        """The documents of a kept message."""
        return offered.evidence(raw)

    def links(self, raw: bytes, words: str) -> list[Link]:
        """The links to documents in words of a kept message."""
        return offered.links_in(raw, words)

    def draw(self, meeting_id: int, *, style: str, formats: str, audience: str, out: Path) -> list[str]:
        """Compile a meeting's paper and write its files; nothing is written unless all could be drawn."""
        with reading(self.engine) as session:
            meeting = session.get_one(Meeting, meeting_id)
            panel = self.panel(session.get_one(Body, meeting.body_id).name)
            return papers.draw(
                session,
                meeting,
                panel,
                organisation=self.settings.organisation,
                style=style or panel.style,
                formats=formats or FORMATS,
                audience=audience,
                out=out,
            )


root = Root()
app = typer.Typer(
    help="Collects, checks and reports progress on internal-audit recommendations.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(imports.papers_in)
app.add_typer(imports.imports, name="imports")
app.add_typer(papers.papers)
app.add_typer(audits.audits, name="audit")
app.add_typer(items.items, name="item")
app.add_typer(export.exports)
app.add_typer(calendar.people, name="people")
app.add_typer(calendar.meetings, name="meeting")
app.add_typer(calendar.cycles, name="cycle")
review.review.add_typer(evidence.evidence)
review.review.add_typer(queue.mails)
app.add_typer(review.review, name="review")
review.review.command("replay")(replay.replay)
app.add_typer(review.decided)
app.add_typer(words.words)
app.add_typer(keys.keys, name="key")
app.add_typer(slack.slack, name="slack")


@app.callback()
def lay(ctx: typer.Context) -> None:
    """Collects, checks and reports progress on internal-audit recommendations."""
    ctx.obj = root
    # What a person must read is printed; the rest is for the log beside the settings.
    log = failures.Log(knobs.file().resolve().parent / LOG)
    log.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[log])


def _pretended(words: str) -> dt.datetime:
    path = Path(words)
    text = path.read_text().strip() if path.exists() else words
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        cure = "give a time such as 2026-10-01T08:00+00:00 or a file holding one"
        raise Refused(f"MATTERS_CLOCK: {cure}, not {words}") from None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


@app.command()
def init(
    organisation: Annotated[str, typer.Option(help="Name of the organisation.")] = "Our organisation",
    panel: Annotated[str, typer.Option(help="Name of the audit panel.")] = "Audit Panel",
    board: Annotated[str, typer.Option(help="Name of the internal board.")] = "Risk Board",
    auditor: Annotated[str, typer.Option(help="Name of the internal auditor.")] = "",
    address: Annotated[str, typer.Option(help="Address that requests come from.")] = "audit@localhost",
) -> None:
    """Write a commented matters.toml, make the signing key, create or upgrade the database."""
    path = knobs.file()
    written = path.exists()
    if not written:
        path.write_text(
            knobs.commented(
                organisation=organisation, panel=panel, board=board, auditor=auditor, address=address
            )
        )
    typer.echo(f"{'kept' if written else 'written':<9} {path}")
    key = root.settings.key_file
    kept = key.exists()
    if not kept:
        keyring.write(key, [keyring.fresh(root.now().date())])
    typer.echo(f"{'kept' if kept else 'written':<9} {key} (keep it secret, back it up)")
    engine = connect(root.settings.database_url)
    upgrade(engine)
    typer.echo(f"{'ready':<9} {engine.url.render_as_string(hide_password=True)}")


@app.command()
def send(
    again: Annotated[bool, typer.Option("--again", help="Try what was given up once more, too.")] = False,
) -> None:
    """Send what waits in the outbox, once (the services do it all the time)."""
    if again:
        with writing(root.engine) as session:
            typer.echo(f"put back {outbox.again(session, root.now())}")
    root.send()


@app.command()
def receive() -> None:
    """Take what is in the mailboxes, once (the services watch them all the time)."""
    troubles: list[Exception] = []
    for listener in root.listeners:
        try:
            taken = root.reach(listener, listener.once)
        except (Refused, imaplib.IMAP4.error) as trouble:  # the other mailboxes are taken all the same
            troubles.append(trouble)
            continue
        for one in taken:
            typer.echo(f"mail-{one.inbound_id}: {one.state} {one.problem}".rstrip())
    if troubles:
        raise troubles[0]


@app.command()
def ingest(
    names: Annotated[list[str] | None, typer.Argument(help="Messages, mbox files, Maildirs, or -.")] = None,
) -> None:
    """Take raw messages as if they had arrived by mail."""
    engine = root.engine
    for raw in list(files.messages(names or ["-"])):  # all of them can be read, or none is taken
        one = intake.receive(engine, raw, intake=root.intake, at=root.now())
        again = "" if one.fresh else " (kept before)"
        typer.echo(f"mail-{one.inbound_id}: {one.state}{again} {one.problem}".rstrip())


@app.command("doctor")
def doctor_() -> None:
    """Check settings, key, database, mailboxes, mail server and disk; one line each, with the cure."""
    checks = {
        "settings": lambda: str(knobs.file().resolve()) if root.settings else "",
        "signing key": lambda: str(root.settings.key_file) if root.signing_keys else "",
        "database": lambda: root.engine.url.render_as_string(hide_password=True),
        "senders": lambda: doctor.senders(root.settings.mail.senders),
        **doctor.numbered("mailbox", _mailboxes(), lambda n: root.listeners[n].look(doctor.mailbox)),
        "mail server": lambda: doctor.server(root.mailer.dial),
        **_slack_checks(root.bot if "settings" in vars(root) or root.settled else None),
        "disk": lambda: doctor.disk(root.settings.drafts),
        "clock": lambda: f"{root.now():%d %B %Y %H:%M %Z}",
    }
    if not doctor.examine(checks, known):
        sys.exit(1)


def _slack_checks(bot: Bot | None) -> dict[str, Callable[[], str]]:
    """One line for each part of Slack, where it is used."""
    if bot is None:
        return {}
    parts = {"slack": bot.check, "slack sockets": bot.check_sockets, "slack review": bot.check_channel}
    return {name: partial(_in_slack, check) for name, check in parts.items()}


def _in_slack(check: Callable[[], str]) -> str:
    try:
        return check()
    except SlackApiError as trouble:
        raise Refused(f"Slack says {trouble.response.get('error')}") from trouble


def _mailboxes() -> int:
    """How many there are; one where the settings are too broken to say."""
    try:
        return len(root.settings.imap)
    except ValueError:
        return 1


@app.command()
def serve(
    only: Annotated[str, typer.Option(help="mail, bot, scheduler, outbox; several with commas.")] = "",
) -> None:
    """Run the services until told to stop: watch the mailboxes, run the jobs, drain the outbox."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr, force=True
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)

    def draft(meeting_id: int, _at: dt.datetime) -> list[str]:
        return root.draw(meeting_id, style="", formats="", audience="public", out=root.settings.drafts)

    with service.one_server(root.engine):
        service.run(
            root.engine,
            [word.strip() for word in only.split(",") if word.strip()] or service.PARTS,
            rules_of=root.rules_of,
            zone=root.zone,
            deliver=root.mailer.deliver,
            compile_draft=draft,
            watch=lambda stop: watch(root.listeners, stop),
            clock=root.clock,
            hurry=service.REHEARSAL if root.settings.clock else 1,
            stop=threading.Event(),
            chat=root.chat,
        )


def main() -> None:
    """Run a command; every failure is one sentence on stderr and exit code 1, never a traceback."""
    try:
        app()
    except Exception as trouble:  # noqa: BLE001 - the last line of defence before a person
        sentence = known(trouble) or failures.record(knobs.file().resolve().parent / LOG)
        typer.echo(f"matters: {one_line(sentence)}", err=True)
        sys.exit(1)


def known(trouble: Exception) -> str | None:
    """Words for what people ask in vain and for what the world around us does; None for a bug of ours."""
    database = root.database if "settings" in vars(root) else "in the settings"
    return failures.words_for(
        trouble,
        settings=str(knobs.file()),
        database=database,
        mail_errors=(smtplib.SMTPException, imaplib.IMAP4.error),
    )


if __name__ == "__main__":
    main()
