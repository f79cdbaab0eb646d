"""One sentence for every failure; a traceback only for the log."""

import datetime as dt
import logging
import secrets
import tomllib
import traceback
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy.exc import DatabaseError, OperationalError

from followup import Refused


def words_for(  # noqa: PLR0911 - a table
    trouble: Exception, *, settings: str, database: str, mail_errors: tuple[type[Exception], ...]
) -> str | None:
    """Words for what people ask in vain and for what the world around us does; None for a bug of ours.

    ``settings`` is the settings file, ``database`` the database's name without its password;
    ``mail_errors`` is what mail servers are heard to say no by (only the mail edge speaks to them).
    """
    match trouble:
        case Refused():
            return str(trouble)
        case ValidationError():
            first = trouble.errors()[0]
            said = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"]
            said = said.removeprefix("Value error, ")
            return f"{settings}: {'.'.join(map(str, first['loc']))}: {said}"
        case SettingsError():
            return f"a MATTERS_ variable cannot be read: {trouble}"
        case tomllib.TOMLDecodeError() | UnicodeDecodeError():
            return f"{settings} is not valid TOML: {trouble}"
        case OperationalError() if not database.startswith("sqlite"):
            return f"the database cannot be reached: {str(trouble.orig).strip()}"
        case DatabaseError():
            return f"the database {database} cannot be used: {str(trouble.orig).strip()}"
        case _ if isinstance(trouble, mail_errors):
            return f"the mail server said no: {trouble}"
        case OSError():
            return f"{trouble.strerror or trouble}{f': {trouble.filename}' if trouble.filename else ''}"
    return None


class Log(logging.FileHandler):
    """The log beside the settings. Where it cannot be written, what is said on the screen has to do."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened when there is something to write."""
        super().__init__(path, delay=True, encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, if the folder can be written."""
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name logging calls
        """Print no traceback: people get their sentence, and there is no other place for the rest."""


def record(log: Path) -> str:
    """Put the traceback under way where somebody can find it; gives the sentence with its reference."""
    reference = secrets.token_hex(4)
    told = traceback.format_exc()
    try:
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{dt.datetime.now(dt.UTC).isoformat()} {reference}\n{told}\n")
    except OSError as problem:
        cause = told.strip().rpartition("\n")[2]
        return (
            f"something went wrong that is not your fault ({cause}),"
            f" and {log} cannot be written ({problem.strerror})"
        )
    return f"something went wrong that is not your fault; quote {reference}, the cause is in {log}"
