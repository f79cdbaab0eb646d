"""Labelled replies to our request mails: what owners' mail programs send, and what it says of which item.

A `Case` is one whole reply with the truth beside it. The `blind` part (`blind.cases()`) was written from the
request mails in `requests/` alone, by somebody who had not read the reader of replies.
The `second` part (`second.cases()`) is another blind one, by another author.
The `tuning` part (`tuning.cases()`) was written beside the reader; it answers mails of our own templates.

How the labels are meant:

- `answers` gives, per item id, the words the author typed for that item, a line for each line typed. A client
  may wrap a line, put a quote mark before it, or make it a bullet: the words and their order are the truth.
  Where the author names the item before the words ("4.2 - Done."), the label holds the words after the name:
  to keep it is no fault. Each cell of a table is a line of its own. A sentence said of all the items
  ("No change on either of the two items ...") is the answer of each.
- `loose` are the author's words that belong to no item: greetings, headings, closings, signatures.
- `quoted` are lines of our request and of mail furniture that belong in no answer.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """One reply as a client sends it, with what a careful human reads in it."""

    name: str
    part: str
    client: str
    style: str
    request: str
    raw: bytes
    answers: dict[str, tuple[str, ...]]
    loose: tuple[str, ...]
    quoted: tuple[str, ...]
