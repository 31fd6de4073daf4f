"""The report: its signed versions and their papers, signing, revisions."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain.signing import drop_revision, open_revision, sign_report
from greenlist.agencies.forms.verifying import RevisionForm, SignForm
from greenlist.agencies.models import AgencyReport, Engagement
from greenlist.agencies.paper import Signed, report_paper, statement_for
from greenlist.agencies.queries.differences import differences
from greenlist.agencies.queries.nonconforming import grave_open
from greenlist.agencies.queries.report_content import draft_digest, report_content
from greenlist.agencies.queries.report_page import changed_since, places_taken_by_signing, versions_of
from greenlist.agencies.queries.reports import open_revision_of, review_of
from greenlist.agencies.queries.values import unverified
from greenlist.agencies.rules.reports import reports
from greenlist.applications.evidence_rules import may_open
from greenlist.applications.files import open_blob
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as render_message
from greenlist.paperwork.printing import FORMS, printed
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .reading import INVALID, around, at_field, engagement_for

log = logging.getLogger(__name__)
Answer = TypeVar("Answer", HttpResponse, FileResponse)
PART_WORDS = {
    "claimed": gettext_lazy("申报的内容"),
    "verified": gettext_lazy("核查值"),
    "plan": gettext_lazy("评价计划"),
    "team": gettext_lazy("评价组"),
    "documents": gettext_lazy("文件评审"),
    "visits": gettext_lazy("现场评价"),
    "chapters": gettext_lazy("报告章节"),
    "nonconformities": gettext_lazy("不符合项"),
    "unit": gettext_lazy("单位登记信息"),
    "agency": gettext_lazy("机构登记信息"),
}


@login_required
@require_safe
def engagement_report(request: Request, pk: int) -> HttpResponse:
    """The versions with digest, reasons, who signed when, each verified again; what comes next, for the agency."""
    engagement = engagement_for(request, pk, "see")
    return _page(request, engagement, RevisionForm(label_suffix=""))


def _page(request: Request, engagement: Engagement, form: RevisionForm, status: int = 200) -> HttpResponse:
    versions, revision = versions_of(engagement), open_revision_of(engagement)
    changed = changed_since(engagement, versions[0].report) if versions else []
    context = around(
        request, engagement, versions=versions, revision=revision, form=form,
        changed=[PART_WORDS[name] for name in changed],
        earlier=engagement.revisions.exclude(report=None, dropped_at=None).select_related("by", "report"),
        may_sign=reports.may(request.hat, "sign", engagement),
        may_revise=reports.may(request.hat, "revise", engagement) if not revision else None,
        may_drop=reports.may(request.hat, "revise", engagement) if revision else None,
        may_work=reports.may(request.hat, "work", engagement),
    )  # fmt: skip
    return render(request, "agencies/verifying/report.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """What is about to be signed, what stands in the way, the statement point by point."""
    engagement = engagement_for(request, pk, "sign")
    points = statement_for(engagement.application)
    form = SignForm(points, request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and _signed(request, engagement, form):
        messages.success(request, _("已签章。报告已存入申报材料，得分和机构名称已写入申报。"))
        return redirect("engagement-report", pk=pk)
    status = INVALID if request.method == "POST" else 200
    return render(request, "agencies/verifying/sign.html", _to_sign(request, engagement, form, points), status=status)


def _signed(request: Request, engagement: Engagement, form: SignForm) -> bool:
    try:
        sign_report(engagement=engagement, by=wearer(request), digest=form.cleaned_data["digest"])
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


def _to_sign(request: Request, engagement: Engagement, form: SignForm, points: tuple[str, ...]) -> dict[str, Any]:
    digest = draft_digest(engagement)
    review = review_of(engagement, digest)
    apart = differences(engagement.application)
    left, grave = unverified(engagement.application), grave_open(engagement.application)
    places = places_taken_by_signing(engagement)
    ready = bool(review and review.passed and not left.count and not grave and apart.shown_verified)
    return around(
        request, engagement, form=form, points=points, digest=digest, review=review, apart=apart, left=left,
        grave=grave, places=places, ready=ready and not (places and places.full), revision=open_revision_of(engagement),
    )  # fmt: skip


@login_required
@require_POST
def revise(request: Request, pk: int) -> HttpResponse:
    """Open a signed report for changes."""
    engagement = engagement_for(request, pk, "revise")
    form = RevisionForm(request.POST, label_suffix="")
    if form.is_valid() and _opened(request, engagement, form):
        messages.success(request, _("已开始修改。改好后要重新复核和签章；在此之前申报不能提交。"))
        return redirect("engagement-report", pk=pk)
    return _page(request, engagement, form, INVALID)


def _opened(request: Request, engagement: Engagement, form: RevisionForm) -> bool:
    try:
        open_revision(engagement=engagement, reason=form.cleaned_data["reason"], by=wearer(request))
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


@login_required
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Give the open revision up."""
    engagement = engagement_for(request, pk, "revise")
    revision = open_revision_of(engagement)
    if revision is None:
        messages.error(request, _("报告没有在修改。"))
        return redirect("engagement-report", pk=pk)
    try:
        drop_revision(revision=revision, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已放弃修改，签章的一版不变。"))
    return redirect("engagement-report", pk=pk)


@login_required
@require_safe
def paper(request: Request, pk: int, number: int) -> FileResponse:
    """The PDF of a version as it was signed."""
    engagement = engagement_for(request, pk, "see")
    report = find(AgencyReport.objects.select_related("evidence__blob"), engagement=engagement, number=number)
    require(may_open(report.evidence))
    try:
        content = open_blob(report.paper_id)
    except FileNotFoundError:
        log.exception("paper %s of report %s is not in the store", report.paper_id, report.pk)
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=report.evidence.name, content_type="application/pdf")
    return _private(answer)


@login_required
@require_safe
def draft_paper(request: Request, pk: int) -> HttpResponse:
    """The report as it would be printed now, for the agency: without signature, marked as a draft by its name.

    PDF, or `?form=docx` to be worked on, in the template of the province where there is one.
    """
    form = "docx" if request.GET.get("form") == "docx" else "pdf"
    engagement = engagement_for(request, pk, "work")
    content = report_content(engagement)
    stated = content["result"].get("stated")
    reviews = engagement.technical_reviews.select_related("reviewer")
    signed = Signed(statement_for(engagement.application))
    try:
        paper = report_paper(engagement.application, content | {"score": stated or ""}, reviews, signed)
        made = printed(paper, form, kind="agency_report", round_=engagement.application.round)
    except (Refused, Unprintable) as fault:
        messages.error(request, render_message(fault.message) if isinstance(fault, Unprintable) else str(fault))
        return redirect("engagement-report", pk=pk)
    answer = HttpResponse(made, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="report-draft.{form}"'
    return _private(answer)


def _private(answer: Answer) -> Answer:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
