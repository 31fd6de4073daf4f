"""Objections as the unit sees them: what the office asks, until when, its answer. Never who objects."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.notices.domain.hearing import answer_objection
from greenlist.notices.forms.handling import AnswerForm
from greenlist.notices.models import Objection
from greenlist.notices.queries.cases import heard_rows
from greenlist.notices.rules.objections import objection_files, objections
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, find, no, require
from greenlist.parties.http import Request, wearer

from .common import INVALID, PAGE, done


def _of_unit(hat: Hat | None) -> Ruling:
    return YES if hat is not None and hat.among(roles.APPLICANT) else no(_("这里是申报单位的页面。"))


@login_required
@require_safe
def unit_objections(request: Request) -> HttpResponse:
    """What the province asks one's own unit about."""
    require(_of_unit(request.hat))
    page = Paginator(heard_rows(objections.visible(request.hat)), PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/unit_objections.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_objection(request: Request, pk: int) -> HttpResponse:
    """One of them; POST answers."""
    require(_of_unit(request.hat))
    hat = wearer(request)
    rows = objections.visible(hat).select_related("notice__place", "unit__application", "answered_by")
    row = find(rows, pk=pk)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial={"text": row.answer},
        label_suffix="",
    )  # fmt: skip
    ruling = objections.ruling(hat, "answer", row)
    if request.method == "POST":
        require(ruling)
        if done(form, lambda: _answer(row, form, hat), file="papers"):
            messages.success(request, _("已答复，并已通知省厅。"))
            return redirect("unit-objection", pk=pk)
    context = {
        "case": row, "ruling": ruling, "form": form,
        "files": list(objection_files.visible(hat).filter(objection=row)),
    }  # fmt: skip
    return render(request, "notices/unit_objection.html", context, status=INVALID if form.errors else 200)


def _answer(row: Objection, form: AnswerForm, hat: Hat) -> None:
    given = form.cleaned_data
    answer_objection(objection=row, text=given["text"], files=given["papers"], by=hat)
