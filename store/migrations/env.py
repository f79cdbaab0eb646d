"""Runs the migrations with the engine handed over, or with the one MATTERS_DATABASE_URL names."""

import os

from alembic import context

from store.db import connect
from store.models import metadata


def run() -> None:
    engine = context.config.attributes.get("engine") or connect(os.environ["MATTERS_DATABASE_URL"])
    with engine.execution_options(writes=True).connect() as connection:
        context.configure(
            connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
