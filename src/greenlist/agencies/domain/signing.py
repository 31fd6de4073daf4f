"""The report signed by the agency's legal representative: content, paper, evidence and statements frozen together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.jobs import compare_report
from greenlist.agencies.models import AgencyReport, Engagement, Revision
from greenlist.agencies.paper import Signed, report_pdf, statement_for
from greenlist.agencies.queries.report_content import Content, draft_digest, report_content
from greenlist.agencies.queries.report_page import DRAFTED
from greenlist.agencies.queries.reports import open_revision_of, signed_report
from greenlist.agencies.rules.reports import reports
from greenlist.applications.domain.keeping import NO_DETAILS, keep_blob, make_evidence, prove
from greenlist.applications.domain.stating import Said, put
from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.evaluating import user_language
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.models import Blob, Evidence, Kind
from greenlist.applications.process import transition
from greenlist.applications.queries.locking import locked_row
from greenlist.documents.papers import MissingGlyph
from greenlist.engine import clock
from greenlist.engine.decimals import show
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

from .before_signing import Draft, draft_of, ready
from .revising import drop_revision, open_revision

LARGEST = 200 * 1024 * 1024  # bytes of a report that we make ourselves
SCORE, AGENCY = "claimed_score", "unit.agency"


@transaction.atomic
def sign_report(*, engagement: Engagement, by: Hat, digest: str = "") -> AgencyReport:
    """Sign the report as its next version, exactly as it passed the technical review.

    The paper is made, kept as evidence of the application, and named in the verified score; the name of the agency is
    stated; the application moves on the first time, and a revision that is open ends with the new version.

    `digest`: of the draft that the signer saw, '' for the one there is. Where the standard computes no score, the one
    that the evaluators stated is signed.

    Raises:
        NotAllowed: not the head of the engaged agency, or there is nothing to sign.
        Refused: changed since it was seen or reviewed, not reviewed, not passed, a major nonconformity open,
            figures that nobody verified, no score, no place left where the policy counts reports.
    """
    held = _hold(engagement)
    require(reports.may(by, "sign", held))
    draft = draft_of(held, digest)
    ready(held, draft)
    report = _freeze(held, draft, by)
    if held.application.state == DRAFTED:
        _move_on(held, report, by)
    _tell(report, held)
    compare_report.defer(report=report.pk)
    record("agency_report.signed", report, by=by.actor, after=_told(report), reason=report.reason)
    return report


def _hold(engagement: Engagement) -> Engagement:
    application = locked_row(engagement.application_id)  # first, as every transition does
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("agency", "filing__jurisdiction")
    held = rows.get(pk=engagement.pk)
    held.application = application
    return held


def _freeze(held: Engagement, draft: Draft, by: Hat) -> AgencyReport:
    """The version with its paper, evidence and statements."""
    before, revision = signed_report(held), open_revision_of(held)
    number = before.number + 1 if before else 1
    reason = revision.reason if revision else ""
    points = statement_for(held.application)
    content = draft.content | {"score": draft.score}  # printed where the standard computes none
    signed = Signed(points, by.person.name, clock.today(), number, reason)
    blob = _keep(_print(held, content, signed))
    evidence = _evidence(held, blob, before, number, by)
    _state(held, draft, evidence, by)
    report = AgencyReport.objects.create(
        engagement=held, number=number, content=draft.content, digest=draft.digest, paper=blob, evidence=evidence,
        score=Decimal(draft.score), statement=list(points), reason=reason, signed_by=by.person, hat=by.label[:200],
        at=clock.now(),
    )  # fmt: skip
    if revision is not None:
        Revision.objects.filter(pk=revision.pk).update(report=report)
    return report


def _print(held: Engagement, content: Content, signed: Signed) -> bytes:
    reviews = held.technical_reviews.select_related("reviewer")
    try:
        return report_pdf(held.application, content, reviews, signed)
    except MissingGlyph as missing:  # a character that would be left out of what is signed
        raise Refused(render(missing.message, user_language())) from missing


def _keep(printed: bytes) -> Blob:
    with receive([printed], most=LARGEST) as incoming:
        return keep_blob(incoming, TYPES["pdf"])


def _evidence(held: Engagement, blob: Blob, before: AgencyReport | None, number: int, by: Hat) -> Evidence:
    kind = {Kind.PARK: "绿色工业园区", Kind.SUPPLY_CHAIN: "绿色供应链管理企业"}.get(
        Kind(held.application.kind), "绿色工厂"
    )
    name = f"{kind}第三方评价报告（{held.application.unit.name}）第{number}版.pdf"[-200:]
    replaces = before.evidence if before else None
    made = make_evidence(held.application, blob, name, by=by, details=NO_DETAILS, replaces=replaces, witness=VERIFIED)
    prove(made, [SCORE])
    return made


def _state(held: Engagement, draft: Draft, evidence: Evidence, by: Hat) -> None:
    """Name of the agency and score, as the report states them."""
    basis = _("第三方评价报告")
    by_year = (draft.content["result"].get("score") or {}).get("by_year") or {}
    years = {year: show(Decimal(total), places=2) for year, total in by_year.items() if total is not None}
    score: dict[str, Any] = {"total": draft.score} | ({"by_year": years} if len(years) > 1 else {})
    for place, content in ((AGENCY, held.agency.name), (SCORE, score)):
        at_place = held.application.statements.filter(place=place, witness=VERIFIED, current=True)
        seen = at_place.values_list("pk", flat=True).first() or 0
        put(held.application, place, Said(content, reason=basis, evidence=evidence), by, seen, VERIFIED)


def _move_on(held: Engagement, report: AgencyReport, by: Hat) -> None:
    transition(
        application=held.application, way="technically_reviewed", by=by, lock=False,
        after=lambda _matter, _passage: {"report": report.number, "digest": report.digest},
    )  # fmt: skip


def _tell(report: AgencyReport, held: Engagement) -> None:
    params: dict[str, object] = {
        "agency": held.agency.name,
        "number": report.number,
        "score": show(report.score or Decimal(0)),
    }
    url = f"/agency/engagements/{held.pk}/report/"
    unit = held.application.unit
    notify(people=people_of(unit, roles.APPLICANT), code="agency_report_signed", params=params, url=url)


def _told(report: AgencyReport) -> dict[str, Any]:
    return {
        "number": report.number, "digest": report.digest, "paper": report.paper_id, "score": str(report.score),
    }  # fmt: skip


__all__ = ["draft_digest", "drop_revision", "open_revision", "report_content", "sign_report"]
