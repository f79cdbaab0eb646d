"""A paper that was read goes into the register, and comes out again whole: the first half of the hinge."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable

from pydantic import Field
from sqlmodel import Session, col, select

from followup import Refused, calendar, log, people
from followup.dates import spoken
from reports.draw.grammar import count
from reports.merge import undo as undoing
from reports.merge.merger import Merger
from reports.merge.plan import MergePlan
from reports.paper import Paper
from store import queries
from store.models import Body, Meeting, SourcePaper

FRONT = ("authors", "contacts", "implications", "programme", "report_of", "organisation", "meeting_time")


class Written(MergePlan):
    """What an import put into the register."""

    number: int = 0
    """Of the import, by which it can be taken back."""
    again: bool = False
    """True where the same file is there already: nothing was changed."""
    unmatched: list[str] = Field(default_factory=list)
    """Printed owners that match nobody known."""


def write(
    session: Session,
    paper: Paper,
    *,
    name: str,
    content: bytes,
    panel: Body,
    board: Body,
    auditor: str,
    who: str,
    at: dt.datetime,
    tell: Callable[[], None] = lambda: None,
) -> Written:
    """Merge a paper into the register; all or nothing with the caller's transaction.

    Items that the register has are brought up to date, new ones entered, and what stands in an earlier
    paper but not in the next is doubted. The same papers give the same register in whatever order they
    come, and the same file twice changes nothing. An imported item stays with the body whose paper it
    stands in (rule 1). Contributions and approved words are never touched: other words for them are
    ``conflicts``. ``tell`` is called for each item of the paper. Refused when the paper shows no meeting
    date.
    """
    if paper.meeting_date is None:
        raise Refused(f"{name} shows no meeting date; give it with --meeting DATE")
    _one_at_a_time(session)
    source = _kept(session, paper, panel, hashlib.sha256(content).hexdigest())
    if source is not None and source.undone_at is None and source.reading:
        return Written(number=source.id or 0, again=True)
    meeting = calendar.add_meeting(session, panel, paper.meeting_date, who=who, at=at, reason=f"paper {name}")
    if source is None:
        source = SourcePaper(
            sha256=hashlib.sha256(content).hexdigest(), content=content, name=name, style=paper.style,
            meeting_id=0, front="", who=who, at=at,
        )  # fmt: skip
    front = paper.model_dump(mode="json", include=set(FRONT))
    source.meeting_id, source.undone_at = meeting.id or 0, None
    source.name, source.style, source.who, source.at = name, paper.style, who, at
    source.front = json.dumps(front, ensure_ascii=False)
    source.reading = paper.model_dump_json(by_alias=True, exclude_defaults=True)
    session.add(source)
    session.flush()
    plan = Merger(session, panel, board, auditor=auditor, who=who, at=at).run(source.id or 0, tell)
    plan.doubts += _held_elsewhere(paper, panel, board)
    log.note(session, "paper imported", "meeting", meeting.id, who=who, at=at, words=source.sha256)
    return Written(**plan.model_dump(), number=source.id or 0, unmatched=people.match(session))


def _one_at_a_time(session: Session) -> None:
    """Wait for another import under way: each starts from all that the others gave."""
    rows = select(Body).order_by(col(Body.id)).with_for_update(key_share=True)
    session.exec(rows.execution_options(populate_existing=True)).all()


def _held_elsewhere(paper: Paper, panel: Body, board: Body) -> list[str]:
    """Name the bodies that an export says hold items, where they are not those it is imported for."""
    named = Counter(rec.held_by for rec in paper.recommendations if rec.held_by)
    return [
        f"{count(often, 'item')} of the file with {name}: what is new of it is entered with"
        f" {panel.name} or its board"
        for name, often in named.items()
        if name not in (panel.name, board.name)
    ]


def _kept(session: Session, paper: Paper, panel: Body, digest: str) -> SourcePaper | None:
    """Find the file among those imported before. Refused where it was read for another meeting or panel."""
    found = session.exec(select(SourcePaper).where(SourcePaper.sha256 == digest)).first()
    if found is None or found.undone_at is not None:
        return found
    meeting = session.get_one(Meeting, found.meeting_id)
    if (meeting.date, meeting.body_id) != (paper.meeting_date, panel.id):
        of = session.get_one(Body, meeting.body_id).name
        raise Refused(
            f"{found.name} is in the register as the paper of {spoken(meeting.date)}, {of} (import"
            f" {found.id}); take that back first with `matters imports undo {found.id}`"
        )
    return found


def undo(session: Session, number: int, *, panel: Body, board: Body, who: str, at: dt.datetime) -> MergePlan:
    """Take one import back whole: the register is then what the other papers give.

    Refused, naming what was built on it, when anything was asked, answered, approved or decided since
    about an item of that paper.
    """
    _one_at_a_time(session)
    source = queries.numbered(session, SourcePaper, number)
    if source is None or source.undone_at is not None:
        raise Refused(f"there is no import {number}; `matters imports list` shows them")
    if not source.reading:
        raise Refused(
            f"import {number} was made before this version, which cannot tell what it gave; `matters import`"
            " of the same file lets later papers be compared with it"
        )
    if session.get_one(Meeting, source.meeting_id).body_id != panel.id:
        raise Refused(f"import {number} is a paper of another panel; name that one with --panel")
    built = undoing.built_on(session, source)
    if built:
        more = f" and {len(built) - 5} more" if len(built) > 5 else ""  # noqa: PLR2004 - enough to act on
        raise Refused(f"import {number} cannot be taken back, for the work goes on from it:"
                      f" {'; '.join(built[:5])}{more}")  # fmt: skip
    source.undone_at = at
    session.add(source)
    left = undoing.withdraw(session, source)
    merger = Merger(session, panel, board, auditor="", who=who, at=at)
    plan = merger.run(number)
    shown = merger.placed.sightings
    plan.gone = undoing.remove(session, {number: own for number, own in left.items() if number not in shown})
    log.note(session, "import taken back", "meeting", source.meeting_id, who=who, at=at, words=source.sha256)
    return plan


def imports(session: Session) -> list[tuple[SourcePaper, Meeting]]:
    """Give every import, oldest first, those taken back too."""
    wanted = select(SourcePaper, Meeting).join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
    return list(session.exec(wanted.order_by(col(SourcePaper.id))).all())
