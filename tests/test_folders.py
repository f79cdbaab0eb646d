"""Fetching and moving by the batch, against real servers: bounded, in order, whatever vanishes meanwhile."""

from hypothesis import given
from hypothesis import strategies as st

from mail import folders
from mail.folders import BATCH, BATCH_BYTES, Batch
from mail.limits import HEADER_BLOCK, SIZE
from tests.servers import Imap


def some(count: int, size: int = 10) -> list[bytes]:
    return [b"Subject: %d\r\n\r\n" % n + b"x" * size + b"\r\n" for n in range(count)]


class Sizes:
    """A connection that knows sizes only, as a server would give them; some messages are gone."""

    def __init__(self, sizes: dict[int, int]) -> None:
        self.sizes = sizes
        self.asked: list[int] = []

    def fetch(self, uids, _wanted):
        self.asked.append(len(uids))
        return {uid: {b"RFC822.SIZE": self.sizes[uid]} for uid in uids if uid in self.sizes}


@given(
    st.lists(st.one_of(st.integers(0, 10_000), st.integers(0, 2 * SIZE)), max_size=1200),
    st.sets(st.integers(1, 1200)),
)
def test_every_message_is_in_one_batch_in_order_and_no_batch_is_too_large(sizes, alone):
    server = Sizes(dict(enumerate(sizes, start=1)))
    uids = list(range(1, len(sizes) + 3))  # two more have gone already
    planned = list(folders.batches(server, uids, alone=alone))
    assert [uid for batch in planned for uid in batch.uids] == uids[: len(sizes)]
    assert all(asked <= folders.ASKED_AT_ONCE for asked in server.asked)
    for batch in planned:
        assert len(batch.uids) <= BATCH
        assert len(batch.uids) == 1 or not alone.intersection(batch.uids)
        assert {server.sizes[uid] > SIZE for uid in batch.uids} == {batch.large}
        held = sum(HEADER_BLOCK if batch.large else server.sizes[uid] for uid in batch.uids)
        assert held <= BATCH_BYTES or len(batch.uids) == 1


def test_a_batch_comes_as_it_was_put_and_is_moved_together(imap: Imap) -> None:
    mails = some(40)
    imap.put(*mails)
    client = imap.client()
    client.create_folder("Processed")
    client.select_folder("INBOX")
    planned = list(folders.batches(client, sorted(client.search())))
    assert [len(batch.uids) for batch in planned] == [25, 15]
    fetched = [raw for batch in planned for raw in folders.fetch(client, batch).values()]
    assert fetched == mails
    for batch in planned:
        folders.move(client, batch.uids, "Processed")
    client.logout()
    assert (imap.held("INBOX"), imap.held("Processed")) == (0, 40)


def test_of_a_large_one_only_the_header_comes(imap: Imap) -> None:
    imap.put(*some(1, 5000))
    client = imap.client()
    client.select_folder("INBOX")
    assert folders.fetch(client, Batch(large=True, uids=client.search())) == {
        client.search()[0]: b"Subject: 0\r\n\r\n"
    }
    client.logout()


def test_what_officers_take_away_between_two_commands_is_left_out(imap: Imap) -> None:
    imap.put(*some(5))
    client = imap.client()
    client.create_folder("Processed")
    client.select_folder("INBOX")
    (batch,) = folders.batches(client, sorted(client.search()))
    officer = imap.client()
    officer.select_folder("INBOX")
    officer.delete_messages(batch.uids[1:3])
    officer.expunge()
    officer.logout()
    fetched = folders.fetch(client, batch)
    assert set(fetched) >= {batch.uids[0], *batch.uids[3:]}  # a server may still show what it showed before
    folders.move(client, batch.uids, "Processed")
    folders.move(client, [], "Processed")
    assert imap.held("INBOX") == 0
    client.logout()


def test_without_move_they_are_copied_and_deleted(imap: Imap) -> None:
    imap.put(*some(3))
    client = imap.client()
    client.create_folder("Processed")
    client.select_folder("INBOX")
    told = [word for word in client.capabilities() if word != b"MOVE"]
    client._cached_capabilities = tuple(told)
    folders.move(client, client.search()[:2], "Processed")
    client.logout()
    assert (imap.held("INBOX"), imap.held("Processed")) == (1, 2)
