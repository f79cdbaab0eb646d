"""The register out: everything it holds as open data."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from commands.desk import desk_of, progress, say
from followup import Refused
from store.db import reading

FORMATS = ("xlsx", "csv")
exports = typer.Typer()


@exports.command("export")
def export(
    ctx: typer.Context,
    formats: Annotated[str, typer.Option("--format", help="xlsx, csv; several with commas.")] = "xlsx,csv",
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path(),
    audience: Annotated[
        str, typer.Option(help="restricted: everything; public: nothing that is marked, doubted or unseen.")
    ] = "restricted",
) -> None:
    """Write the whole register as a workbook and as CSV; nothing is written unless all could be drawn."""
    from reports.export import register_paper
    from reports.workbook.render import csv, xlsx

    names = list(dict.fromkeys(word.strip() for word in formats.split(",") if word.strip()))
    strange = [name for name in names if name not in FORMATS]
    if strange or not names:
        raise Refused(
            f"the register is exported as {' or '.join(FORMATS)}, not {', '.join(strange) or 'nothing'}"
        )
    if audience not in ("public", "restricted"):
        raise Refused(f"an audience is public or restricted, not {audience!r}")
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file; --out names a folder")
    desk = desk_of(ctx)
    on = desk.now().astimezone(ZoneInfo(desk.zone)).date()
    drawn: dict[str, bytes] = {}
    with progress("Exporting", 1 + len(names)) as step:
        with reading(desk.engine) as session:
            paper = register_paper(
                session,
                on=on,
                rules_of=desk.rules_of,
                audience="public" if audience == "public" else "restricted",
                organisation=desk.organisation,
            )
        step()
        for name in names:
            drawn[name] = xlsx(paper) if name == "xlsx" else csv(paper)
            step()
    out.mkdir(parents=True, exist_ok=True)
    stem = f"register-{on}" + ("-restricted" if audience == "restricted" else "")
    for name, content in drawn.items():
        (out / f"{stem}.{name}").write_bytes(content)
    say(str(out / f"{stem}.{name}") for name in drawn)
