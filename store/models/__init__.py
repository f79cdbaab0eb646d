"""The nouns, a table each."""

from sqlmodel import SQLModel

from store.models.cycle import (
    Attempt,
    Contribution,
    Cycle,
    Decision,
    Delegation,
    Evidence,
    FormDraft,
    Inbound,
    KeptDocument,
    Outcome,
    Request,
    RequestItem,
    Update,
)
from store.models.out import Event, Outbox, Sent
from store.models.people import Absence, Alarm, Channel, Person, Post
from store.models.register import (
    Assignment,
    Audit,
    AuditReport,
    Body,
    Link,
    Meeting,
    MeetingDate,
    Membership,
    PaperItem,
    Recommendation,
    SourcePaper,
    TargetDate,
)

metadata = SQLModel.metadata

__all__ = [
    "Absence",
    "Alarm",
    "Assignment",
    "Attempt",
    "Audit",
    "AuditReport",
    "Body",
    "Channel",
    "Contribution",
    "Cycle",
    "Decision",
    "Delegation",
    "Event",
    "Evidence",
    "FormDraft",
    "Inbound",
    "KeptDocument",
    "Link",
    "Meeting",
    "MeetingDate",
    "Membership",
    "Outbox",
    "Outcome",
    "PaperItem",
    "Person",
    "Post",
    "Recommendation",
    "Request",
    "RequestItem",
    "Sent",
    "SourcePaper",
    "TargetDate",
    "Update",
    "metadata",
]
