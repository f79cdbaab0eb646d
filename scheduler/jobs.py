"""The table of jobs: what opens, is sent, closes and compiles by itself. Each may run twice without harm."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from typing import NamedTuple

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from followup import Refused, cycle
from followup.rules import Rules
from scheduler import outbox
from store.db import reading, writing
from store.models import Body, Cycle, Meeting

WHO = "Matters Arising"
EVERY = 30
"""Seconds between two looks at the planned hours."""
SEND_EVERY = 5
MATCH_EVERY = 600

logger = logging.getLogger(__name__)


class Chat(NamedTuple):
    """The Slack edge, where there is one: callables that it hands over."""

    deliver: outbox.Deliver
    route: outbox.Route
    follow: Callable[[dt.datetime], int]
    """Queues an edit for each message that shows what is true no longer; gives how many."""
    match: Callable[[], list[str]]
    """Looks for the accounts of people; gives a line for each found."""
    summarise: Callable[[dt.datetime], list[str]]
    """Queues the summaries that are due."""
    listen: Callable[[threading.Event], None]
    """Takes what comes until told to stop."""
    wanted: threading.Event
    """Set when something waits to be sent."""


class Work(BaseModel):
    """What the jobs need: the database, each panel's rules, the road out and the compiler."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    rules_of: Callable[[str], Rules]
    zone: str
    deliver: outbox.Deliver
    compile_draft: Callable[[int, dt.datetime], list[str]]
    """Compiles the draft of a meeting (by id) into files and names them."""
    stop: threading.Event = Field(default_factory=threading.Event)
    """Set when the services stop: the mail under way is the last."""
    chat: Chat | None = None

    @property
    def route(self) -> outbox.Route:
        """Says which way a row of the outbox goes."""
        return self.chat.route if self.chat else outbox.by_mail


class Job(NamedTuple):
    """One line of the table."""

    name: str
    does: str
    seconds: int
    run: Callable[[Work, dt.datetime], list[str]]
    """Gives a line for each thing done."""


def open_due(work: Work, at: dt.datetime) -> list[str]:
    """Open each planned cycle whose hour has come."""
    return _each(work, "planned", "opens", at, _open)


def _open(work: Work, planned: int, at: dt.datetime) -> str | None:
    with writing(work.engine) as session:
        row = session.get_one(Cycle, planned)
        meeting = session.get_one(Meeting, row.meeting_id)
        if row.state != "planned" or meeting.date <= at.date():
            return None  # a round whose meeting has passed is opened by hand or not at all
        made = cycle.open_cycle(session, meeting, rules=_rules(work, session, meeting), who=WHO, at=at)
    return f"opened the cycle for {meeting.date}: {len(made.asked)} people asked"


def send_due(work: Work, at: dt.datetime) -> list[str]:
    """Drain the outbox of what goes by mail."""
    return _sent(outbox.drain(work.engine, work.deliver, at=at, stop=work.stop, route=work.route))


def post_due(work: Work, at: dt.datetime) -> list[str]:
    """Bring the messages in Slack into step, then drain the outbox of what goes there."""
    if work.chat is None:
        return []
    work.chat.follow(at)
    deliver, route = work.chat.deliver, work.chat.route
    return _sent(outbox.drain(work.engine, deliver, at=at, stop=work.stop, edge="slack", route=route))


def _sent(drained: outbox.Drained) -> list[str]:
    if drained == outbox.Drained():
        return []
    held = f", held back {drained.held}" if drained.held else ""
    return [f"sent {drained.sent}, later {drained.later}, given up {drained.given_up}{held}"]


def match_due(work: Work, _at: dt.datetime) -> list[str]:
    """Look for the accounts of people in Slack."""
    return work.chat.match() if work.chat else []


def summarise_due(work: Work, at: dt.datetime) -> list[str]:
    """Sum up each round for the inspectorate."""
    return work.chat.summarise(at) if work.chat else []


def close_due(work: Work, at: dt.datetime) -> list[str]:
    """Close collection of each cycle whose hour has come."""
    return _each(work, "collecting", "closes", at, _close)


