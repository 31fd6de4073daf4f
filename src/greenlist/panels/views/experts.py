"""The register of experts: the list, one profile, a new one, an expert's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.models import Kind
from greenlist.panels.domain import experts as domain
from greenlist.panels.forms.experts import NewProfileForm, PastForm, ProfileForm, SharedForm
from greenlist.panels.law import division_label, divisions
from greenlist.panels.models import Expert
from greenlist.panels.queries.expert_page import page_of
from greenlist.panels.queries.register import register, without_profile
from greenlist.panels.rules.experts import experts
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

PAGE = 50
INVALID = 422
EDITS = ("GET", "HEAD", "POST")


def expert_of(request: Request, pk: int) -> Expert:
    """A profile this hat may see. Raises Http404."""
    return find(experts.visible(request.hat).select_related("person", "pool__jurisdiction"), pk=pk)


def refuse(form: Any, refused: Refused) -> None:
    """The reason of a refusal beside its field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def pool_of(request: Request) -> Organisation:
    """The pool whose register this hat keeps. Raises NotAllowed, Http404."""
    require(experts.may_handle(request.hat))
    pool = experts.pools(request.hat).order_by("pk").first()
    if pool is None:
        raise Http404
    return pool


@login_required
@require_safe
def expert_list(request: Request) -> HttpResponse:
    """The register, filtered, by the page."""
    require(experts.may_keep(request.hat))
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("text", "kind", "field", "state")}
    page = Paginator(register(experts.visible(request.hat), **asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "asked": asked, "kinds": Kind.choices,
        "fields": [(code, division_label(code)) for code in divisions()],
        "rows": [(one, [division_label(code) for code in one.fields], _kinds(one)) for one in page],
        "missing": list(without_profile(experts.pools(request.hat))), "may_handle": experts.may_handle(request.hat),
    }  # fmt: skip
    return render(request, "panels/experts/list.html", context)


def _kinds(expert: Expert) -> list[str]:
    return [str(Kind(one).label) for one in expert.kinds]


@login_required
@require_safe
def expert_page(request: Request, pk: int) -> HttpResponse:
    """One profile, with what its conflicts are computed from."""
    return show(request, expert_of(request, pk))


def show(
    request: Request, expert: Expert, *, past: PastForm | None = None, shared: SharedForm | None = None
) -> HttpResponse:
    """The page, with a form that was at fault."""
    may_edit = experts.may(request.hat, "edit", expert)
    office = bool(experts.may_keep(request.hat))
    context = {
        "expert": expert, "shown": page_of(expert, office=office), "may_edit": may_edit, "office": office,
        "may_switch": experts.may(request.hat, "switch", expert), "kinds": _kinds(expert),
        "fields": [division_label(code) for code in expert.fields],
        "past": past or PastForm(label_suffix="", auto_id="past_%s"),
        "shared": shared or SharedForm(label_suffix="", auto_id="shared_%s"),
        "past_open": past is not None, "shared_open": shared is not None,
    }  # fmt: skip
    return render(request, "panels/experts/page.html", context, status=INVALID if past or shared else 200)


@login_required
@require_http_methods(EDITS)
def expert_edit(request: Request, pk: int) -> HttpResponse:
    """The profile changed, by the expert or the office."""
    expert = expert_of(request, pk)
    require(experts.may(request.hat, "edit", expert))
    form = ProfileForm(request.POST or None, expert=expert, label_suffix="")
    if request.method == "POST" and form.is_valid():
        domain.save_profile(expert=expert, values=form.values, by=wearer(request))
        messages.success(request, _("已保存专家信息；须回避的评审任务已按新的信息重新核对。"))
        return redirect("expert", pk=pk)
    context = {"form": form, "title": expert.person.name, "expert": expert, "office": experts.may_keep(request.hat)}
    return render(request, "panels/experts/form.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(EDITS)
def expert_new(request: Request) -> HttpResponse:
    """A profile entered by the office."""
    pool = pool_of(request)
    form = NewProfileForm(request.POST or None, pool=pool, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            made = domain.make_profile(
                person=form.cleaned_data["person"], pool=pool, values=form.values, by=wearer(request)
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记“%(name)s”。") % {"name": made.person.name})
            return redirect("expert", pk=made.pk)
    context = {"form": form, "title": _("登记专家"), "office": True}
    return render(request, "panels/experts/form.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(EDITS)
def expert_profile(request: Request) -> HttpResponse:
    """An expert's own profile: shown where it is there, filled in where it is not."""
    require(experts.may_have(request.hat))
    hat = wearer(request)
    own = experts.visible(hat).first()
    if own is not None:
        return redirect("expert", pk=own.pk)
    form = ProfileForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and hat.organisation is not None:
        try:
            made = domain.make_profile(person=hat.person, pool=hat.organisation, values=form.values, by=hat)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已保存。请接着填写原工作单位和合作情况，回避由此核对。"))
            return redirect("expert", pk=made.pk)
    context = {"form": form, "title": _("专家信息"), "own": True}
    return render(request, "panels/experts/form.html", context, status=INVALID if form.errors else 200)
