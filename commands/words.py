"""Read a reply without keeping it."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.desk import Json, day, open_text, say, say_json
from followup import Refused
from followup.interpret import interpret as read
from reports import terminal

words = typer.Typer()


@words.command()
def interpret(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    asked_on: Annotated[str, typer.Option("--asked-on", help="Settles dates without a year.")] = "",
    as_json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line in, one out.")] = False,
) -> None:
    """Read a reply text and print what it understands; stores nothing."""
    today = day(asked_on) if asked_on else dt.datetime.now(dt.UTC).date()
    source = sys.stdin if file == "-" else open_text(Path(file))
    if jsonl:
        for line in source:
            typer.echo(_one_line(line, today))
        return
    understood = read(source.read(), asked_on=today)
    if as_json:
        say_json(understood.model_dump_json(indent=1))
    else:
        say(terminal.understood(understood))


def _one_line(line: str, today: dt.date) -> str:

    try:
        asked = json.loads(line)
        text, on = str(asked["text"]), day(asked["asked_on"]) if asked.get("asked_on") else today
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("each line must be a JSON object with id and text") from None
    understood = read(text, asked_on=on, reference=asked.get("reference"))
    return json.dumps({"id": asked.get("id"), **understood.model_dump(mode="json")}, ensure_ascii=False)
