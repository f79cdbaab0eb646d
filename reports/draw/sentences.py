"""Sentences both house styles say on their front pages, composed from the paper's data and counts."""

from reports.draw.grammar import be, count, listing, number, one_line, sentence, the
from reports.paper import Paper


def purpose(paper: Paper) -> str:
    """Say what the paper is for."""
    who = f"the internal auditor{'s' if several(paper) else ''}"
    who = f"{who}, {paper.auditor}," if paper.auditor else who
    return (
        f"This paper tells the panel what business owners report on the recommendations that {who}"
        f" {'have' if several(paper) else 'has'} made and that are still before the panel."
    )


def several(paper: Paper) -> bool:
    """Whether more than one auditor made what the paper reports."""
    return len({audit.auditor for audit in paper.audits} - {""}) > 1


def priorities(paper: Paper) -> tuple[str, list[str]]:
    """Say which priorities the auditor gives; several scales are points beneath, one each."""
    if not paper.scales:
        return f"The auditor gives each recommendation a priority: {listing(paper.priorities, 'or')}.", []
    stated = [f"{scale.name}: {listing(scale.priorities, 'or')}" for scale in paper.scales]
    return "Each auditor has its own priorities for recommendations, highest first:", stated


def total(paper: Paper, split: str) -> str:
    """Say how many items the appendix holds, and for how many nobody answered (rule 8)."""
    every = len(paper.recommendations)
    if not every:
        return "No recommendation is before the panel at this meeting."
    silent = sum(bool(rec.updates) and rec.updates[-1].silent for rec in paper.recommendations)
    words = f"Appendix A holds {count(every, 'recommendation')}, counted here by {split}."
    return (
        f"{words} For {number(silent)} of them no update was received for this meeting." if silent else words
    )


def agreements(paper: Paper) -> str:
    """Say what is put to the panel, or that nothing is."""
    states = [rec.status for rec in paper.proposed()]
    closed, declined, replaced = (states.count(s) for s in ("proposed_closed", "not_adopted", "superseded"))
    asked = []
    if closed:
        asked.append(f"the closure of {count(closed, 'recommendation')}")
    if declined:
        asked.append(f"that {count(declined, 'recommendation')} {be(declined)} not adopted")
    if replaced:
        asked.append(f"that {count(replaced, 'recommendation')} {be(replaced)} superseded")
    if not asked:
        return "No recommendation is proposed for closure at this meeting."
    return f"The panel is asked to consider and, where it is satisfied, to agree {listing(asked)}."


def board(paper: Paper) -> str:
    """Say what the board monitors instead of the panel (2019, para 4d)."""
    many = len(paper.board_items)
    return (
        f"{sentence(count(many, 'further recommendation'))} {be(many)} monitored by"
        f" {the(one_line(paper.board) or 'board')} instead of the panel, and listed at the end of Appendix A."
    )
