"""What each imported paper showed, and which rows of the register it gave; report files of audits."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import store.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GIVEN = ("assignment", "evidence", "link", "membership", "target_date", "update")
"""Tables whose rows an imported paper may have given."""
ORDERED = ("target_date", "update")


def upgrade() -> None:
    op.create_table(
        "audit_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", store.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("audit_id", "sha256"),
    )
    op.create_index("ix_audit_report_audit_id", "audit_report", ["audit_id"])
    op.create_table(
        "paper_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("lines", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendation.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source_paper.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "recommendation_id"),
    )
    op.create_index("ix_paper_item_recommendation_id", "paper_item", ["recommendation_id"])
    op.create_index("ix_paper_item_source_id", "paper_item", ["source_id"])
    op.add_column("source_paper", sa.Column("reading", sa.Text(), nullable=False, server_default=""))
    op.add_column("source_paper", sa.Column("undone_at", store.types.Instant(timezone=True), nullable=True))
    for table in ORDERED:
        op.add_column(table, sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    for table in GIVEN:
        # Said in SQL: SQLite takes a reference with a new column, but no constraint afterwards, and building
        # the table anew would break the references that rows already hold to it.
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN source_id INTEGER REFERENCES source_paper (id)')
        op.create_index(f"ix_{table}_source_id", table, ["source_id"])
