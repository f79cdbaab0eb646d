"""What every handler works with, and the one way in which a payload becomes a transaction."""

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.blocks import Json
from bot.config import Config
from bot.identity import Directory
from followup import Refused, log
from followup.rules import Rules
from store import queries
from store.db import writing
from store.models import Person, Request

PATIENCE = 2.0
"""Seconds to wait for other writers, of the three that Slack gives us."""
logger = logging.getLogger(__name__)


class Pressed(NamedTuple):
    """A button or menu that somebody used: by whom, with which value, and all that came with it."""

    user: str
    value: str
    action: Json
    body: Json

    @property
    def in_modal(self) -> bool:
        """Whether it stands in a modal: what opens then lies above it."""
        return (self.body.get("view") or {}).get("type") == "modal"


Said = tuple[Sequence[tuple[str, str]], str]
"""Words of one message by item, and those that belong to none."""
Read = Callable[[Session, Request, str], Said]
"""The reader of mail, for words in a thread: which of them belong to which item of a request."""


@dataclass
class Desk:
    """Handed to every handler."""

    engine: Engine
    client: WebClient
    config: Config
    directory: Directory
    read: Read
    clock: Callable[[], dt.datetime]
    nudge: Callable[[], None] = lambda: None
    """Called after a transaction that left something to send."""
    team: str = ""
    """The one workspace that is served; empty until it is known."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction within the time that Slack gives, and a nudge to whoever sends."""
        with writing(self.engine, patience=PATIENCE) as session:
            yield session
        self.nudge()

    def show(self, pressed: Pressed, view: Json) -> None:
        """Open a modal, first thing: the right to do so lasts three seconds."""
        trigger = str(pressed.body["trigger_id"])
        if pressed.in_modal:
            self.client.views_push(trigger_id=trigger, view=view)
        else:
            self.client.views_open(trigger_id=trigger, view=view)

    def rules(self, session: Session, request: Request) -> Rules:
        """The rules agreed with the panel of a request."""
        return self.config.rules_of(queries.dossier(session, request.id).body.name)

    def tell(
        self,
        session: Session,
        words: str,
        *,
        key: str,
        person: Person | None = None,
        user: str = "",
        item_id: str = "",
        thread: str = "",
    ) -> None:
        """Queue plain words to somebody, with a fresh card of an item where they are about one."""
        about = {"words": words, "item_id": item_id, "thread": thread}
        about |= {} if person else {"user": user}
        log.tell(session, "told", person.id if person else None, key=f"told:{key}", at=self.clock(),
                 about=about, edge="slack")  # fmt: skip


def told(trouble: Exception) -> str:
    """Say what went wrong to whoever did it; what is a fault of ours goes to the log under a reference."""
    if isinstance(trouble, Refused):
        return _without_options(str(trouble))
    name = f"slack-{secrets.token_hex(4)}"
    logger.error("something from Slack was not taken, reference %s", name, exc_info=trouble)
    if isinstance(trouble, TimeoutError | OperationalError):
        return f"We are very busy just now and have not taken this. Please send it again. (Reference {name})"
    return f"Something went wrong on our side; the inspectorate has been told. (Reference {name})"


def _without_options(words: str) -> str:
    """Leave out what only makes sense in a terminal."""
    kept = [one for one in re.split(r"(?<=[.?!]) ", words) if " --" not in one and "`" not in one]
    return " ".join(kept) or words
