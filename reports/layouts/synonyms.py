"""What columns and labels are called: the fields of a recommendation and the usual words for each."""

from collections.abc import Mapping
from typing import Literal

Field = Literal[
    "id",
    "reference",
    "title",
    "reference_title",
    "text",
    "finding",
    "action",
    "priority",
    "threat",
    "owner",
    "role",
    "original_date",
    "target_date",
    "revised_date",
    "completed",
    "status",
    "progress",
    "update",
    "update_date",
    "response",
    "audit",
    "assurance",
    "month",
    "auditor",
    "rag",
    "evidence",
    "depends",
]
ONCE: frozenset[Field] = frozenset(
    (
        *("id", "reference", "title", "reference_title", "priority", "threat", "status", "progress", "rag"),
        *("audit", "assurance", "month", "auditor", "update_date"),
    )
)
"""Fields of which a second column is not read."""
ANCHORS: frozenset[Field] = frozenset(("reference", "title", "reference_title", "text", "finding", "action"))
"""A table without any of these lists no recommendations."""


def _said(words: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in words.split(","))


SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    "id": _said("item id, matters id"),
    "reference": _said("""
        ref, ref no, reference, reference no, reference number, rec, rec no, rec ref, rec number,
        rec id, recommendation ref, recommendation reference, recommendation no, recommendation
        number, recommendation id, no, number, id, item, item no, item ref, action no, action ref,
        action id, action number, finding no, finding ref, finding number, ref number, unique ref,
        unique reference
    """),
    "title": _said("""
        title, recommendation title, issue, issue title, finding title, action title, subject,
        heading, short title, summary, topic, recommendation heading, recommendation summary, area
        of recommendation
    """),
    "reference_title": _said("""
        reference and title, ref and title, recommendation reference and title, reference title,
        recommendation ref and title, recommendation reference title, no and title
    """),
    "text": _said("""
        recommendation, recommendations, recommendation text, recommendation made, agreed
        recommendation, audit recommendation, description, recommendation description,
        recommendation detail, recommendation details, details of recommendation, full
        recommendation, original recommendation
    """),
    "finding": _said("""
        finding, findings, audit finding, observation, weakness, weakness identified, issue
        identified, condition, control weakness, matter arising
    """),
    "action": _said("""
        action, agreed action, agreed actions, management action, action required, action to be
        taken, action plan, agreed action plan, agreed management action, corrective action, planned
        action, corrective action plan
    """),
    "priority": _said("""
        priority, rating, risk rating, grade, priority rating, priority level, risk level, risk
        category, category, severity, significance, recommendation priority, recommendation rating,
        grading, importance, priority grade, risk grade, finding rating, recommendation grade
    """),
    "threat": _said("""
        threat, risk, risk threat, risk description, implication, risk implication, implications,
        effect, potential risk, threat to delivery, risk to delivery, risk identified, consequence,
        associated risk
    """),
    "owner": _said("""
        owner, owners, action owner, responsible officer, responsible officers, officer responsible,
        lead, person responsible, persons responsible, lead officer, responsible, responsibility,
        responsible manager, responsible person, responsible owner, responsible party, responsible
        official, business owner, accountable officer, accountable owner, assigned to, manager
        responsible, who, by whom, allocated to, action lead, executive lead, recommendation owner,
        management owner, owner name, name of owner, responsible lead, risk owner, officer, manager
    """),
    "role": _said("""
        post, job title, role, position held, owner s post, post holder, owner role, owner post
    """),
    "original_date": _said("""
        original target date, original due date, original implementation date, original completion
        date, original date, initial target date, first target date, original deadline, original
        target, original agreed date, original agreed target date, initial due date, original due
    """),
    "target_date": _said("""
        target date, target dates, due date, target, agreed date, agreed target date, implementation
        date, agreed implementation date, target completion date, deadline, due, by when, when,
        timescale, timescales, timeframe, date due, planned completion date, expected completion
        date, target implementation date, proposed implementation date, anticipated completion date,
        estimated completion date, planned implementation date, target for completion, due by,
        expected implementation date, date for implementation, agreed due date, completion due
    """),
    "revised_date": _said("""
        revised target date, revised target dates, revised date, revised dates, revised due date,
        revised implementation date, revised completion date, revised deadline, revised target, new
        target date, extended date, extended to, extension date, latest target date, current target
        date, current due date, forecast date, revised timescale, further revised date, second
        revised date, first revised date, revised agreed date, new due date, revised due, forecast
        completion date
    """),
    "completed": _said("""
        date completed, completed date, date closed, closed date, closure date, date implemented,
        completed on, implemented date, actual completion date, completion date, closed on, date of
        completion, actual implementation date, date of closure
    """),
    "status": _said("""
        status, current status, implementation status, action status, state, progress status,
        recommendation status, status of recommendation, open closed, overall status, status of
        action, management status
    """),
    "progress": _said("progress"),
    "update": _said("""
        update, updates, latest update, progress update, progress updates, management update,
        comments, comment, latest position, current position, position, progress made, progress to
        date, update comments, notes, status update, latest progress, actions taken, action taken,
        action taken to date, follow up comments, implementation update, officer update, progress
        notes, progress comments, latest comments, management comments on progress, business owner
        update, previous update, owner update, management progress update, position statement,
        progress report, current progress, latest comment
    """),
    "update_date": _said("""
        date of update, update date, last updated, date updated, date of last update, date
    """),
    "response": _said("""
        management response, management comment, management comments, response, initial management
        response, client response, agency response, department response, auditee response,
        management s response, initial response, response from management, departmental response,
        county response
    """),
    "audit": _said("""
        audit, audit title, audit name, report, report title, audit report, report name, name of
        audit, review, audit area, audit review, source audit, audit report title, internal audit
        report, review title, audit assignment, assignment, name of report, name of review
    """),
    "assurance": _said("""
        assurance, opinion, assurance level, assurance opinion, audit opinion, assurance rating,
        overall opinion, overall assurance, audit assurance, level of assurance, report rating,
        report opinion, opinion given, overall rating
    """),
    "month": _said("""
        date of report, report date, issued, date issued, report issued, final report date, audit
        date, date of audit, date of final report, final report issued, report issue date, audit
        month, issue date, date final report issued, date of issue, date report issued, month of
        report
    """),
    "auditor": _said("""
        auditor, auditors, audited by, audit provider, audit firm, internal auditor, provider
    """),
    "rag": _said("""
        rag, rag status, rag rating, colour, status rag, r a g, rag progress, traffic light
    """),
    "evidence": _said("""
        evidence, evidence provided, supporting evidence, evidence of completion, evidence received,
        evidence seen, evidence of implementation, supporting documents, evidence held
    """),
    "depends": _said("depends on, dependency, dependencies, dependent on, linked to"),
}
