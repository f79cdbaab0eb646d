"""Indexes for what every message asks: what went to a person lately, and what came for an update last."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_person_id_at", "outbox", ["person_id", "at"])
    op.drop_index("ix_outbox_person_id", "outbox")
    op.create_index(
        "ix_contribution_update_id_received_at", "contribution", ["update_id", "received_at", "id"]
    )
    op.drop_index("ix_contribution_update_id", "contribution")


def downgrade() -> None:
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"])
    op.drop_index("ix_outbox_person_id_at", "outbox")
    op.create_index("ix_contribution_update_id", "contribution", ["update_id"])
    op.drop_index("ix_contribution_update_id_received_at", "contribution")
