"""Documents and code hold together: what can be typed, set or installed is described, and links resolve."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import matters
import settings
from scheduler import jobs, service

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OPTION = re.compile(r"--[a-z][a-z-]*")
TYPED = re.compile(r"(?:`|^ {4}(?:\$ )?|\| )(matters [a-z]+(?: [a-z]+)?)([^`\n]*)", re.MULTILINE)
ELSEWHERE = re.compile(r"[/]work/(?:main|shared)|[/]tmp/brief|\b[h]elper session", re.IGNORECASE)
"""Where and how this was written is of no use to its readers; the brackets keep this line from matching."""


def rows(page: str, columns: int) -> dict[str, list[str]]:
    """The tables' rows with so many columns: first cell without its marks -> the other cells."""
    found = {}
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == columns:
            found[cells[0].strip("`")] = cells[1:]
    return found


def options() -> dict[str, set[str]]:
    """Every command, by the words that call it, with its options."""

    def walk(group: Any, before: str) -> Iterator[tuple[str, set[str]]]:
        for name, one in group.commands.items():
            if hasattr(one, "commands"):
                yield from walk(one, f"{before} {name}")
            else:
                spelt = [word for knob in one.params for word in (*knob.opts, *knob.secondary_opts)]
                yield f"{before} {name}", {word for word in spelt if word.startswith("--")} - {"--help"}

    return dict(walk(typer.main.get_command(matters.app), "matters"))


def knobs(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every setting, also of nested tables, with its dotted name."""
    for name, field in model.model_fields.items():
        yield before + name, field
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from knobs(inner, f"{before}{name}.")


def requirements() -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    return [Requirement(line) for part in (PROJECT["project"]["dependencies"], *extras) for line in part]


def top_names() -> list[str]:
    """Our folders and root modules, as they are imported."""
    listed = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    return [name.removesuffix(".py") for name in listed]


def anchors(page: Path) -> set[str]:
    """What links may point to within a page, as GitHub makes it from the headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-") for words in headings}


def tracked() -> list[Path]:
    """The files of the repository; skips outside one."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git: not a checkout, so nobody can say which files are tracked")
    return [path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file()]


def test_every_command_stands_in_the_user_guide_with_its_options_and_no_other_does() -> None:
    described = {
        re.sub(r" [A-Z…]+(?= |$)", "", words): set(OPTION.findall(cells[0]))
        for words, cells in rows("docs/user-guide.md", 3).items()
        if words.startswith("matters ")
    }
    assert described == options()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_tells_to_type_can_be_typed(page: Path) -> None:
    real = options()
    groups = {words.rpartition(" ")[0] for words in real}
    for two, rest in TYPED.findall(page.read_text(encoding="utf-8")):
        words = two if two in real else " ".join(two.split()[:2])
        assert words in real or two in groups, two
        assert set(OPTION.findall(rest)) <= real.get(words, set()), f"{two}{rest}"


def test_every_setting_stands_in_the_administration_guide_with_its_default_and_no_other_does() -> None:
    table = rows("docs/admin-guide.md", 3)
    fields = dict(knobs(settings.Settings))
    for name, field in fields.items():
        assert name in table, f"{name} is not described"
        default = field.get_default(call_default_factory=True, validated_data={})
        nested = isinstance(default, tuple) and any(isinstance(one, BaseModel) for one in default)
        if field.is_required() or nested or isinstance(default, (BaseModel, list)):
            continue
        assert table[name][0] == f"`{json.dumps(default, ensure_ascii=False, default=str)}`", name
    assert {name for name in table if "." in name} <= fields.keys()


def test_every_line_of_the_fresh_settings_file_is_a_setting() -> None:
    values = {name: f"the {name}" for name in re.findall(r"{(\w+)}", settings.COMMENTED)}
    values["address"] = "audit@force.example"
    text = re.sub(r"^# (?=\w+ = |\[)", "", settings.commented(**values), flags=re.MULTILINE)
    written = tomllib.loads(text)
    assert written.keys() <= settings.Settings.model_fields.keys()
    assert (
        settings.Settings(**written).panels[0].board == "the board"
    )  # an unknown word in a table is refused


def test_every_job_and_service_stands_in_the_administration_guide() -> None:
    pauses = {name: cells[0] for name, cells in rows("docs/admin-guide.md", 4).items()}
    assert pauses == {job.name: f"{job.seconds} s" for job in jobs.TABLE}
    assert set(service.PARTS) <= rows("docs/admin-guide.md", 2).keys()


def test_every_make_target_stands_in_the_administration_guide_and_no_other_does() -> None:
    targets = re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    described = [name for name in rows("docs/admin-guide.md", 2) if name.startswith("make ")]
    assert sorted(described) == sorted(f"make {target}" for target in targets)


def test_every_dependency_is_justified_and_no_other_is() -> None:
    table = rows("docs/decisions/0005-dependencies.md", 3)
    assert table.keys() == {need.name for need in requirements()}
    assert all(licence and why for licence, why in table.values())


def test_every_folder_and_root_module_stands_in_the_readme() -> None:
    table = " ".join(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if "| `" in line)
    for name in top_names():
        assert f"`{name}/`" in table or f"`{name}.py`" in table, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name) if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_decisions_are_numbered_without_gaps_and_say_status_context_decision_consequences() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} ")
        for part in ("Status:", "Context.", "Decision.", "Consequences."):
            assert f"**{part}**" in text, f"{page.name}: {part}"


def test_no_file_speaks_of_the_place_it_was_written_at() -> None:
    for path in tracked():
        text = path.read_bytes()
        found = None if b"\0" in text else ELSEWHERE.search(text.decode("utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_the_package_stays_private_and_no_other_distribution_provides_its_names() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]
    provided = packages_distributions()
    for name in (*top_names(), "tests"):
        assert set(provided.get(name, [])) <= {PROJECT["project"]["name"]}, name


def test_the_locked_versions_satisfy_the_ranges() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    locked = {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}
    for need in requirements():
        assert canonicalize_name(need.name) in locked, f"{need.name} is not locked: make lock"
        assert need.specifier.contains(locked[canonicalize_name(need.name)]), str(need)
