"""The bytes of a document are kept once, by their hash; a document that lies elsewhere keeps its address."""

import hashlib

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sqlmodel.sql.sqltypes.AutoString()
EVIDENCE = sa.table(
    "evidence", sa.column("id", sa.Integer), sa.column("sha256", WORDS), sa.column("content", sa.LargeBinary)
)
MOVE = """
    INSERT INTO document (sha256, content, size, flags)
    SELECT sha256, content, length(content), '' FROM evidence WHERE id IN
    (SELECT min(id) FROM evidence WHERE content IS NOT NULL GROUP BY sha256)
"""


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", WORDS, nullable=True),
        sa.Column("flags", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    _hash_what_has_none()
    op.execute(MOVE)
    op.execute("UPDATE evidence SET sha256 = NULL WHERE content IS NULL")
    with op.batch_alter_table("evidence") as table:  # nothing refers to it: SQLite may build it anew
        table.add_column(sa.Column("link", WORDS, nullable=True))
        table.drop_column("content")
        table.create_foreign_key("fk_evidence_sha256_document", "document", ["sha256"], ["sha256"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _hash_what_has_none() -> None:
    there = op.get_bind()
    bare = sa.select(EVIDENCE.c.id).where(EVIDENCE.c.content.is_not(None), EVIDENCE.c.sha256.is_(None))
    for number in there.execute(bare).scalars().all():
        content = there.execute(sa.select(EVIDENCE.c.content).where(EVIDENCE.c.id == number)).scalar_one()
        digest = hashlib.sha256(content).hexdigest()
        there.execute(EVIDENCE.update().where(EVIDENCE.c.id == number).values(sha256=digest))
