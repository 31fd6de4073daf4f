"""The lines of a profile: employers of before, shared works; in and out of the pool; what the office finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.panels.domain import conflicts
from greenlist.panels.domain import experts as domain
from greenlist.panels.forms.experts import PastForm, SharedForm
from greenlist.panels.models import ClearedDoubt, DeclaredConflict, PastEmployer, SharedWork
from greenlist.panels.rules.experts import experts
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

from .experts import expert_of, refuse, show


@login_required
@require_POST
def expert_past_add(request: Request, pk: int) -> HttpResponse:
    """An employer of before."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "edit", expert))
    form = PastForm(request.POST, label_suffix="", auto_id="past_%s")
    if form.is_valid():
        try:
            domain.add_past(expert=expert, values=form.cleaned_data, by=wearer(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记原工作单位。"))
            return redirect("expert", pk=pk)
    return show(request, expert, past=form)


@login_required
@require_POST
def expert_shared_add(request: Request, pk: int) -> HttpResponse:
    """A shared work."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "edit", expert))
    form = SharedForm(request.POST, label_suffix="", auto_id="shared_%s")
    if form.is_valid():
        try:
            domain.add_shared(expert=expert, values=form.cleaned_data, by=wearer(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记合作情况。"))
            return redirect("expert", pk=pk)
    return show(request, expert, shared=form)


def _act(request: Request, pk: int, act: Callable[[], Any], done: str) -> HttpResponse:
    """Do it, say so, and go back to the profile; a refusal is said there too."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("expert", pk=pk)


def _reason(request: Request) -> str:
    return request.POST.get("reason", "")[:1000]


@login_required
@require_POST
def expert_past_remove(request: Request, pk: int, lid: int) -> HttpResponse:
    """Strike an employer of before."""
    past = find(PastEmployer.objects.filter(expert=expert_of(request, pk)), pk=lid)
    require(experts.may(request.hat, "edit", past.expert))
    return _act(
        request, pk, lambda: domain.remove_past(past=past, reason=_reason(request), by=wearer(request)), _("已删除。")
    )


@login_required
@require_POST
def expert_shared_remove(request: Request, pk: int, lid: int) -> HttpResponse:
    """Strike a shared work."""
    shared = find(SharedWork.objects.filter(expert=expert_of(request, pk)), pk=lid)
    require(experts.may(request.hat, "edit", shared.expert))
    return _act(
        request, pk, lambda: domain.remove_shared(shared=shared, reason=_reason(request), by=wearer(request)),
        _("已删除。"),
    )  # fmt: skip


@login_required
@require_POST
def expert_switch(request: Request, pk: int) -> HttpResponse:
    """Out of the pool, or back."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "switch", expert))
    active = request.POST.get("active") == "yes"
    done = _("已重新列入专家库。") if active else _("已移出专家库。")
    return _act(
        request, pk,
        lambda: domain.switch_expert(expert=expert, active=active, reason=_reason(request), by=wearer(request)), done,
    )  # fmt: skip


@login_required
@require_POST
def expert_doubt_clear(request: Request, pk: int) -> HttpResponse:
    """A conflict that rests on a name alone is none."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "clear", expert))
    asked = request.POST.get("organisation", "")
    organisation = Organisation.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None
    if organisation is None:
        raise Http404
    return _act(
        request, pk,
        lambda: conflicts.clear_doubt(
            expert=expert, organisation=organisation, sort=request.POST.get("sort", ""), reason=_reason(request),
            by=wearer(request),
        ),
        _("已排除这项存疑的回避情形。"),
    )  # fmt: skip


@login_required
@require_POST
def expert_doubt_raise(request: Request, pk: int, lid: int) -> HttpResponse:
    """Such a finding taken back."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "clear", expert))
    cleared = find(ClearedDoubt.objects.filter(expert=expert), pk=lid)
    return _act(
        request, pk, lambda: conflicts.raise_doubt(cleared=cleared, reason=_reason(request), by=wearer(request)),
        _("已恢复为须回避。"),
    )  # fmt: skip


@login_required
@require_POST
def expert_declared_withdraw(request: Request, pk: int, lid: int) -> HttpResponse:
    """A declared conflict taken back."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "declare", expert))
    declared = find(DeclaredConflict.objects.filter(expert=expert), pk=lid)
    return _act(
        request, pk,
        lambda: conflicts.withdraw_declared(declared=declared, reason=_reason(request), by=wearer(request)),
        _("已撤销这项回避。"),
    )  # fmt: skip
