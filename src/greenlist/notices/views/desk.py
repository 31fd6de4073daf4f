"""Notices on the desk of the province: all of them, and one with what may be done now."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.notices.domain.correcting import corrected
from greenlist.notices.forms.notices import ReasonForm
from greenlist.notices.law import parameters
from greenlist.notices.models import Notice
from greenlist.notices.paper import paper_of
from greenlist.notices.queries.desk import notice_rows, rounds_to_notice
from greenlist.notices.queries.preview import preview
from greenlist.notices.rules.notices import WHEN, notices
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

from .common import PAGE

AROUND = ("round__law", "place", "created_by", "prepared_by", "posted_by", "withdrawn_by")


@login_required
@require_safe
def notice_desk(request: Request) -> HttpResponse:
    """The notices of the province, and the rounds with reviewed applications that are in none."""
    require(notices.may_draft(request.hat))
    hat = wearer(request)
    page = Paginator(notice_rows(notices.visible(hat)), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rounds": rounds_to_notice(hat)}
    return render(request, "notices/desk.html", context)


def notice_of_page(request: Request, pk: int) -> Notice:
    """A notice on the desk of its province. Raises NotAllowed, Http404."""
    require(notices.may_draft(request.hat))
    return find(notices.visible(request.hat).select_related(*AROUND), pk=pk)


@login_required
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """One notice: a draft with what posting it would do; a posted one with its versions and its correction."""
    return notice_page(request, notice_of_page(request, pk))


def notice_page(
    request: Request,
    row: Notice,
    *,
    refused: str = "",
    drop: Form | None = None,
    back: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `refused` says why an act did not happen."""
    hat = wearer(request)
    rulings = {act: notices.ruling(hat, act, row) for act in WHEN}
    context: dict[str, Any] = {
        "notice": row, "rulings": rulings, "parameters": parameters(row.round), "refused": refused,
        "back": back or ReasonForm(label_suffix="", auto_id="id_withdraw_%s"),
        "drop": drop or ReasonForm(label_suffix="", auto_id="id_drop_%s"),
    }  # fmt: skip
    if row.state == Notice.State.DRAFT:
        shown = preview(row)
        context |= {"preview": shown, "paper": paper_of(shown.content, draft=True) if shown.content else None}
        return render(request, "notices/draft.html", context, status=status)
    context |= {"versions": list(row.versions.select_related("pdf", "by").order_by("-number"))}
    if row.correction:
        content, _lines = corrected(row)
        context |= {"corrected": content}
    return render(request, "notices/posted.html", context, status=status)
