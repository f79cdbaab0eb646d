"""How far a message is believed and how it was read; attempts, alarms and absences."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString()
INSTANT = store.types.Instant(timezone=True)


def upgrade() -> None:
    op.add_column("inbound", sa.Column("verdict", WORDS, nullable=False, server_default=""))
    op.add_column("inbound", sa.Column("reading", sa.Text(), nullable=False, server_default=""))
    op.add_column("contribution", sa.Column("confirmed_by", WORDS, nullable=True))
    op.add_column("contribution", sa.Column("confirmed_at", INSTANT, nullable=True))
    op.add_column("sent", sa.Column("relayed_as", WORDS, nullable=True))
    op.create_index("ix_sent_relayed_as", "sent", ["relayed_as"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", WORDS, nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("problem", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mailbox", "validity", "uid"),
    )
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("cleared_by", WORDS, nullable=True),
        sa.Column("cleared_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_alarm_person_id", "alarm", ["person_id"])
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("deputy", WORDS, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])
