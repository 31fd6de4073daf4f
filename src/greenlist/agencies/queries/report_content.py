"""Everything an agency's report says, as plain data: what is reviewed, signed, frozen, and compared later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from greenlist.agencies.models import Engagement, Filing, SiteVisit, TeamMember
from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.freezing import files_cited
from greenlist.applications.models import Application, Nonconformity, Statement
from greenlist.applications.queries.editing import CLAIMED
from greenlist.applications.receipts import digest_of, plain

from .differences import Differences, differences_of
from .said import SaidBy, said_by

VERSION = 1
Content = dict[str, Any]


def report_content(engagement: Engagement) -> Content:
    """What the report says now: the two sides, every statement of the unit and the agency, the records of the steps,
    the chapters, the nonconformities, and what comes out by the law of the round. Plain JSON, in Chinese.

    Left out is what signing itself states (score, name of the agency) and the technical review, which is about this;
    a score that the standard leaves to the report stands in the result as stated.
    About twenty queries, two evaluations.
    """
    with override("zh-hans"):
        said = said_by(engagement.application)
        return plain(_content(engagement, said))  # type: ignore[no-any-return]


def draft_digest(engagement: Engagement) -> str:
    """SHA-256 of `report_content` in canonical JSON: any changed word of it changes the digest."""
    return digest_of(report_content(engagement))


def _content(engagement: Engagement, said: SaidBy) -> Content:
    application = said.application
    data = {name: value for name, value in said.by_both.items() if name != "applied_on"}  # a draft's is today
    apart = differences_of(said)
    return {
        "agency_report": VERSION,
        "law": _law(application),
        "unit": {name: getattr(application.unit, name) for name in ("name", "uscc", "address", "legal_rep")},
        "agency": _agency(engagement),
        "contract": _contract(engagement),
        **_records(engagement),
        "nonconformities": [_issue(one) for one in application.nonconformities.all()],
        "statements": [_statement(one, said) for one in _statements(said)],
        "data": data,
        "result": _result(said, apart),
        "differences": [_difference(one) for one in apart.differing],
    }


def _law(application: Application) -> Content:
    round_ = application.round
    return {
        "round": round_.title, "year": round_.year, "kind": application.kind,
        "policy": {"id": round_.policy_id, "hash": round_.policy_hash},
        "pack": {"id": application.pack_id, "hash": application.pack_hash},
    }  # fmt: skip


def _agency(engagement: Engagement) -> Content:
    agency, filing = engagement.agency, engagement.filing
    return {
        "name": agency.name, "uscc": agency.uscc,
        "address": (filing.office_address if filing else "") or agency.address,
        "legal_rep": engagement.legal_rep or agency.legal_rep, "filing": _filing(filing) if filing else None,
    }  # fmt: skip


def _filing(filing: Filing) -> Content:
    return {
        "number": filing.number, "with": filing.jurisdiction.name, "accepted_on": filing.accepted_on,
        "valid_until": filing.valid_until, "kinds": filing.kinds, "contact": filing.contact, "phone": filing.phone,
        "assessment": filing.assessment,
    }  # fmt: skip


def _contract(engagement: Engagement) -> Content:
    return {
        "number": engagement.contract_no, "signed_on": engagement.signed_on, "starts_on": engagement.starts_on,
        "relations": engagement.relations,
    }  # fmt: skip


def _records(engagement: Engagement) -> Content:
    plan = getattr(engagement, "plan", None)
    names = ("purpose", "scope", "criteria", "schedule", "starts_on", "ends_on")
    team = engagement.team.select_related("staff")
    visits = engagement.visits.prefetch_related("visitors__staff", "photos")
    documents = engagement.document_checks.select_related("evidence")
    return {
        "plan": {name: getattr(plan, name) for name in names} if plan else None,
        "team": [_person(one) for one in team],
        "documents": [
            {"document": one.document, "finding": one.finding, "note": one.note,
             "sha256": one.evidence.blob_id if one.evidence else None}
            for one in documents
        ],
        "visits": [_visit(one) for one in visits],
        "chapters": {one.key: one.text for one in engagement.chapters.all()},
    }  # fmt: skip


def _person(one: TeamMember) -> Content:
    staff = one.staff
    return {
        "name": staff.name, "part": one.part, "tasks": one.tasks, "title": staff.title, "title_name": staff.title_name,
    }  # fmt: skip


def _visit(one: SiteVisit) -> Content:
    return {
        "from_on": one.from_on, "to_on": one.to_on, "place": one.place, "at": [one.latitude, one.longitude],
        "visitors": [person.staff.name for person in one.visitors.all()], "met": one.met, "seen": one.seen,
        "sampling": one.sampling,
        "photos": [
            {"name": photo.name, "caption": photo.caption, "sha256": photo.blob_id, "taken_at": _moment(photo.taken_at)}
            for photo in one.photos.all()
        ],
    }  # fmt: skip


def _moment(at: datetime | date | None) -> str | None:
    return at.isoformat() if at else None


def _issue(one: Nonconformity) -> Content:
    names = ("place", "label", "grade", "reason", "state", "answer", "verdict")
    return {name: getattr(one, name) for name in names}


def _statements(said: SaidBy) -> list[Statement]:
    """Every word of the unit and the agency, but for cells of rows that were taken out."""
    tables = {section.table for section in said.desk.sections if section.table}
    kept = {(row.table, row.key) for row in said.desk.rows}
    return [
        one
        for one in said.statements(CLAIMED, VERIFIED)
        if (parts := one.place.split("."))[0] not in tables or (parts[0], parts[1]) in kept
    ]


def _statement(one: Statement, said: SaidBy) -> Content:
    files = [said.desk.file(pk) for pk, _page in files_cited(one)]
    return {
        "place": one.place, "witness": one.witness, "content": one.content, "unit": one.unit, "reason": one.reason,
        "page": one.page, "files": [{"name": file.name, "sha256": file.blob_id} for file in files if file],
    }  # fmt: skip


def _result(said: SaidBy, apart: Differences) -> Content:
    result = said.verified.result
    before = {"shown": apart.shown_claimed, "total": apart.score_claimed}
    stated = {} if apart.computed else {"stated": apart.shown_verified}
    if result is None:
        return {"claimed": before, "problems": [one.place for one in said.verified.problems]} | stated
    score = result["score"]
    return {
        "claimed": before,
        "score": {name: score.get(name) for name in ("name", "total", "shown", "max", "level1", "by_year")},
        "standing": result["standing"],
        "indicators": [
            {name: one[name] for name in ("id", "name", "value", "shown", "unit", "points")}
            for one in result["indicators"]
        ],
        "conditions": [
            {name: one[name] for name in ("id", "name", "group", "answer", "gate")} for one in result["conditions"]
        ],
    } | stated  # fmt: skip


def _difference(one: Any) -> Content:
    return {
        "place": one.label, "claimed": one.claimed, "verified": one.verified, "by": one.shown_percent or one.shown,
        "basis": one.reason, "evidence": one.evidence,
    }  # fmt: skip
