"""The reader of replies on the generated set: what it may lose, misplace and keep at most, in per cent."""

import json
from pathlib import Path

from tests.reply_set import blind, score, second, tuning
from tests.reply_set.asked import mails

SOME = 5
"""The fast form reads every fifth case of the tuning part; `make bench` reads all."""
FOLDER = Path(__file__).parent / "reply_set"
FIRST, SECOND = FOLDER / "first_score.json", FOLDER / "first_score_second.json"


def demand(found: score.Score, *, lost: float) -> None:
    told = "\n".join(found.failures[:20])
    assert found.lost_share <= lost, told
    assert found.right_share >= 99, told
    assert found.kept_share <= 5


def test_the_tuning_part_is_large_enough() -> None:
    programs = set(tuning.PROGRAMS)
    assert len(programs) >= 20
    assert sum(len(program.styles) for program in tuning.PROGRAMS.values()) * tuning.ROUNDS >= 800


def test_of_the_tuning_part_hardly_a_line_is_lost() -> None:
    demand(score.run(tuning.cases(SOME), score.ours(mails())), lost=0.5)


def test_of_the_blind_part_few_lines_are_lost() -> None:
    demand(score.run(blind.cases(), score.ours(score.stored())), lost=0.5)


def test_of_the_second_blind_part_few_lines_are_lost() -> None:
    demand(score.run(second.cases(), score.ours(score.stored())), lost=0.5)


def test_the_first_score_of_the_second_blind_part_stays_what_it_was() -> None:
    first = json.loads(SECOND.read_text())
    assert (first["lines_lost"], first["lines"]) == (21, 6274)
    assert (first["right_item"], first["answers"]) == (1204, 1232)
    assert first["quoted_kept_in_answers_percent"] == 8.17


def test_the_first_score_of_the_blind_part_stays_what_it_was() -> None:
    first = json.loads(FIRST.read_text())
    assert (first["lines_lost"], first["lines"]) == (547, 4298)
    assert (first["right_item"], first["answers"]) == (918, 1097)


def test_a_line_that_is_nowhere_counts_as_lost_and_an_answer_under_another_item_as_wrong() -> None:
    case = tuning.cases(SOME)[0]
    nothing = score.run([case], lambda _case: score.Read({}))
    assert nothing.lost == nothing.gone == nothing.lines
    other = next(item for item in ("X-2501-1",) if item not in case.answers)
    text = "\n".join(line for lines in case.answers.values() for line in lines)
    misplaced = score.run([case], lambda _case: score.Read({other: text}))
    assert misplaced.right == 0
    assert misplaced.lost <= len(case.loose)


def test_words_of_ours_in_an_answer_are_counted() -> None:
    case = tuning.cases(SOME)[0]
    everything = score.run([case], lambda _case: score.Read({"x": "\n".join(case.quoted)}))
    assert everything.kept_share > 90
