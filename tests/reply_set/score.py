"""How well replies are read: author lines lost, right recommendation, quoted words kept.

A labelled line is lost when its words do not stand, in order and together, in an answer (or, for a line
that belongs to no item, anywhere among the author's words). An answer is right when all its lines stand
under its item and under no other. Of the words of ours, and of mail programs, those count as kept that
stand among the author's words beyond the labelled ones.
"""

import email
import email.policy
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple

from mail import html, mime, reply, token
from mail.lines import fold
from mail.reply import Item, Sent
from tests.reply_set import Case

FOLDER = Path(__file__).parent / "requests"
_HEADING = re.compile(
    r"\[(?P<id>[A-Za-z]\w*-\d{4}-(?P<reference>[\w.]+?)(?:-\d{1,3})?)\] (?P<title>.*?)(?: - part .*)?"
)
_WORD = re.compile(r"[^\W_]+")


class Read(NamedTuple):
    """What a reader says the author wrote: by item, and without one."""

    answers: Mapping[str, str]
    rest: str = ""
    aside: str = ""
    """Names of items and signatures: known for the author's, and set aside as what they are."""


@dataclass
class Score:
    """The counts over some cases, and the cases in which something was wrong."""

    lines: int = 0
    lost: int = 0
    gone: int = 0
    """Of the lost lines those kept nowhere among the author's words, not even without a place."""
    answers: int = 0
    right: int = 0
    quoted: int = 0
    kept: int = 0
    """Of the quoted words those that stand in answers."""
    stayed: int = 0
    """Of the quoted words those that stand in answers or without a place: banners, disclaimers."""
    failures: list[str] = field(default_factory=list)

    @property
    def lost_share(self) -> float:
        """Author lines lost, in per cent."""
        return 100 * self.lost / max(self.lines, 1)

    @property
    def gone_share(self) -> float:
        """Author lines kept nowhere, in per cent."""
        return 100 * self.gone / max(self.lines, 1)

    @property
    def right_share(self) -> float:
        """Answers under the right item, in per cent."""
        return 100 * self.right / max(self.answers, 1)

    @property
    def kept_share(self) -> float:
        """Quoted words kept in answers, in per cent."""
        return 100 * self.kept / max(self.quoted, 1)

    @property
    def stayed_share(self) -> float:
        """Quoted words kept anywhere among the author's, in per cent."""
        return 100 * self.stayed / max(self.quoted, 1)


def words(text: str) -> list[str]:
    """The words of a text as any program may deliver them; of one without words its symbols."""
    plain = unicodedata.normalize("NFC", fold(text)).lower()
    return _WORD.findall(plain) or [letter for letter in plain if unicodedata.category(letter)[0] == "S"][:8]


def stands(line: str, stream: str) -> bool:
    """Whether the words of a line stand together in a text made by ``joined``."""
    found = words(line)
    if found and not _WORD.search(fold(line)):  # symbols
        return all(one in stream for one in found)
    return f" {' '.join(found)} " in stream if found else True


def joined(texts: Iterable[str]) -> str:
    """Texts as one stream of words, with their symbols at the end."""
    whole = "\n".join(texts)
    symbols = "".join(letter for letter in whole if unicodedata.category(letter)[0] == "S")
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFC', fold(whole)).lower()))} {symbols}"


def add(score: Score, case: Case, read: Read) -> None:
    """Count one case."""
    answers, anywhere = joined(read.answers.values()), joined([*read.answers.values(), read.rest])
    wanted = [(line, answers) for lines in case.answers.values() for line in lines]
    wanted += [(line, joined([*read.answers.values(), read.rest, read.aside])) for line in case.loose]
    lost = [line for line, where in wanted if not stands(line, where)]
    score.lines += len(wanted)
    score.lost += len(lost)
    score.gone += sum(not stands(line, f"{anywhere}{joined([read.aside])}") for line in lost)
    wrong = [item for item in case.answers if not _is_right(case, read, item)]
    score.answers += len(case.answers)
    score.right += len(case.answers) - len(wrong)
    quoted, kept = count_kept(case, read.answers.values())
    score.quoted += quoted
    score.kept += kept
    score.stayed += count_kept(case, [*read.answers.values(), read.rest])[1]
    if lost or wrong:
        score.failures.append(f"{case.name}: lost {lost}, wrong {wrong}")


