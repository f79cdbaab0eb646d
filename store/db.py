"""The engine, its two kinds of transaction, and the migrations."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlmodel import Session

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 10.0
"""Seconds to wait for other processes that write."""
_ONE_WRITER = threading.Lock()
"""SQLite has one writer at a time anyway; queueing here is far quicker than its busy waiting."""


def connect(url: str) -> Engine:
    """Build the engine for ``sqlite:///file`` or ``postgresql://…``; nothing is opened yet."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    if is_sqlite(engine):
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
    return engine


def is_sqlite(engine: Engine) -> bool:
    """Whether the database is the embedded one."""
    return engine.dialect.name == "sqlite"


def _sqlite_settings(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={int(PATIENCE * 1000)}",
        "foreign_keys=ON",
        "synchronous=FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    # A deferred transaction that writes later can fail at once with SQLITE_BUSY; an immediate one waits.
    options = connection.get_execution_options()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(options.get('patience', PATIENCE) * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine, *, keep: bool = True, patience: float | None = None) -> Iterator[Session]:
    """One write transaction: commits at the end, rolls back on any exception and with ``keep`` False.

    With ``patience``, TimeoutError when other threads of this process write for more seconds than that, and
    the database's own error when other processes do.
    """
    lock = _ONE_WRITER if is_sqlite(engine) else None
    if lock and not lock.acquire(timeout=-1 if patience is None else patience):
        raise TimeoutError(f"the database was busy for {patience} seconds")
    try:
        bound = engine.execution_options(writes=True, patience=patience or PATIENCE)
        with Session(bound, expire_on_commit=False) as session:
            yield session
            if keep:
                session.commit()
    finally:
        if lock:
            lock.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One consistent look; whatever is changed in it is not kept."""
    with Session(engine) as session:
        yield session


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema; harmless when it is there already."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")


def newest() -> str:
    """The newest schema this version knows: migrations are numbered by their file names."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def behind(engine: Engine) -> str | None:
    """Say in one sentence why the schema is not the newest, or None when it is.

    Asked by every command, hence without Alembic, which takes longer to load than most commands to run.
    """
    with engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        number = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None
        )
    if number == newest():
        return None
    return f"the database is at {number or 'nothing'}, this version needs {newest()}"
