"""Plain statements: for what is asked about every message that comes in, straight of the driver.

A session's own questions take about ten times as long, most of it to build objects that nobody keeps.
Values pass through the same column types; errors and listeners are the engine's.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ClauseElement, Connection, Dialect, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session, SQLModel

from store.models import metadata

_DIALECTS: dict[str, Callable[[], Dialect]] = {
    "sqlite": SQLiteDialect_pysqlite,
    "postgresql": PGDialect_psycopg,
}


class _Ready(NamedTuple):
    """A statement as the driver wants it, and how values go in and come out."""

    sql: str
    order: Sequence[str]
    """Names of the values in their places, where the driver counts them."""
    usual: Mapping[str, Any]
    into: Mapping[str, Callable[[Any], Any]]
    out: Sequence[tuple[int, Callable[[Any], Any]]]
    """Columns that need translating, by their place."""


def plain(session: Session, question: ClauseElement, **values: Any) -> list[Any]:  # noqa: ANN401 - any column's
    """Ask a prepared question of single columns; gives tuples."""
    connection = _connection(session)
    ready = _ready(question, connection.dialect.name)
    rows = _run(connection, ready, values, fetch=True)
    return rows if not ready.out else [_translated(row, ready.out) for row in rows]


def insert(session: Session, kind: type[SQLModel], values: Mapping[str, Any], *, once: str = "") -> Any:  # noqa: ANN401
    """Insert a row at once, past the session's own queue; gives its key.

    With ``once``, the name of a unique column, nothing happens where a row with the same value stands
    already, also one that another worker has just written; then None. ``id`` among the values keeps a
    number that was given before.
    """
    connection = _connection(session)
    statement, usual = _insertion(kind, once, "id" in values, connection.dialect.name)
    ready = _ready(statement, connection.dialect.name)
    rows = _run(connection, ready, {**usual, **values}, fetch=True)
    return rows[0][0] if rows else None


def change(session: Session, kind: type[SQLModel], number: int | None, **values: Any) -> None:  # noqa: ANN401
    """Change columns of one row at once; objects of the session that show it are not told."""
    connection = _connection(session)
    ready = _ready(_changing(kind, tuple(values)), connection.dialect.name)
    _run(connection, ready, values | {"the_row": number}, fetch=False)


def _connection(session: Session) -> Connection:
    """Give the connection of the transaction, after what the session still had to write."""
    if session.autoflush:
        session.flush()
    kept: Connection | None = session.info.get("plain")
    if kept is None or kept.closed:
        kept = session.info["plain"] = session.connection()
    return kept


def _run(
    connection: Connection, ready: _Ready, values: Mapping[str, Any], *, fetch: bool
) -> list[tuple[Any, ...]]:
    given = {**ready.usual, **values} if ready.usual else dict(values)
    for name, translate in ready.into.items():
        given[name] = translate(given[name])
    parameters = tuple([given[name] for name in ready.order]) if ready.order else given
    cursor = connection.connection.cursor()
    try:
        for heard in connection.dispatch.before_cursor_execute:
            heard(connection, cursor, ready.sql, parameters, None, False)
        cursor.execute(ready.sql, parameters)
        return list(cursor.fetchall()) if fetch else []
    except connection.dialect.loaded_dbapi.Error as trouble:
        gone = connection.dialect.is_disconnect(trouble, connection.connection, cursor)
        if gone:
            connection.invalidate(trouble)
        raise DBAPIError.instance(
            ready.sql, None, trouble, connection.dialect.loaded_dbapi.Error,
            connection_invalidated=gone, dialect=connection.dialect,
        ) from trouble  # fmt: skip
    finally:
        cursor.close()


def _translated(row: Sequence[Any], out: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    columns = list(row)
    for place, translate in out:
        columns[place] = translate(columns[place])
    return tuple(columns)


@functools.lru_cache(maxsize=512)
def _ready(statement: ClauseElement, database: str) -> _Ready:
    """Compile a statement once for a kind of database."""
    dialect = _DIALECTS[database]()
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - every statement is SQL
    into = {
        name: one.type.dialect_impl(dialect).bind_processor(dialect) for name, one in compiled.binds.items()
    }
    columns = getattr(statement, "selected_columns", ())
    out = [one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns]
    return _Ready(
        sql=str(compiled),
        order=tuple(compiled.positiontup or ()),
        usual={name: value for name, value in compiled.params.items() if value is not None},
        into={name: translate for name, translate in into.items() if translate},
        out=[(place, translate) for place, translate in enumerate(out) if translate],
    )


@functools.cache
def _insertion(kind: type[SQLModel], once: str, numbered: bool, dialect: str) -> tuple[Any, dict[str, Any]]:
    """Give the statement of an insertion, and what its fields usually hold."""
    table = metadata.tables[str(kind.__tablename__)]
    fields = {key: field for key, field in kind.model_fields.items() if numbered or key != "id"}
    statement = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    statement = statement.values({key: bindparam(key, type_=table.c[key].type) for key in fields})
    if once:
        statement = statement.on_conflict_do_nothing(index_elements=[once])
    usual = {key: field.default for key, field in fields.items() if not field.is_required()}
    return statement.returning(*table.primary_key), usual


@functools.cache
def _changing(kind: type[SQLModel], names: tuple[str, ...]) -> ClauseElement:
    table = metadata.tables[str(kind.__tablename__)]
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return update(table).where(table.c.id == bindparam("the_row")).values(values)
