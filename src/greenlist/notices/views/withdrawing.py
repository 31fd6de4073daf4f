"""A posted notice taken back: asked for, done by another person, or let stand."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.notices.domain.withdrawing import ask_withdrawal, drop_withdrawal, withdraw
from greenlist.notices.forms.notices import ReasonForm
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, done
from .desk import notice_of_page, notice_page

ACTS = {"post": "withdraw_posted", "drop": "drop_withdrawal"}


@login_required
@require_POST
def notice_withdraw(request: Request, pk: int) -> HttpResponse:
    """Ask for it, with the reason."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "withdraw", row))
    form = ReasonForm(request.POST, label_suffix="", auto_id="id_withdraw_%s")
    if not done(form, lambda: ask_withdrawal(notice=row, reason=form.cleaned_data["reason"], by=hat)):
        return notice_page(request, row, back=form, status=INVALID)
    messages.success(request, _("已拟撤回，由另一位审批人办理；在那以前公示照旧。"))
    return redirect("notice", pk=pk)


@login_required
@require_POST
def notice_withdrawal(request: Request, pk: int, act: str) -> HttpResponse:
    """Do it (`post`), or let the notice stand (`drop`)."""
    if act not in ACTS:
        raise Http404
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, ACTS[act], row))
    if act == "drop":
        drop_withdrawal(notice=row, by=hat)
        messages.success(request, _("不撤回了，公示照旧。"))
        return redirect("notice", pk=pk)
    try:
        withdraw(notice=row, by=hat)
    except Refused as refused:
        return notice_page(request, notice_of_page(request, pk), refused=str(refused), status=INVALID)
    messages.success(request, _("已撤回；单位和市（州）已收到通知，公开页面写明了原因。"))
    return redirect("notice", pk=pk)
