"""One sentence for every failure; a traceback only for the log."""

import datetime as dt
import secrets
import tomllib
import traceback
from pathlib import Path

from pydantic import ValidationError
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


def record(log: Path) -> str:
    """Put the traceback under way where somebody can find it; gives the sentence with its reference."""
    reference = secrets.token_hex(4)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{dt.datetime.now(dt.UTC).isoformat()} {reference}\n{traceback.format_exc()}\n")
    return f"something went wrong that is not your fault; quote {reference}, the cause is in {log}"
