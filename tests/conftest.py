"""What every test may ask for: the two published papers, a database of either kind, an hour."""

import datetime as dt
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from store.db import connect, upgrade
from store.models import metadata
from tests.servers import Imap, Sink, dovecot, embedded, find_dovecot, smtp_sink
from tests.world import World, build

ROOT = Path(__file__).resolve().parent.parent


def missing(part: str, why: str) -> None:
    """Skip because a real part is absent, or fail where MATTERS_TEST_REQUIRE says it must be there."""
    required = os.environ.get("MATTERS_TEST_REQUIRE", "").split(",")
    if part in [word.strip() for word in required]:
        pytest.fail(f"{part} is required here: {why}")
    pytest.skip(f"{part}: {why}")


@pytest.fixture(scope="session")
def papers() -> Path:
    """The folder with the two published papers (MATTERS_PAPERS, default ../shared/papers)."""
    folder = Path(os.environ.get("MATTERS_PAPERS", ROOT.parent / "shared" / "papers"))
    if not (folder / "2019-07-jarap-tracker.txt").exists():
        missing("papers", f"no published papers in {folder}; set MATTERS_PAPERS")
    return folder


@pytest.fixture(scope="session")
def require() -> Callable[[str, str], None]:
    """``require("libreoffice", "why")``: skip with a name, or fail where it must be there."""
    return missing


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("fresh") / "fresh.db"
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database of our own, migrated once, dropped at the end."""
    server = os.environ.get("MATTERS_TEST_POSTGRES", "postgresql://postgres@127.0.0.1/postgres")
    driver = server.replace("postgresql://", "postgresql+psycopg://", 1)
    admin = create_engine(driver, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"matters_test_{os.getpid()}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        missing("postgres", f"no server answers at {server}; set MATTERS_TEST_POSTGRES")
    url = server.rpartition("/")[0] + "/" + name
    engine = connect(url)
    upgrade(engine)
    engine.dispose()
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """The PostgreSQL database with nothing in it."""
    built = connect(postgres_url)
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with built.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    built.dispose()
    return postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database at the newest schema: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "matters.db"
        shutil.copy(request.getfixturevalue("fresh_sqlite"), path)
        built = connect(f"sqlite:///{path}")
    else:
        built = connect(request.getfixturevalue("empty_postgres"))
    yield built
    built.dispose()


@pytest.fixture
def world(engine: Engine) -> World:
    """The invented register with its November cycle open."""
    made = build(engine)
    made.open()
    return made


@pytest.fixture
def at() -> dt.datetime:
    """The hour it is in tests."""
    return dt.datetime(2026, 10, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(params=["embedded", "dovecot"])
def imap(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Imap]:
    """A real IMAP server with an empty mailbox: the embedded one, and Dovecot where it is installed."""
    if request.param == "embedded":
        with embedded() as server:
            yield server
        return
    program = find_dovecot()
    if program is None:
        missing("dovecot", "not installed (apt-get install dovecot-imapd)")
    else:
        with dovecot(program, tmp_path / "dovecot") as server:
            yield server


@pytest.fixture
def any_imap(tmp_path: Path) -> Iterator[Imap]:
    """One real IMAP server: Dovecot where it is installed (or required), else the embedded one."""
    program = find_dovecot()
    if program is None and "dovecot" in os.environ.get("MATTERS_TEST_REQUIRE", ""):
        missing("dovecot", "not installed (apt-get install dovecot-imapd)")
    with dovecot(program, tmp_path / "dovecot") if program else embedded() as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[tuple[int, Sink]]:
    """A real SMTP server on the loopback: its port and what it has kept."""
    with smtp_sink() as running:
        yield running


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name each absent part once, with how many tests it cost: a green run must not hide it."""
    skipped = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(skipped.items()):
        terminalreporter.write_line(f"{count} tests {reason.lower()[:1]}{reason[1:]}")
