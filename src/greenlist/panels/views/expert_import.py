"""A table of experts handed in: looked at first, then taken."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.panels.domain import importing as domain
from greenlist.panels.forms.expert_table import HEAD, read_experts
from greenlist.panels.forms.experts import TableForm
from greenlist.panels.models import ExpertTable
from greenlist.panels.queries.register import changes, experts_of
from greenlist.parties.access import find
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .experts import EDITS, INVALID, pool_of, refuse


@login_required
@require_http_methods(EDITS)
def expert_import(request: Request) -> HttpResponse:
    """Hand in a table; what it would do is shown before anything is done."""
    pool = pool_of(request)
    sent = request.method == "POST"
    form = TableForm(request.POST if sent else None, request.FILES if sent else None, label_suffix="")
    if sent and form.is_valid():
        sheet = form.cleaned_data["sheet"]
        try:
            content = read_experts(sheet, experts_of(pool))
            kept = domain.keep_table(pool=pool, name=sheet.name or "", content=content, by=wearer(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("expert-table", pk=kept.pk)
    context = {"form": form, "heads": HEAD}
    return render(request, "panels/experts/import.html", context, status=INVALID if form.errors else 200)


@login_required
@require_safe
def expert_table_form(request: Request) -> HttpResponse:
    """The empty table, which spreadsheets open."""
    pool_of(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="experts.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow(HEAD)
    return answer


def _table(request: Request, pk: int) -> ExpertTable:
    return find(ExpertTable.objects.filter(pool=pool_of(request)), pk=pk)


@login_required
@require_safe
def expert_table(request: Request, pk: int) -> HttpResponse:
    """What a table would do."""
    table = _table(request, pk)
    found = changes(table)
    context = {
        "table": table, "changes": found, "refused": table.content["refused"],
        "entered": sum(one.entered for one in found),
        "changed": sum(bool(one.differences) and not one.entered for one in found),
        "same": sum(not one.differences and not one.entered for one in found),
    }  # fmt: skip
    return render(request, "panels/experts/table.html", context)


@login_required
@require_POST
def expert_table_apply(request: Request, pk: int) -> HttpResponse:
    """Take it."""
    table = _table(request, pk)
    try:
        entered, changed = domain.apply_table(table=table, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("expert-table", pk=pk)
    messages.success(request, _("已导入：新登记 %(new)d 人，更新 %(old)d 人。") % {"new": entered, "old": changed})
    return redirect("experts")
