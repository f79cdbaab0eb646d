"""Take what lies in the inbox: batch by batch, a commit a message, and only then the move."""

import datetime as dt
import imaplib
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from imapclient import IMAPClient
from sqlalchemy import Engine

from mail import attempts, folders
from mail.attempts import Attempts
from mail.folders import Batch
from mail.intake import Intake, Received, keepable, receive, set_aside
from mail.limits import TOO_LARGE
from mail.mailbox import LOST, Mailbox, make_folders, place
from store.models import Attempt

Observe = Callable[[str, int], None]
"""Hears each step with the uid concerned: seen, begun, committed, moved."""

logger = logging.getLogger(__name__)


@dataclass
class Sweeper:
    """Takes every message of one mailbox once, whatever becomes of its connections.

    ``counts`` and ``validity`` outlive a connection: with another UIDVALIDITY the uids mean other
    messages, and all is looked at afresh; what was taken before is known by its bytes.
    """

    engine: Engine
    mailbox: Mailbox
    intake: Intake
    clock: Callable[[], dt.datetime]
    observe: Observe
    validity: int = 0
    counts: Attempts = field(init=False)
    withheld: Counter[int] = field(default_factory=Counter)
    """How often a message was asked for in vain: a server may hang up at one that it cannot read itself."""

    def __post_init__(self) -> None:
        self.counts = Attempts(self.engine, self.mailbox.name)

    def sweep(self, client: IMAPClient, stop: threading.Event) -> Iterator[list[Received]]:
        """Take every message in the inbox; gives what became of each batch after it was moved."""
        uids = self._search(client)
        if not uids:
            self.counts.settle()
            return
        known = self.counts.known(self.validity, uids)
        worst = {uid for uid, before in known.items() if before.count > 1}
        # In order of arrival; a suspect holds nobody up.
        uids.sort(key=lambda uid: (uid in worst, self.withheld[uid], uid))
        for uid in uids:
            self.observe("seen", uid)
        for batch in folders.batches(client, uids, alone={*known, *+self.withheld}):
            if stop.is_set():
                break
            yield self._batch(client, batch, known, stop)
        self.counts.settle()

    def _search(self, client: IMAPClient) -> list[int]:
        """Select the inbox anew, which also shows whether the uids still mean what they meant."""
        selected = client.select_folder(self.mailbox.inbox)
        validity = int(selected.get(b"UIDVALIDITY", 0))
        if self.validity not in (0, validity):
            logger.warning("%s: UIDVALIDITY changed, everything is looked at afresh", self.mailbox.name)
            self.withheld.clear()
        self.validity = validity
        return list(client.search()) if selected.get(b"EXISTS", 1) else []

    def _batch(
        self, client: IMAPClient, batch: Batch, known: dict[int, Attempt], stop: threading.Event
    ) -> list[Received]:
        self.counts.begin(self.validity, batch.uids, self.clock())
        untried = set(batch.uids)
        taken: dict[int, Received] = {}
        try:
            for uid, raw in self._fetch(client, batch, untried):
                if stop.is_set():
                    break
                received = self._one(uid, raw, TOO_LARGE if batch.large else "", known.get(uid))
                untried.discard(uid)
                if received is not None:
                    taken[uid] = received
            self._move(client, taken)
        except LOST:
            self.counts.excuse(self.validity, taken)
            raise
        except Exception:  # the database's trouble: the line still serves to move what was committed
            self._move(client, taken)
            raise
        finally:
            self.counts.excuse(self.validity, untried)
        return list(taken.values())

    def _fetch(self, client: IMAPClient, batch: Batch, untried: set[int]) -> Iterator[tuple[int, bytes]]:
        self.withheld.update(batch.uids)
        raws = folders.fetch(client, batch)
        for uid in batch.uids:
            del self.withheld[uid]
        for uid in untried.difference(raws):
            logger.info("%s: uid %s was taken away by somebody else", self.mailbox.name, uid)
            untried.discard(uid)
        yield from raws.items()

    def _one(self, uid: int, raw: bytes, problem: str, before: Attempt | None) -> Received | None:
        """Take one message in; None when it failed and is left for another attempt."""
        self.observe("begun", uid)
        try:
            received = self._take(raw, problem, before)
        except Exception as trouble:
            if attempts.of_the_world(trouble) or not keepable(self.engine, raw, self.clock()):
                raise
            words = f"{type(trouble).__name__}: {str(trouble).partition(chr(10))[0]}"
            logger.exception("%s: uid %s could not be taken in, and is left", self.mailbox.name, uid)
            self.counts.blame(self.validity, uid, words)
            return None
        self.observe("committed", uid)
        logger.info("message %s: %s %s", received.inbound_id, received.state, received.problem)
        return received

    def _take(self, raw: bytes, problem: str, before: Attempt | None) -> Received:
        if before is not None and before.count >= attempts.LIMIT:
            cause = f" ({before.problem})" if before.problem else ""
            words = f"begun {before.count} times without an end{cause}; it was kept unread"
            return set_aside(self.engine, raw, at=self.clock(), problem=words)
        return receive(self.engine, raw, intake=self.intake, at=self.clock(), problem=problem)

    def _move(self, client: IMAPClient, taken: dict[int, Received]) -> None:
        """Move what was committed, one command a folder; a crash before it repeats harmlessly."""
        bad = [uid for uid, one in taken.items() if one.state == "problem"]
        good = [uid for uid in taken if uid not in bad]
        for uids, folder in ((good, self.mailbox.processed), (bad, self.mailbox.quarantine)):
            try:
                folders.move(client, uids, place(client, folder))
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as refusal:  # the others are taken all the same
                words = "%s: not moved to %s, and looked at again later (%s)"
                logger.warning(words, self.mailbox.name, folder, refusal)
                self.counts.excuse(self.validity, uids)
                make_folders(client, self.mailbox)
            else:
                self.counts.end(self.validity, uids)
                for uid in uids:
                    self.observe("moved", uid)
