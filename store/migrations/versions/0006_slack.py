"""Slack: the way a message goes, the inspectorate as a reader, delegates, forms not sent yet."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()
INSTANT = store.types.Instant(timezone=True)


def upgrade() -> None:
    op.add_column("channel", sa.Column("zone", TEXT, nullable=True))
    op.add_column("channel", sa.Column("barred", TEXT, nullable=False, server_default=""))
    op.add_column("channel", sa.Column("seen_at", INSTANT, nullable=True))
    op.create_table("delegation", *_about_one_item(), sa.Column("words", TEXT, nullable=False), *_rules())
    op.create_table(
        "form_draft", *_about_one_item(), sa.Column("entered", sa.Text(), nullable=False), *_rules()
    )
    for table in ("delegation", "form_draft"):
        for column in ("request_id", "recommendation_id", "person_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])
    _let_nobody_be_named(nullable=True)
    op.add_column("outbox", sa.Column("edge", TEXT, nullable=True))
    op.create_index("ix_outbox_edge", "outbox", ["edge"])


def downgrade() -> None:
    op.drop_index("ix_outbox_edge", "outbox")
    op.drop_column("outbox", "edge")
    op.execute("DELETE FROM sent WHERE person_id IS NULL")
    op.execute("DELETE FROM outbox WHERE person_id IS NULL")
    _let_nobody_be_named(nullable=False)
    op.drop_table("form_draft")
    op.drop_table("delegation")
    for column in ("seen_at", "barred", "zone"):
        op.drop_column("channel", column)


def _about_one_item() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    ]


def _rules() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendation.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "recommendation_id", "person_id"),
    ]


def _let_nobody_be_named(*, nullable: bool) -> None:
    """Change ``person_id`` of outbox and sent.

    The embedded database changes a column by making its table anew, and a table that another one points to
    cannot be dropped: what was sent is set aside while the outbox is made anew, and put back.
    """
    if op.get_bind().dialect.name != "sqlite":
        for table in ("outbox", "sent"):
            op.alter_column(table, "person_id", existing_type=sa.Integer(), nullable=nullable)
        return
    op.execute("CREATE TABLE sent_aside AS SELECT * FROM sent")
    op.execute("DELETE FROM sent")
    for table in ("outbox", "sent"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("person_id", existing_type=sa.Integer(), nullable=nullable)
    columns = ", ".join(column["name"] for column in sa.inspect(op.get_bind()).get_columns("sent"))
    op.execute(f"INSERT INTO sent ({columns}) SELECT {columns} FROM sent_aside")  # noqa: S608 - our own names
    op.execute("DROP TABLE sent_aside")
