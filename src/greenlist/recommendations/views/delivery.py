"""Posting and upload: what was done, what is missing; the worker's merged files; what the platform would refuse."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.documents.exports import workbook
from greenlist.documents.package import MB, Refusal, rules_of
from greenlist.engine import clock
from greenlist.paperwork.queries.holds import hold_of
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.delivering import Posted, post, record_upload
from greenlist.recommendations.domain.packaging import make_all
from greenlist.recommendations.forms.sending import PostingForm, UploadForm
from greenlist.recommendations.models import PackageRun, Recommendation, RecommendedUnit
from greenlist.recommendations.queries.delivery import Delivered, delivered
from greenlist.recommendations.queries.law import binding_of
from greenlist.recommendations.queries.platform import checklist, words
from greenlist.recommendations.queries.rows import policy_of
from greenlist.recommendations.queries.units import listed, units_of
from greenlist.recommendations.rules import recommendations

from .common import INVALID, XLSX, done, made, recommendation_of

CERTAIN = {"published": "原文", "secondary": "转引，待核定", "unverified": "估计，待核定"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_delivery(request: Request, pk: int) -> HttpResponse:
    """The records of posting and upload; POST adds one (`act` posting or upload)."""
    row = recommendation_of(request, pk)
    units = [one for one in units_of(row) if one.went]
    state = delivered(row, units)
    if request.method != "POST":
        return _page(request, row, units, state)
    require(recommendations.ruling(wearer(request), "deliver", row))
    if request.POST.get("act") == "upload":
        form: Form = _upload_form(row, units, state, request)
        kept = done(form, lambda: _upload(form, row, units, request))
    else:
        form = PostingForm(request.POST, label_suffix="", auto_id="id_posting_%s")
        kept = done(form, lambda: post(recommendation=row, posted=Posted(**form.cleaned_data), by=wearer(request)))
    if not kept:
        return _page(request, row, units, state, form)
    messages.success(request, _("已登记。"))
    return redirect("recommendation-delivery", pk=pk)


def _upload(form: Form, row: Recommendation, units: list[RecommendedUnit], request: Request) -> None:
    given = form.cleaned_data
    chosen = [one for one in units if one.pk in set(given["units"])]
    record_upload(recommendation=row, units=chosen, what=given["what"], uploaded_on=given["uploaded_on"],
                  receipt=given["receipt"], by=wearer(request))  # fmt: skip


def _upload_form(
    row: Recommendation, units: list[RecommendedUnit], state: Delivered, request: Request | None = None
) -> UploadForm:
    first = {"units": [one.pk for one in state.not_uploaded], "uploaded_on": clock.today()}
    choices = [(one.pk, one.application.unit.name) for one in units]
    data = request.POST if request is not None else None
    return UploadForm(data, units=choices, initial=first, label_suffix="", auto_id=f"id_upload_{row.pk}_%s")


def _page(
    request: Request, row: Recommendation, units: list[RecommendedUnit], state: Delivered, form: Form | None = None
) -> HttpResponse:
    first = {"copies": state.law.copies.value, "recipient": state.law.recipient.value, "posted_on": clock.today(),
             "what": _("推荐文（含汇总表）和申报材料")}  # fmt: skip
    posting = form if isinstance(form, PostingForm) else PostingForm(
        initial=first, label_suffix="", auto_id="id_posting_%s")  # fmt: skip
    upload = form if isinstance(form, UploadForm) else _upload_form(row, units, state)
    context = {
        "row": row, "units": units, "delivered": state, "posting": posting, "upload": upload,
        "may": recommendations.ruling(wearer(request), "deliver", row),
    }  # fmt: skip
    return render(request, "recommendations/delivery.html", context, status=INVALID if form else 200)


@login_required
@require_safe
def recommendation_packages(request: Request, pk: int) -> HttpResponse:
    """The merged files of all units: how far the worker is, which are there."""
    row = recommendation_of(request, pk)
    going = [one.pk for one in listed(row)]
    units = units_of(row).filter(pk__in=going).select_related("package").prefetch_related("package__files__blob")
    run = PackageRun.objects.filter(recommendation=row).select_related("by").first()
    law = policy_of(row.round).delivery
    context = {
        "row": row, "units": [(one, getattr(one, "package", None)) for one in units], "run": run,
        "may": recommendations.ruling(wearer(request), "package", row), "most": binding_of(row.round).most // MB,
        "most_law": law.max_package_mb, "order_law": law.package_order, "hold": hold_of(row.round_id),
    }  # fmt: skip
    return render(request, "recommendations/packages.html", context)


@login_required
@require_POST
def recommendation_packages_make(request: Request, pk: int) -> HttpResponse:
    """Have the worker make them all."""
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), "package", row))
    try:
        make_all(recommendation=row, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已交后台生成，本页刷新可见进度；完成后会通知您。"))
    return redirect("recommendation-packages", pk=pk)


@login_required
@require_safe
def recommendation_platform(request: Request, pk: int) -> HttpResponse:
    """The check-list; `?form=xlsx` as a workbook."""
    row = recommendation_of(request, pk)
    found = checklist(listed(row))
    if request.GET.get("form") == "xlsx":
        return made(
            _workbook([(one.unit, refusal) for one in found for refusal in one.refusals]), "平台填报核对.xlsx", XLSX
        )
    context = {
        "row": row, "checked": [(one, [(refusal, words(refusal)) for refusal in one.refusals]) for one in found],
        "faulty": sum(bool(one.refusals) for one in found), "rules": rules_of(),
    }  # fmt: skip
    return render(request, "recommendations/platform.html", context)


def _workbook(rows: list[tuple[RecommendedUnit, Refusal]]) -> bytes:
    titles = ("单位", "栏目或文件", "情况", "依据", "把握")
    cells = [
        (unit.application.unit.name, one.what, words(one), one.rule.source, CERTAIN.get(one.rule.mark, one.rule.mark))
        for unit, one in rows
    ]  # fmt: skip
    return workbook(titles, cells, (False,) * len(titles))
