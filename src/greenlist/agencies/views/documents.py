"""Document review."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.work import CheckForm
from greenlist.agencies.models import DocumentCheck
from greenlist.applications.models import Evidence
from greenlist.applications.queries.evidence import in_force
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, Desk, desk_to, records_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: Request, pk: int) -> HttpResponse:
    """What was looked at, and what of the application was not; POST notes one more."""
    desk = records_of(request, pk)
    if request.method != "POST":
        return _page(request, desk)
    require(desk.may("documents"))
    form = CheckForm(request.POST, files=_files(desk), label_suffix="")
    if _noted(desk, form):
        messages.success(request, _("已记录。"))
        return redirect("engagement-documents", pk=pk)
    return _page(request, desk, form, INVALID)


def _noted(desk: Desk, form: CheckForm, check: DocumentCheck | None = None) -> bool:
    """Note what the form says; what the verb refuses stands at its field."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    seen = steps.Seen(given["document"], given["finding"], given["note"], form.chosen)
    try:
        steps.check_document(engagement=desk.engagement, seen=seen, by=desk.hat, check=check)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _files(desk: Desk) -> list[Evidence]:
    """The files of the application, with those that a row names still."""
    current = list(in_force(desk.engagement.application))
    known = {one.pk for one in current}
    named = [one.evidence for one in desk.work.checks if one.evidence is not None and one.evidence_id not in known]
    return [*current, *named]


def _page(request: Request, desk: Desk, form: CheckForm | None = None, status: int = 200) -> HttpResponse:
    context = desk.context("documents", "documents")
    files = _files(desk)
    seen = {one.evidence_id for one in desk.work.checks}
    context["unseen"] = [one for one in files if one.pk not in seen]
    if context["may"]:
        context["form"] = form or CheckForm(
            files=files, initial={"evidence": request.GET.get("evidence", "")}, label_suffix=""
        )
    return render(request, "agencies/work/documents.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, pk: int, check: int) -> HttpResponse:
    """One row of the document review, to be corrected or concluded after the visit on site."""
    desk = desk_to(request, pk, "documents")
    row = find(desk.engagement.document_checks.select_related("evidence"), pk=check)
    if request.method == "POST":
        form = CheckForm(request.POST, files=_files(desk), label_suffix="")
        if _noted(desk, form, row):
            messages.success(request, _("已保存。"))
            return redirect("engagement-documents", pk=pk)
    else:
        known = {"evidence": row.evidence_id, "document": row.document, "finding": row.finding, "note": row.note}
        form = CheckForm(files=_files(desk), initial=known, label_suffix="")
    context = desk.context("documents", "documents") | {"form": form, "check": row}
    return render(request, "agencies/work/check.html", context, status=INVALID if form.errors else 200)


@login_required
@require_POST
def check_remove(request: Request, pk: int, check: int) -> HttpResponse:
    """Take a row out."""
    desk = desk_to(request, pk, "documents")
    steps.remove_check(check=find(desk.engagement.document_checks.select_related("engagement"), pk=check), by=desk.hat)
    messages.success(request, _("已移除。"))
    return redirect("engagement-documents", pk=pk)