def _is_right(case: Case, read: Read, item: str) -> bool:
    here = joined([read.answers.get(item, "")])
    if not all(stands(line, here) for line in case.answers[item]):
        return False
    for other, text in read.answers.items():
        labelled = joined([*case.answers.get(other, ()), *case.loose])
        there = joined([text])
        if other != item and any(
            stands(line, there) and not stands(line, labelled) for line in case.answers[item] if words(line)
        ):
            return False
    return True


def count_kept(case: Case, texts: Iterable[str]) -> tuple[int, int]:
    """How many words of the case are quoted, and how many of them a reader kept."""
    said = Counter(word for text in texts for word in words(text))
    said -= Counter(word for lines in case.answers.values() for line in lines for word in words(line))
    said -= Counter(word for line in case.loose for word in words(line))
    quoted = Counter(word for line in case.quoted for word in words(line))
    return quoted.total(), (said & quoted).total()


def items_of(*requests: bytes) -> list[Item]:
    """The items that mails of ours ask about, as the register would give them."""
    found: dict[str, Item] = {}
    for raw in requests:
        lines = mime.parse(raw).text.split("\n")
        for number, line in enumerate(lines):
            match = _HEADING.fullmatch(line.strip())
            if match and match["id"] not in found:
                audit = lines[number + 1].partition(",")[0] if number + 1 < len(lines) else ""
                found[match["id"]] = Item(
                    id=match["id"], reference=match["reference"], title=match["title"], audit=audit
                )
    return list(found.values())


class Context(NamedTuple):
    """What the register knows when a reply to one request comes."""

    sent: Sequence[Sent]
    items: Sequence[Item]
    names: Sequence[str]


def context(name: str, mails: Mapping[str, bytes]) -> Context:
    """Everything sent in the request that the mail ``name`` belongs to: all mails with its token."""
    code = token.find(mime.parse(mails[name]).text)[:1]
    together = [raw for raw in mails.values() if token.find(mime.parse(raw).text)[:1] == code]
    asked = email.message_from_bytes(mails[name], policy=email.policy.default)
    shown, address = parseaddr(str(asked["From"]))
    signed = [line for line in mime.parse(mails[name]).text.split("\n") if line.startswith(f"{shown}, ")]
    names = [shown, address, *(line.partition(", ")[2].strip() for line in signed[-1:])]
    sent = [
        Sent(text=ours.text, html_text=html.to_text(ours.html), subject=ours.subject)
        for ours in map(mime.parse, together)
    ]
    return Context(sent, items_of(*together), names)


def stored() -> dict[str, bytes]:
    """The request mails kept as files beside this set, by name."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))}


def ours(mails: Mapping[str, bytes]) -> Callable[[Case], Read]:
    """The product's own reader, given the mails that were sent."""
    known = {name: context(name, mails) for name in mails}

    def read(case: Case) -> Read:
        there = known[case.request]
        found = reply.read(mime.parse(case.raw), sent=there.sent, items=there.items, sender_names=there.names)
        aside = [
            found.body[one.start : one.end] for one in found.elided if one.why in ("anchor", "signature")
        ]
        return Read({one.item_id: one.text for one in found.answers}, found.unplaced, "\n".join(aside))

    return read


def run(cases: Iterable[Case], read: Callable[[Case], Read]) -> Score:
    """Score a reader over cases."""
    score = Score()
    for case in cases:
        add(score, case, read(case))
    return score
