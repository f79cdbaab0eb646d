"""What an owner's reply says about which recommendation: their words, found by subtracting ours.

Nothing is discarded. Every character of the body is in an answer, in ``unplaced`` or in ``elided``.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from mail import earlier, fallback, subtract
from mail.anchors import Anchor, Finder, Item
from mail.furniture import ATTRIBUTION, HEADERS
from mail.lines import BLANK, OURS, OWN, Line
from mail.mime import Attachment, Incoming
from mail.placing import wanted_by
from mail.reading import Reading, analyse, bodies, choose, suffices
from mail.understood import Answer, Reply, Segment, Sent, every_word
from reports.loose import worth_reading

__all__ = ["Answer", "Item", "Reply", "Segment", "Sent", "every_word", "read"]

LONGEST_ANSWER = 32_000


def read(
    incoming: Incoming, *, sent: Sequence[Sent], items: Sequence[Item], sender_names: Sequence[str]
) -> Reply:
    """Find what the author says about each item; ``sender_names`` are our own names and addresses.

    Linear in the size of the message; a body beyond LONGEST_BODY characters is kept whole, unplaced.
    """
    sources = [source for one in sent for source in one.sources]
    finder = Finder(items, _order(sent, items))
    subjects = list(dict.fromkeys(one.subject for one in sent))
    addresses = incoming.from_addresses
    doubts, readings = list[str](), list[Reading]()
    for body in bodies(incoming, doubts):
        said = [word for line in body for word in line.words]
        readings.append(analyse(body, sources, finder, sender_names, subjects, addresses))
        if incoming.text.strip() and suffices(readings[0], said, incoming.html):
            break
    if not readings:
        doubts = doubts or ["The message holds no text."]
        reply = Reply(unplaced=incoming.text.strip(), body=incoming.text, doubts=doubts)
        _place(reply, incoming.attachments, finder)
        return reply
    reading = choose(readings, doubts)
    reply = _sort(reading, items, _default(reading, items, finder.named_in(incoming.subject)))
    doubts += [earlier.DOUBT] if any(line.kind == earlier.EARLIER for line in reading.lines) else []
    reply.doubts = doubts + reply.doubts
    _drop_repeats(reply, sources)
    reply.elided = _elided(reading.lines, reply.elided)
    if not any(line.kind == OURS for line in reading.lines):
        reply.view = fallback.view(reply.body)
    _place(reply, incoming.attachments, finder)
    _doubt(reply)
    return reply


def _order(sent: Sequence[Sent], items: Sequence[Item]) -> list[str]:
    """Give the items as the longest message that asks about several lists them; nothing if two differ."""
    orders: list[list[str]] = []
    for one in sent:
        places = sorted((place, item.id) for item in items if (place := one.text.find(f"\n[{item.id}]")) >= 0)
        orders += [[name for _place, name in places]] if len(places) > 1 else []
    longest = [order for order in orders if len(order) == max(map(len, orders))]
    return longest[0] if longest and all(order == longest[0] for order in longest) else []


def _default(reading: Reading, items: Sequence[Item], in_subject: list[str]) -> str | None:
    """Give the item that words without an anchor belong to, if there can only be one."""
    headings = {name for index, found in reading.anchors.items() for name in found.items
                if reading.lines[index].kind == OURS}  # fmt: skip
    candidates = ([item.id for item in items], sorted(headings), in_subject)
    return next((names[0] for names in candidates if len(names) == 1), None)


def _sort(reading: Reading, items: Sequence[Item], default: str | None) -> Reply:
    """Give each line of the author to the nearest anchor above it, else to the default."""
    reply = Reply(body=reading.body)
    found: dict[str, list[Line]] = {item.id: [] for item in items}
    loose: list[Line] = []
    anchor: Anchor | None = None
    for index, line in enumerate(reading.lines):
        anchor = None if line.kind in (ATTRIBUTION, HEADERS) else reading.anchors.get(index, anchor)
        if index in reading.anchors and anchor and anchor.doubt:
            reply.doubts.append(anchor.doubt)
        named = anchor.items if anchor else ()
        targets = named or ((default,) if default and not (anchor and anchor.doubt) else ())
        for name in targets:
            found[name].append(line)
            if line.kind == OWN:
                reply.placed_by.setdefault(name, anchor.by if anchor and named else "only item")
        if not targets:
            loose.append(line)
    for name, block in found.items():
        own = [line for line in block if line.kind == OWN]
        if own:
            start = own[0].end - len(own[0].own)
            reply.answers.append(Answer(item_id=name, text=_joined(block), start=start, end=own[-1].end))
    reply.unplaced = _joined(loose)
    reply.doubts = list(dict.fromkeys(reply.doubts))
    return reply


def _joined(block: Sequence[Line]) -> str:
    """Join the author's lines, with one empty line where there were some or where ours stood between."""
    pieces: list[str] = []
    for is_own, run in groupby(block, key=lambda line: line.kind == OWN):
        pieces += ["\n".join(line.own.rstrip() for line in run)] if is_own else []
    return "\n\n".join(pieces).strip()


def _drop_repeats(reply: Reply, sources: Sequence[subtract.Source]) -> None:
    """Set aside an answer that only repeats what we sent: it is no answer, and the reviewer is told."""
    for answer in list(reply.answers):
        if subtract.repeats(answer.text, sources):
            reply.answers.remove(answer)
            del reply.placed_by[answer.item_id]
            reply.elided.append(Segment(start=answer.start, end=answer.end, why="repeated"))
            reply.doubts.append(f"What stands under {answer.item_id} only repeats what we sent.")


def _elided(body: Sequence[Line], more: Sequence[Segment]) -> list[Segment]:
    """Give what was taken from the body, in order, neighbours of one kind together."""
    taken = [(segment.start, segment.end, segment.why) for segment in more]
    for line in body:
        if line.kind not in (OWN, BLANK):
            taken.append((line.start, line.end, line.kind))
        elif line.kind == OWN and line.own_from:
            taken.append((line.start, line.start + line.own_from, line.why))
    joined: list[tuple[int, int, str]] = []
    for start, end, why in sorted(taken, key=itemgetter(0)):
        if joined and joined[-1][2] == why and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end), why)
        else:
            joined.append((start, end, why))
    return [Segment(start=start, end=end, why=why) for start, end, why in joined]


def _place(reply: Reply, attachments: Sequence[Attachment], finder: Finder) -> None:
    """Give each document to its answers; one that came without words makes an answer without text."""
    spoken = list(reply.answers)
    for number, attachment in enumerate(attachments):
        names, doubt = wanted_by(attachment, spoken, finder)
        reply.doubts += [doubt] if doubt else []
        for name in names:
            answer = next((answer for answer in reply.answers if answer.item_id == name), None)
            if answer is None:
                answer = Answer(item_id=name, text="")
                reply.answers.append(answer)
                reply.placed_by[name] = "only item" if len(finder.items) == 1 else "reference"
                reply.doubts.append(f"For {name} there is a document, but no words.")
            answer.attachments.append(number)


def _doubt(reply: Reply) -> None:
    """Say what a reviewer should look at."""
    if not reply.answers and not reply.unplaced and not reply.doubts:
        reply.doubts.append("No words of the author's own were found in the message.")
    if reply.unplaced and (not reply.answers or worth_reading(reply.unplaced)):
        reply.doubts.append("Some words could not be placed under a recommendation.")
    for answer in reply.answers:
        if len(answer.text) > LONGEST_ANSWER:
            reply.doubts.append(f"The answer to {answer.item_id} is very long.")
