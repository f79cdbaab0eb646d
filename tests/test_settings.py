"""Priorities, ladders and words by configuration: what the guide shows works, and mistakes are named."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from commands import doctor
from commands.failures import words_for
from followup import Refused, routing
from followup.rules import Rules, Scale
from reports.vocabulary import Scale as Words
from reports.vocabulary import Vocabulary
from settings import Panel, Senders, Settings, commented, load
from tests.scales_paper import BRYCE, LARCH, RULES

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "admin-guide.md"


def examples() -> list[str]:
    """The blocks of settings under "Priorities and auditors", as printed."""
    part = (
        GUIDE.read_text(encoding="utf-8").partition("### Priorities and auditors\n")[2].partition("\n## ")[0]
    )
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", part, re.MULTILINE)
    lines, last = blocks
    return [*re.split(r"\n\s*\n", lines.strip()), last]


def rules_in(text: str) -> Rules:
    return Settings(panels=[{"name": "A", "rules": tomllib.loads(text)}]).panels[0].rules


def test_the_scales_that_the_guide_shows_are_understood_as_it_says() -> None:
    four, two, down, up, _ = examples()
    advisory = rules_in(four)
    assert routing.route("Reasonable", "Low", advisory).to == "board"
    assert routing.route("Minimal", "Low", advisory).to == "panel"
    assert advisory.risk_colours["Advisory"] == "GREEN"
    everything = rules_in(two)
    assert routing.route("Satisfactory", "Important", everything).to == "panel"
    for text, lowest in ((down, "Priority 3"), (up, "Priority 1")):
        rules = rules_in(text)
        assert rules.priorities[-1] == lowest
        assert [p for p in rules.priorities if routing.route("Satisfactory", p, rules).to == "board"] == [
            lowest
        ]


def test_two_auditors_side_by_side_are_understood_as_the_guide_shows() -> None:
    [panel] = Settings(**tomllib.loads(examples()[-1])).panels
    assert panel.rules.of(panel.auditor).priorities == Rules().priorities
    assert panel.rules.of(BRYCE).panel_when_well == ("High", "Medium")
    larch, bryce = panel.reading.scales
    assert (larch.auditor, larch.priorities, larch.aliases) == (LARCH, Rules().priorities, {})
    assert (bryce.auditor, bryce.aliases["2"]) == (BRYCE, "Medium")
    assert (panel.reading.dates, panel.reading.rag["blue"]) == ("us", "GREEN")
    assert panel.reading.statuses["partially implemented"] == "open"
    assert {panel.reading.assurance[word] for word in ("reasonable", "limited", "none")} == {
        "Reasonable", "Limited", "None",
    }  # fmt: skip


def test_nothing_set_reads_the_two_published_papers() -> None:
    reading = Panel(name="A").reading
    assert reading == Vocabulary()
    assert list(reading.assurance) == list(Vocabulary().assurance)


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        ({"scales": [{"aliases": {"p1": "Hgh"}}]}, "p1 = Hgh: no priority of any auditor"),
        ({"scales": [{"auditor": BRYCE, "aliases": {"p1": "Significant"}}]}, f"no priority of {BRYCE}"),
        ({"scales": [{"auditor": "Wren", "aliases": {"p1": "High"}}]}, "Wren has no scale in the rules"),
        ({"scales": [{"auditor": BRYCE, "priorities": ["A", "B"]}]}, f"other priorities for {BRYCE}"),
        ({"assurance": {"fair": "Fairish"}}, "fair = Fairish: no auditor's ladder has that step"),
        ({"dates": "french"}, "'uk' or 'us'"),
        ({"statuses": {"done": "finished"}}, "'proposed_closed'"),
        ({"rag": {"blue": "BLUE"}}, "'GREEN'"),
        ({"year_starts": 13}, "less than or equal to 12"),
        ({"colours": {}}, "not permitted"),
    ],
)
def test_a_word_that_can_mean_nothing_is_named(vocabulary: dict, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Panel(name="A", rules=RULES, vocabulary=vocabulary)


def test_a_contradiction_is_said_without_the_words_of_the_library() -> None:
    with pytest.raises(ValidationError) as trouble:
        Settings(panels=[{"name": "A", "rules": {"well_from": "Fine"}}])
    said = words_for(trouble.value, settings="matters.toml", database="sqlite", mail_errors=())
    assert said == (
        "matters.toml: panels.0.rules: well_from must be a step of the assurance ladder"
        " (No, Limited, Satisfactory, Significant), not Fine"
    )


def test_words_of_an_auditor_of_old_papers_stand_beside_those_of_the_rules() -> None:
    old = Words(auditor="Wren", priorities=("A", "B"), aliases={"urgent": "A"})
    reading = Panel(name="A", auditor=LARCH, rules=RULES, vocabulary=Vocabulary(scales=(old,))).reading
    assert [scale.auditor for scale in reading.scales] == [LARCH, BRYCE, "Wren"]
    assert reading.scales[-1] == old


def test_an_alias_is_everybodys_unless_it_names_an_auditor_and_never_hides_a_priority() -> None:
    common = Words(aliases={"Low": "Housekeeping", "top": "High", "one": "High"})
    words = Vocabulary(scales=(Words(auditor=BRYCE, aliases={"one": "Medium", "Advisory": "Low"}), common))
    own, bryce = words.for_rules(RULES, LARCH).scales
    assert own.aliases == {"low": "Housekeeping"}
    assert bryce.aliases == {"top": "High", "one": "Medium"}


STEPS = st.lists(st.text("abcde", min_size=1, max_size=3).map(str.title), min_size=1, max_size=4, unique=True)


@given(STEPS, STEPS, STEPS)
def test_each_auditors_words_are_read_without_being_said_again(own, theirs, ladder):
    rules = Rules(
        priorities=own,
        scales=(Scale(auditor=BRYCE, priorities=theirs, assurance=ladder, well_from=ladder[0]),),
    )
    reading = Vocabulary().for_rules(rules, LARCH)
    assert [scale.priorities for scale in reading.scales] == [tuple(own), tuple(theirs)]
    assert {reading.assurance[step.lower()] for step in ladder} == set(ladder)
    assert {reading.assurance[step.lower()] for step in rules.assurance} == set(rules.assurance)
    assert Vocabulary().mistakes(rules, LARCH) == []
    assert reading.for_rules(rules, LARCH) == reading


def senders(**values: object) -> Senders:
    return Settings(mail={"senders": values}).mail.senders


def test_whom_we_believe_is_folded_and_mistakes_are_named() -> None:
    made = senders(boundary="MX.Fenshire.example", domains={"Fenshire.example": "unsigned"})
    assert (made.boundary, made.domains) == ("mx.fenshire.example", {"fenshire.example": "unsigned"})
    for values, said in (
        ({"boundary": "mx.fenshire.example; dmarc=pass"}, "the one name"),
        ({"domains": {"pat@fenshire.example": "pass"}}, "the domain behind the @"),
        ({"domains": {"fenshire.example": "none"}}, "unsigned"),
        ({"default": "everybody"}, "unsigned"),
    ):
        with pytest.raises(ValidationError, match=said):
            senders(**values)


def test_a_fresh_installation_believes_nobody() -> None:
    fresh = commented(organisation="F", panel="P", board="B", auditor="", address="audit@Fenshire.example")
    made = Settings(**tomllib.loads(fresh)).mail.senders
    assert (made.boundary, made.default, made.domains) == ("", "pass", {"fenshire.example": "unsigned"})
    assert senders() == Senders()
    with pytest.raises(Refused, match="nobody is believed"):
        doctor.senders(made)
    assert "fenshire.example" in doctor.senders(made.model_copy(update={"boundary": "topmost"}))
    with pytest.raises(Refused, match="let default be pass"):
        doctor.senders(senders(boundary="topmost", default="unsigned"))


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("DATABASE_URL", "postgres://u:s3cret@db.example/matters", "database_url: postgres is neither"),
        ("DATABASE_URL", "postgresql+asyncpg://u:s3cret@db.example/m", "database_url: postgresql+asyncpg is"),
        ("DATABASE_URL", "postgresql://u:s3cret@x@db.example:y/z", "database_url: not of the form"),
        ("IMAP", "[{", 'field "imap"'),
        ("MAIL__ADDRESS", "audit", "mail.address: give one"),
        ("MAIL__ADDRESS", "audit@x.example, other@x.example", "mail.address: give one"),
        ("MAIL__ADDRESS", "r\u00e9vision@x.example", "mail.address: give one"),
        ("MAIL__NAME", "Inspectorate\nBcc: x@y.example", "mail.name: give a name"),
        ("IMAP__PASSWORD", "s3cret\u00a3", "imap.0.password: holds letters"),
        ("SMTP__PASSWORD", "s3cret\u00a3", "smtp.password: holds letters"),
        ("IMAP__USER", "r\u00e9vision", "imap.0.user: holds letters"),
        ("IMAP__PORT", "99999", "imap.0.port: "),
        ("SMTP__PORT", "0", "smtp.port: "),
    ],
)
def test_a_setting_that_cannot_work_is_named_without_what_is_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv("MATTERS_CONFIG", str(tmp_path / "matters.toml"))
    load()
    monkeypatch.setenv(f"MATTERS_{variable}", value)
    with pytest.raises(ValueError) as wrong:  # noqa: PT011 - the words for it are what is looked at
        load()
    said = words_for(wrong.value, settings="matters.toml", database="", mail_errors=())
    assert said is not None
    assert words in said
    assert "s3cret" not in said
