"""The store: migrations and models agree, instants keep their zone, one writer at a time, events stay."""

import datetime as dt
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import Session, delete, select, update

from store.db import MIGRATIONS, behind, connect, newest, reading, upgrade, writing
from store.models import Body, Event, Inbound, metadata


def test_models_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert behind(engine) is None


def test_the_newest_migration_by_name_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == newest()


def test_a_database_without_tables_is_said_to_be_behind(tmp_path) -> None:
    empty = connect(f"sqlite:///{tmp_path / 'empty.db'}")
    assert "this version needs" in (behind(empty) or "")
    upgrade(empty)
    upgrade(empty)
    assert behind(empty) is None


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), writing(engine) as session:
        session.add(Event(at=dt.datetime(2026, 1, 1), who="a", kind="k", noun="n", noun_id=1))  # noqa: DTZ001


def test_an_instant_comes_back_as_the_same_moment_in_utc(engine: Engine) -> None:
    summer = dt.datetime(2026, 7, 1, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    with writing(engine) as session:
        session.add(Event(at=summer, who="a", kind="k", noun="n", noun_id=1))
    with reading(engine) as session:
        kept = session.exec(select(Event)).one()
    assert kept.at == summer
    assert kept.at.tzinfo == dt.UTC


def test_events_can_be_neither_changed_nor_deleted(engine: Engine, at) -> None:
    with writing(engine) as session:
        session.add(Event(at=at, who="a", kind="k", noun="n", noun_id=1))
    for statement in (update(Event).values(who="somebody else"), delete(Event)):
        with pytest.raises(DBAPIError, match="rows of event are not changed"), writing(engine) as session:
            session.exec(statement)


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    def fail(session: Session) -> None:
        session.add(Body(name="Panel", kind="panel"))
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError), writing(engine) as session:
        fail(session)
    with reading(engine) as session:
        assert session.exec(select(Body)).all() == []


def test_a_trial_leaves_nothing(engine: Engine) -> None:
    with writing(engine, keep=False) as session:
        session.add(Body(name="Panel", kind="panel"))
        session.flush()
        assert session.exec(select(Body)).one().name == "Panel"
    with reading(engine) as session:
        assert session.exec(select(Body)).all() == []


def test_many_writers_all_get_their_turn(engine: Engine, at) -> None:
    def keep(number: int) -> None:
        for turn in range(5):
            with writing(engine) as session:
                digest = f"{number}-{turn}"
                session.add(Inbound(channel="mail", sha256=digest, raw=b"x", received_at=at))

    threads = [threading.Thread(target=keep, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        assert len(session.exec(select(Inbound)).all()) == 40
