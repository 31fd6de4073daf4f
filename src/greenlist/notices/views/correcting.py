"""A correction of a posted notice: prepared, posted by another person, or given up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.notices.domain.correcting import draft_correction, drop_correction, post_correction
from greenlist.notices.forms.notices import CorrectionForm
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, done
from .desk import notice_of_page, notice_page

NAMES = ("title", "document_no", "days", "text", "contact")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_correct(request: Request, pk: int) -> HttpResponse:
    """Prepare a correction."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "correct", row))
    known = row.correction or {name: getattr(row, name) for name in NAMES}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=known, label_suffix="")
    if request.method == "POST" and done(form, lambda: draft_correction(
        notice=row, change=form.correction(), reason=form.cleaned_data["reason"], by=hat,
    )):  # fmt: skip
        messages.success(request, _("更正已拟好，由另一位审批人发布。"))
        return redirect("notice", pk=pk)
    status = INVALID if form.errors else 200
    return render(request, "notices/correct.html", {"notice": row, "form": form}, status=status)


@login_required
@require_POST
def correction_post(request: Request, pk: int) -> HttpResponse:
    """Post it as the next version."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "post_correction", row))
    try:
        version = post_correction(notice=row, by=hat)
    except Refused as refused:
        return notice_page(request, row, refused=str(refused), status=INVALID)
    messages.success(request, _("已发布第 %(number)d 版；以前的版本仍可查看。") % {"number": version.number})
    return redirect("notice", pk=pk)


@login_required
@require_POST
def correction_drop(request: Request, pk: int) -> HttpResponse:
    """Give it up."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "drop_correction", row))
    drop_correction(notice=row, by=hat)
    messages.success(request, _("已撤销更正稿，公开的版本不变。"))
    return redirect("notice", pk=pk)
