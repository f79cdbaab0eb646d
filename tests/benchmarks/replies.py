"""`make bench`: how well replies are read, on the whole generated set, beside three peers in the same run."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any

from mail import html, mime
from tests.benchmarks.roundup import peers as installed
from tests.conftest import ROOT
from tests.reply_set import Case, blind, score, second, tuning
from tests.reply_set.asked import mails

PEERS = ("quotequail==0.5.4", "email-reply-parser==0.5.12", "mail-parser-reply==1.36")
FOLDER = ROOT / "tests" / "reply_set"
FIRST = {"blind": FOLDER / "first_score.json", "second blind": FOLDER / "first_score_second.json"}


def text_of(case: Case) -> str:
    """The plain text of a reply as a peer gets it; of one without, its HTML read by our own walker."""
    incoming = mime.parse(case.raw)
    return incoming.text if incoming.text.strip() else html.to_text(incoming.html)


def peers(cases: Sequence[Case]) -> dict[str, score.Score]:
    """Score each peer; they bind nothing to items, so all they leave counts as one answer."""
    python = installed(*PEERS) / "python"
    lines = "".join(json.dumps({"text": text_of(case)}) + "\n" for case in cases)
    script = ROOT / "tests" / "reply_set" / "peers.py"
    done = subprocess.run([str(python), str(script)], input=lines, capture_output=True, text=True, check=True)
    scores: dict[str, score.Score] = {}
    for case, line in zip(cases, done.stdout.splitlines(), strict=True):
        for name, left in json.loads(line).items():
            score.add(scores.setdefault(name, score.Score()), case, score.Read({"": left}))
    return scores


def row(part: str, reader: str, found: score.Score, *, binds: bool = True) -> dict[str, Any]:
    """One line of the table."""
    return {
        "name": "replies",
        "part": part,
        "reader": reader,
        "lines": found.lines,
        "lost_percent": round(found.lost_share, 2),
        "nowhere_percent": round(found.gone_share, 2),
        "right_percent": round(found.right_share, 2) if binds else None,
        "kept_percent": round(found.kept_share, 2),
        "kept_with_unplaced_percent": round(found.stayed_share, 2),
    }


def first(part: str) -> dict[str, Any]:
    """The first score of a blind part, as it was written down that day."""
    told = json.loads(FIRST[part].read_text())
    return {
        "name": "replies",
        "part": part,
        "reader": f"ours, at first sight on {told['date']}",
        "lines": told["lines"],
        "lost_percent": told["lines_lost_percent"],
        "nowhere_percent": round(100 * told["lines_lost_of_which_kept_nowhere"] / told["lines"], 2),
        "right_percent": told["right_item_percent"],
        "kept_percent": told["quoted_kept_in_answers_percent"],
        "kept_with_unplaced_percent": told["quoted_kept_with_unplaced_percent"],
    }


def table() -> list[dict[str, Any]]:
    """Score ours and the peers on all three parts."""
    rows = []
    for part, cases, sent in (
        ("tuning", tuning.cases(), mails()),
        ("blind", blind.cases(), score.stored()),
        ("second blind", second.cases(), score.stored()),
    ):
        rows += [first(part)] if part in FIRST else []
        rows.append(row(part, "ours", score.run(cases, score.ours(sent))))
        rows += [row(part, name, found, binds=False) for name, found in peers(cases).items()]
    return rows


def show(rows: Iterable[dict[str, Any]]) -> None:
    """Print the table; peers cut signatures off, which counts as lost with them and is set aside with us."""
    names = ("lost", "nowhere", "right", "kept", "kept_with_unplaced")
    print(f"{'replies, in per cent':<46}" + "".join(f"{name.replace('_', ' '):>20}" for name in names))
    for one in rows:
        cells = (one[f"{name}_percent"] for name in names)
        label = f"{one['part']} ({one['lines']} lines): {one['reader']}"
        print(f"{label:<46}" + "".join(f"{'-' if cell is None else cell:>20}" for cell in cells), flush=True)


if __name__ == "__main__":
    show(table())
