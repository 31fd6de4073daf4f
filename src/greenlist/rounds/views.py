"""Pages of rounds."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.engine.lawbook import LawInvalid, UnknownLaw
from greenlist.engine.lawbook.book import law_message
from greenlist.engine.messages import render as say
from greenlist.parties import roles
from greenlist.parties.access import find, require
from greenlist.parties.http import Request
from greenlist.parties.models import Jurisdiction

from . import domain, queries
from .asides import asides_of
from .forms import CloseForm, ExtendForm, OpenForm
from .models import Deadline, Round
from .opening import choices, known_policies, preview
from .rules import rounds

INVALID = 422


@login_required
@require_safe
def round_list(request: Request) -> HttpResponse:
    """The rounds of one's place."""
    found = queries.listed(rounds.visible(request.hat))
    return render(request, "rounds/list.html", {"rounds": found, "may_open": rounds.may_open(request.hat)})


@login_required
@require_safe
def round_page(request: Request, pk: int) -> HttpResponse:
    """One round: its calendar and what it is bound to."""
    round_ = find(rounds.visible(request.hat).select_related("jurisdiction", "law", "created_by"), pk=pk)
    return render(request, "rounds/round.html", _around(request, round_))


def _around(request: Request, round_: Round) -> dict[str, object]:
    may: dict[str, object] = {act: rounds.may(request.hat, act, round_) for act in ("extend", "close")}
    may["screen"] = request.hat is not None and request.hat.among(roles.CITY | roles.PROVINCE)
    asides = asides_of(round_, request.hat)
    return {"round": round_, "calendar": queries.calendar(round_), "may": may, "asides": asides}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: Request) -> HttpResponse:
    """Choose a policy, see what would be pinned, open."""
    require(rounds.may_open(request.hat))
    place = request.hat.jurisdiction if request.hat else None
    if place is None:
        return redirect("rounds")
    if request.method == "POST":
        return _open(request, place)
    return _offer(request, place, request.GET.get("policy", ""))


def _offer(
    request: Request, place: Jurisdiction, policy: str, form: OpenForm | None = None, trouble: list[str] | None = None
) -> HttpResponse:
    known = known_policies(place)
    context: dict[str, object] = {"place": place, "trouble": trouble or []}
    try:
        context["choices"] = choices(place, known)
        if policy:
            seen = context["preview"] = preview(policy)
            start = {"policy": policy, "law": seen.law, "title": f"{place.name}{seen.policy.title}"[:120]}
            context["form"] = form or OpenForm(initial=start)
    except (LawInvalid, UnknownLaw) as fault:
        context["trouble"] = [*(trouble or []), *(say(message) for message in law_message(fault))]
    bad = form is not None or bool(context["trouble"])
    return render(request, "rounds/open.html", context, status=INVALID if bad else 200)


def _open(request: Request, place: Jurisdiction) -> HttpResponse:
    form = OpenForm(request.POST)
    policy = request.POST.get("policy", "")
    if not form.is_valid() or request.hat is None:
        return _offer(request, place, policy, form)
    kept = form.cleaned_data
    try:
        round_ = domain.open_round(
            policy_id=kept["policy"], jurisdiction=place, title=kept["title"], by=request.hat, law=kept["law"]
        )
    except domain.RoundRefused as refused:
        return _offer(request, place, policy, trouble=[str(refused)])
    except (LawInvalid, UnknownLaw):
        return _offer(request, place, policy)
    messages.success(request, _("已开启：%(round)s。") % {"round": round_.title})
    return redirect("round", pk=round_.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deadline_extend(request: Request, pk: int) -> HttpResponse:
    """Move one date of a round later."""
    deadline = find(Deadline.objects.select_related("round__jurisdiction"), pk=pk)
    find(rounds.visible(request.hat), pk=deadline.round_id)
    require(rounds.may(request.hat, "extend", deadline.round))
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.hat:
        to, reason, document = form.cleaned()
        try:
            domain.extend_deadline(deadline=deadline, to=to, reason=reason, document=document, by=request.hat)
        except domain.RoundRefused as refused:
            form.add_error("to", str(refused))
        else:
            messages.success(request, _("已延期，并已通知本轮的申报单位和市（州）。"))
            return redirect("round", pk=deadline.round_id)
    context = {"deadline": deadline, "form": form, "people": len(queries.people_of_round(deadline.round))}
    return render(request, "rounds/extend.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: Request, pk: int) -> HttpResponse:
    """End a round."""
    round_ = find(rounds.visible(request.hat), pk=pk)
    require(rounds.may(request.hat, "close", round_))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.hat:
        try:
            domain.close_round(round=round_, by=request.hat, reason=form.cleaned_data["reason"])
        except domain.RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("这一轮次已结束，不再接受提交。"))
            return redirect("round", pk=round_.pk)
    context = {"round": round_, "form": form, "unfinished": queries.not_handed_in(round_)}
    return render(request, "rounds/close.html", context, status=INVALID if form.errors else 200)