def _close(work: Work, collecting: int, at: dt.datetime) -> str | None:
    with writing(work.engine) as session:
        row = session.get_one(Cycle, collecting)
        if row.state != "collecting":
            return None
        silent = cycle.close(session, row, who=WHO, at=at)
    return f"closed collection; no update received for {len(silent)} items"


def compile_due(work: Work, at: dt.datetime) -> list[str]:
    """Compile the draft of each cut-off cycle whose hour has come; files first, then the note of it."""
    return _each(work, "cut_off", "drafts", at, _compile)


def _compile(work: Work, cut_off: int, at: dt.datetime) -> str | None:
    with reading(work.engine) as session:
        meeting_id = session.get_one(Cycle, cut_off).meeting_id
    files = work.compile_draft(meeting_id, at)
    with writing(work.engine) as session:
        cycle.drafted(session, session.get_one(Cycle, cut_off), who=WHO, at=at)
    return f"compiled the draft: {', '.join(files)}"


TABLE = (
    Job("open", "opens each planned cycle at its hour and makes the requests", EVERY, open_due),
    Job("send", "sends what waits in the outbox by mail", SEND_EVERY, send_due),
    Job("post", "keeps the cards in Slack in step, and sends what waits for Slack", SEND_EVERY, post_due),
    Job("match", "looks for owners' accounts in Slack", MATCH_EVERY, match_due),
    Job(
        "summary",
        "sums up each round for the inspectorate in Slack, once a working day",
        EVERY,
        summarise_due,
    ),
    Job("close", "closes collection at its hour", EVERY, close_due),
    Job("compile", "compiles the draft paper at its hour", EVERY, compile_due),
)


def _each(
    work: Work,
    state: str,
    hour: str,
    at: dt.datetime,
    do: Callable[[Work, int, dt.datetime], str | None],
) -> list[str]:
    """Do one thing for every cycle that is due; what is refused for one panel does not stop the others."""
    done = []
    for number in _due(work, state, hour, at):
        try:
            line = do(work, number, at)
        except Refused as refusal:
            logger.warning("cycle %s: %s", number, refusal)
            continue
        if line:
            done.append(line)
    return done


def _rules(work: Work, session: Session, meeting: Meeting) -> Rules:
    return work.rules_of(session.get_one(Body, meeting.body_id).name)


def _due(work: Work, state: str, hour: str, at: dt.datetime) -> list[int]:
    """Cycles in a state whose planned hour has passed; the hours follow the meeting's present date."""
    with reading(work.engine) as session:
        wanted = (
            select(Cycle, Meeting)
            .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
            .where(Cycle.state == state)
            .order_by(col(Meeting.date))
        )
        due = []
        for row, meeting in session.exec(wanted).all():
            try:
                hours = cycle.schedule(meeting.date, _rules(work, session, meeting), work.zone)
            except Refused as refusal:
                logger.warning("cycle %s: %s", row.id, refusal)
                continue
            if getattr(hours, hour) <= at:
                due.append(row.id or 0)
        return due


def run(job: Job, work: Work, at: dt.datetime) -> list[str]:
    """Run one job once; what it refuses or stumbles over is logged and waits for its next turn."""
    try:
        done = job.run(work, at)
    except Refused as refusal:
        logger.warning("job %s: %s", job.name, refusal)
        return []
    except Exception:
        logger.exception("job %s failed; it runs again", job.name)
        return []
    for line in done:
        logger.info("job %s: %s", job.name, line)
    return done


def scheduler(
    work: Work, jobs: tuple[Job, ...], *, clock: Callable[[], dt.datetime], hurry: float = 1.0
) -> BackgroundScheduler:
    """Build (not start) the scheduler of these jobs; ``hurry`` divides the pauses, for rehearsals."""
    built = BackgroundScheduler(timezone=dt.UTC)
    for job in jobs:
        built.add_job(
            lambda job=job: run(job, work, clock()),
            IntervalTrigger(seconds=max(0.2, job.seconds / hurry)),
            id=job.name,
            name=job.does,
            coalesce=True,
            max_instances=1,
            next_run_time=dt.datetime.now(dt.UTC),
        )
    return built
