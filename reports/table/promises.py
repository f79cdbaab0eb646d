"""Who promised what by when: owners and target dates out of a cell's lines (2022, Appendix A)."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from followup import dates
from reports.paper import Owner, Source, TargetDate
from reports.places import span
from reports.table.cells import Cell, Told
from reports.table.labels import Paragraph
from reports.wording import owners_of, stands_for_date

NUMBER = re.compile(r"(\d{1,2})[.)]\s*")
DASH = re.compile(r"\s+[-–—]\s+|\s*\s/\s+")
CUE = re.compile(
    r"[\s,–-]*\b(?:(?:revised\s+)?target dates?|revised to|by(?: the)?|to effect from)\b[\s:–-]*$",
    re.IGNORECASE,
)
TARGET = re.compile(r"\btarget(?:\s+['‘’\w]{1,12}){0,3}?\s+date\b[^.;|]{0,60}$", re.IGNORECASE)
NAMED_TARGET = re.compile(r"target\s+(?P<part>[^:|.]{1,60}):\s*$", re.IGNORECASE)
AIMED = re.compile(r"\btarget\s+$", re.IGNORECASE)
ESTIMATE = re.compile(r"\b(?:estimated|anticipated|expected)\b[^.;]{0,40}$", re.IGNORECASE)
REVISED = re.compile(r"\b(?:revised|extended|amended|moved|slipped|new)\b", re.IGNORECASE)
CUT_TARGET = re.compile(r"(?<!\w)date:\s*$", re.IGNORECASE)
ASIDE = re.compile(r"\([^()]{0,120}\)$")
BESIDE = re.compile(r"\s\(([A-Z][^()]{3,80})\)")
"""A post in brackets behind a name."""
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
LONGEST_TAIL = 12
LONGEST_SIGNATURE = 4
LOOK_BACK = 90


@dataclass
class Promises:
    """What a cell promises, in printed order."""

    owners: list[Owner] = field(default_factory=list)
    dates: list[TargetDate] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    at: Source | None = None
    """The lines being read: where what is added stands."""

    def add_owners(self, words: str, part: str | None = None) -> None:
        """Add the people named, each once for each part."""
        known = {(one.name, one.role, one.part) for one in self.owners}
        for owner in owners_of(BESIDE.sub(r" – \1", words)):
            one = owner.model_copy(update={"part": owner.part or part, "source": self.at})
            if (one.name, one.role, one.part) not in known:
                self.owners.append(one)

    def add_date(self, promised: TargetDate) -> None:
        """Add a date; the same words said again about the same part are no revision."""
        earlier = [(one.words, one.date) for one in self.dates if one.part == promised.part]
        if not earlier or earlier[-1] != (promised.words, promised.date):
            self.dates.append(promised.model_copy(update={"source": self.at}))


def promises_of(cell: Cell, *, base: dt.date) -> Promises:
    """Give owners and target dates of a cell; ``base`` settles dates without a year."""
    found = Promises()
    _from_response(cell.response, found, base)
    _from_lines(cell.promises, found, base)
    for told in cell.updates:
        _from_update(told, found, base)
    return found


def _from_lines(parts: Sequence[Paragraph], found: Promises, base: dt.date) -> None:
    """Read labelled lines, lists of milestones, and lines beneath a heading that names who answers."""
    counted = 0
    for part in parts:
        found.at = span(part.lines)
        numbered = NUMBER.match(part.text)
        words = part.text[numbered.end() :] if numbered else part.text
        name = None
        if numbered:
            counted += 1
            name = str(counted)
            if numbered[1] != name:
                found.doubts.append(
                    f"line {part.line}: milestone printed as {numbered[1]}, counted on as {name}"
                )
        if not words:
            found.doubts.append(f"line {part.line}: nothing stands behind {part.label!r}")
        elif "responsible" in part.label.lower() or "owner" in part.label.lower() or words.endswith(":"):
            found.add_owners(words.rstrip(": "))
        else:
            _promise(words, name, found, base)


def _promise(words: str, part: str | None, found: Promises, base: dt.date) -> None:
    """Read one promise: "Activity – who - when", "Post Name: target date when", "when - who"."""
    when = dates.find(words, base=base)
    if not when:
        undated = TargetDate(words=words, part=part)
        if stands_for_date(undated):
            found.add_date(undated)
        else:
            found.doubts.append(f"a target date is lost; only {words!r} is left of it")
        return
    last = when[-1]
    before, after = CUE.sub("", words[: last.start]), words[last.end :].strip(" .-–/")
    aside = ASIDE.match(after)
    said = words[last.start : last.end] + (f" {after}" if aside else "")
    if after and not aside:
        found.add_owners(after, part)
    doing = before.strip(" -–")
    if part:
        doing, *people = DASH.split(doing)
        for who in people:
            found.add_owners(who, part)
    elif doing.endswith(":"):
        found.add_owners(doing)
    elif doing:
        part = doing
    found.add_date(TargetDate(words=said, date=last.date, part=part))


def _from_response(parts: Sequence[Paragraph], found: Promises, base: dt.date) -> None:
    """Read who signs a paragraph of the response ("– ACO HR Name"), and who promises at its end."""
    for part in parts:
        found.at = span(part.lines)
        signed = DASH.split(part.text[-LOOK_BACK:])
        if len(signed) > 1 and len(signed[-1].split()) <= LONGEST_SIGNATURE and _only_names(signed[-1]):
            numbered = NUMBER.match(part.text)
            found.add_owners(signed[-1], numbered[1] if numbered else None)
            found.doubts.append(f"line {part.line}: an owner is read from the end of a paragraph")
    if parts:
        _from_tail(parts[-1], found, base)


def _from_tail(part: Paragraph, found: Promises, base: dt.date) -> None:
    """Read the last sentence of a response: "Name by end of September 2021", "September 2021 CFO"."""
    last = SENTENCES.split(part.text)[-1]
    when = dates.find(last, base=base) if len(last.split()) <= LONGEST_TAIL else []
    if len(when) != 1:
        return
    who = f"{CUE.sub('', last[: when[0].start])} {last[when[0].end :]}".strip(" .")
    if _only_names(who) and owners_of(who):
        found.add_owners(who)
        found.add_date(TargetDate(words=when[0].words, date=when[0].date))
        found.doubts.append(f"line {part.line}: owner and date are read from the end of the response")


def _only_names(words: str) -> bool:
    """Whether nothing but names and posts stands there: every word begins with a capital, or only joins."""
    every = words.replace(",", " ").split()
    return bool(every) and all(word[:1].isupper() or word in ("and", "of", "/", "&") for word in every)


def _from_update(told: Told, found: Promises, base: dt.date) -> None:
    """Read the target dates that an update names; the words stay in the update.

    Two dates in one update are no revision unless it says so: the first is kept, the other doubted.
    """
    named: dict[str | None, TargetDate] = {}
    for part in told.paragraphs:
        found.at = span(part.lines)
        for promised, revised in _named(part, found, base):
            first = named.setdefault(promised.part, promised)
            if first.words == promised.words or revised:
                found.add_date(promised)
            else:
                found.doubts.append(
                    f"line {part.line}: the update names a second target date, {promised.words!r};"
                    f" {first.words!r} is kept"
                )


def _named(part: Paragraph, found: Promises, base: dt.date) -> Iterator[tuple[TargetDate, bool]]:
    """Give each target date that a paragraph names, and whether it is said to revise an earlier one."""
    numbered = NUMBER.match(part.text)
    for when in dates.find(part.text, base=base):
        before = part.text[max(0, when.start - LOOK_BACK) : when.start]
        said, named, cut = TARGET.search(before), NAMED_TARGET.search(before), CUT_TARGET.search(before)
        name = numbered[1] if numbered else None
        if named and not said:
            name = named["part"].strip()
        elif cut and not said:
            found.doubts.append(f"line {part.line}: read as a target date, though the label before it is cut")
        elif AIMED.search(before):
            found.doubts.append(
                f"line {part.line}: {when.words!r} is the target of a step, not taken as the whole's"
            )
        if said or named or cut:
            yield TargetDate(words=when.words, date=when.date, part=name), bool(REVISED.search(before))
            _signed(part.text[when.end : when.end + LOOK_BACK], found)


def _signed(words: str, found: Promises) -> None:
    """Add who stands right behind a target date: "March 2022 – Name Head of Fleet"."""
    gap, *signature = DASH.split(words)
    if signature and not gap.strip() and _only_names(signature[0]):
        found.add_owners(signature[0])


def later_than(text: str, in_force: dt.date | None, *, base: dt.date) -> Iterator[str]:
    """Give the words of estimates in an update that fall after the target date in force."""
    for when in dates.find(text, base=base):
        cue = ESTIMATE.search(text[max(0, when.start - LOOK_BACK) : when.start])
        if cue and in_force and when.date and when.date > in_force:
            yield when.words
