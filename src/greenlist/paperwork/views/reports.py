"""The report of an application for the unit and its offices: of the draft, of a version handed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.applications.models import Application, Route, Submission
from greenlist.applications.rules import WORKING, applications
from greenlist.applications.views.finding import found
from greenlist.documents.papers import Paper, Paragraph, Unprintable
from greenlist.paperwork.printing import FORMS, printed
from greenlist.paperwork.printing import check as check_paper
from greenlist.paperwork.queries.reports import agency_reports, versions_of
from greenlist.paperwork.selfreport import of_draft, of_version, report_of
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import attachment, why

DRAFT = "draft"


@login_required
@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    """What there is to download; what stands in the way of it, what is still to be written."""
    row = found(request, pk)
    hat = wearer(request)
    context = {
        "application": row, "versions": versions_of(row), "by_agency": row.route == Route.AGENCY,
        "signed": agency_reports(hat, row) if row.route == Route.AGENCY else (),
        "may_draft": applications.may(hat, "read draft", row) and row.state in WORKING,
    }  # fmt: skip
    if context["may_draft"]:
        context |= _standing(row)
    return render(request, "paperwork/report.html", context)


def _standing(row: Application) -> dict[str, object]:
    """Whether the draft can be printed, and its places left open."""
    try:
        paper = report_of(row, of_draft(row))
        check_paper(paper)
    except (Refused, Unprintable) as fault:
        return {"obstacle": why(fault)}
    return {"open": _left_open(paper), "remark": paper.remark}


def _left_open(paper: Paper) -> list[str]:
    return [one.text for one in paper.blocks if isinstance(one, Paragraph) and one.style == "todo"]


@login_required
@require_safe
def report_file(request: Request, pk: int, version: str, form: str) -> HttpResponse:
    """The self-evaluation report as PDF or DOCX; `version` is a number, or `draft` for what is stated now."""
    row = found(request, pk)
    if form not in FORMS:
        raise Http404
    if version == DRAFT:
        require(applications.may(request.hat, "read draft", row))
    try:
        source = of_draft(row) if version == DRAFT else of_version(_version(row, version))
        content = printed(report_of(row, source), form, kind="self_report", round_=row.round)
    except (Refused, Unprintable) as fault:
        messages.error(request, why(fault))
        return redirect("application-report", pk=pk)
    which = _("草稿") if version == DRAFT else _("第%(number)s版") % {"number": version}
    return attachment(content, f"{row.unit.name}-自评价报告-{which}.{form}", FORMS[form])


def _version(row: Application, number: str) -> Submission:
    if not number.isdecimal() or len(number) > 4:
        raise Http404
    return find(Submission.objects.filter(application=row), number=int(number))
