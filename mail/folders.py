"""What is asked of a selected mailbox: sizes first, then messages by the batch, and moves by the batch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mail.limits import HEADER_BLOCK, SIZE

ASKED_AT_ONCE = 500
"""Sizes asked for by one command: its line stays below the 8,000 bytes that every server takes (RFC 7162)."""
BATCH = 25
"""Messages fetched and moved together; each has a commit of its own."""
BATCH_BYTES = 4 * 1024 * 1024
_WHOLE = ("BODY.PEEK[]", b"BODY[]")
_HEADER = (f"BODY.PEEK[HEADER]<0.{HEADER_BLOCK}>", b"BODY[HEADER]<0>")


@dataclass
class Batch:
    """Messages fetched together; of ``large`` ones only the header is fetched."""

    large: bool = False
    uids: list[int] = field(default_factory=list)
    size: int = 0

    def add(self, uid: int, size: int) -> bool:
        """Take one more message of that size in, if it belongs to this batch and there is room."""
        large = size > SIZE
        cost = HEADER_BLOCK if large else size
        if self.uids and (large != self.large or len(self.uids) >= BATCH or self.size + cost > BATCH_BYTES):
            return False
        self.large, self.size = large, self.size + cost
        self.uids.append(uid)
        return True


def batches(client: IMAPClient, uids: Sequence[int], alone: Iterable[int] = ()) -> Iterator[Batch]:
    """Plan the fetching of messages, in their order, within a few megabytes at a time.

    Messages ``alone`` get a batch of their own each. A message that is gone is left out.
    """
    single = set(alone)
    for start in range(0, len(uids), ASKED_AT_ONCE):
        chunk = uids[start : start + ASKED_AT_ONCE]
        sizes = _items(client, chunk, "RFC822.SIZE", b"RFC822.SIZE")
        batch = Batch()
        for uid in (uid for uid in chunk if uid in sizes):
            apart = uid in single or not single.isdisjoint(batch.uids)
            if (apart and batch.uids) or not batch.add(uid, int(sizes[uid])):
                yield batch
                batch = Batch()
                batch.add(uid, int(sizes[uid]))
        if batch.uids:
            yield batch


def fetch(client: IMAPClient, batch: Batch) -> dict[int, bytes]:
    """Fetch a batch without marking anything seen; what is no longer there is left out."""
    wanted, key = _HEADER if batch.large else _WHOLE
    found = _items(client, batch.uids, wanted, key)
    return {uid: bytes(found[uid]) for uid in batch.uids if found.get(uid) is not None}


def _items(client: IMAPClient, uids: Sequence[int], wanted: str, key: bytes) -> dict[int, Any]:
    try:
        found = client.fetch(uids, [wanted])
    except IMAPClientError:
        # Some servers refuse the whole when a single message has been taken away meanwhile.
        there = set(client.search())
        if there.issuperset(uids):
            raise
        left = [uid for uid in uids if uid in there]
        found = client.fetch(left, [wanted]) if left else {}
    return {uid: values[key] for uid, values in found.items() if key in values}


def move(client: IMAPClient, uids: Sequence[int], folder: str) -> None:
    """Move messages; servers without MOVE get copy, delete, expunge. Those already gone are no error."""
    if not uids:
        return
    if client.has_capability("MOVE"):
        client.move(uids, folder)
        return
    client.copy(uids, folder)
    client.delete_messages(uids)
    client.expunge(uids if client.has_capability("UIDPLUS") else None)
