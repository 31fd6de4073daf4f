"""Decisions: about one record, about several with a preview of each, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.filechecks import FileRefused
from greenlist.parties import roles
from greenlist.parties.access import Hat, find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round
from greenlist.screenings import domain, queries
from greenlist.screenings.catalogue import catalogue_of, condition_names, source_names
from greenlist.screenings.forms import JudgeForm, ReasonForm, verdicts_for
from greenlist.screenings.models import Finding, Judgement
from greenlist.screenings.page_queries import place_of_finding, waiting_in
from greenlist.screenings.rules import findings, judgements, runs
from greenlist.screenings.shown import lone
from greenlist.screenings.sources import sources_of

from .finding import INVALID, keeper_of, round_to_screen
from .papers import paper_of

PAGE = 50
MANY = 200  # decided about at once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screening_judge(request: Request, pk: int) -> HttpResponse:
    """What was found, side by side, and the form to decide about it."""
    around = ("unit__run__round__law", "unit__run__authority", "unit__application__unit", "unit__application__round")
    finding = find(findings.visible(request.hat).select_related(*around), pk=pk)
    require(findings.may(request.hat, "decide", finding))
    if request.method != "POST":
        return _judge_page(request, finding, JudgeForm(verdicts=verdicts_for([finding]), label_suffix=""))
    form = JudgeForm(request.POST, request.FILES, verdicts=verdicts_for([finding]), label_suffix="")
    if form.is_valid() and _decided(request, form, [finding]):
        messages.success(request, _("已认定，并已重新筛查这家单位。"))
        return redirect(_back_to(finding))
    return _judge_page(request, finding, form, INVALID)


def _judge_page(request: Request, finding: Finding, form: JudgeForm, status: int = 200) -> HttpResponse:
    names = catalogue_of(finding.unit.run.round)
    authority = keeper_of(wearer(request))
    context = {
        "finding": finding, "form": form, "application": finding.unit.application, "back": _back_to(finding),
        "condition": names.condition(finding.condition), "found": lone(finding, names),
        "earlier": queries.judgements_about(finding, authority),
    }  # fmt: skip
    return render(request, "screenings/judge.html", context, status=status)


def _decided(request: Request, form: JudgeForm, found: Sequence[Finding]) -> bool:
    """Decide; what the verb refuses stands at its field."""
    given = form.cleaned_data
    try:
        domain.judge_many(
            findings=found, verdict=given["verdict"], reason=given["reason"], document=given["document"],
            by=wearer(request),
        )  # fmt: skip
    except FileRefused as refused:
        form.add_error("document", str(refused))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _back_to(finding: Finding) -> str:
    """The record the finding belongs to: of the application, where it is one's, with the enterprise of a park."""
    unit = finding.unit
    if unit.application_id is None:
        return reverse("screening-unit", args=[unit.pk])
    address = reverse("application-screening", args=[unit.application_id])
    place = place_of_finding(finding)
    return address if place is None else f"{address}?tenant={place}"


@login_required
@require_POST
def screening_judge_many(request: Request, pk: int) -> HttpResponse:
    """Two steps on one address: look at every record that would be affected, then decide about all of them."""
    round_ = round_to_screen(request, pk)
    numbers = [int(one) for one in dict.fromkeys(request.POST.getlist("finding")) if one.isdecimal() and len(one) < 19]
    found = list(waiting_in(findings.visible(request.hat), round_, numbers[:MANY]))
    if not found:
        messages.error(request, _("请至少勾选一条。刚刚有人认定过的不再列出。"))
        return redirect(f"{reverse('screening-round', args=[pk])}?view=findings")
    verdicts = verdicts_for(found)
    if request.POST.get("step") != "decide":
        return _preview(request, round_, found, JudgeForm(verdicts=verdicts, label_suffix=""))
    form = JudgeForm(request.POST, request.FILES, verdicts=verdicts, label_suffix="")
    lost = len(numbers) - len(found)
    if lost:
        form.add_error(None, _("有 %(count)d 条刚刚被认定或重新筛查过，已从下面去掉；请再看一遍。") % {"count": lost})
    if form.is_valid() and _decided(request, form, found):
        text = ngettext("已认定 %(count)d 条，并已重新筛查。", "已认定 %(count)d 条，并已重新筛查。", len(found))
        messages.success(request, text % {"count": len(found)})
        return redirect("screening-round", pk=pk)
    return _preview(request, round_, found, form, INVALID)


def _preview(
    request: Request, round_: Round, found: Sequence[Finding], form: JudgeForm, status: int = 200
) -> HttpResponse:
    names = catalogue_of(round_)
    context = {
        "round": round_, "form": form, "units": len({one.unit_id for one in found}),
        "rows": [(one, names.condition(one.condition), names.source(one.source), lone(one, names)) for one in found],
    }  # fmt: skip
    return render(request, "screenings/judge_many.html", context, status=status)


@login_required
@require_safe
def judgement_list(request: Request) -> HttpResponse:
    """Every decision one may see, newest first."""
    require(runs.may_work(request.hat))
    return _list(request)


def _list(request: Request, *, wrong: Judgement | None = None, form: ReasonForm | None = None) -> HttpResponse:
    text, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    standing = {"standing": True, "withdrawn": False}.get(state)
    rows = queries.decided(judgements.visible(request.hat), text=text, standing=standing)
    page: Any = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    hat = wearer(request)
    keeper = keeper_of(hat)
    names, conditions = source_names(sources_of(keeper)), condition_names(keeper)
    context = {
        "rows": [
            (one, _condition(one, conditions), names.get(one.source, one.source), _withdrawable(hat, one))
            for one in page
        ],
        "page": page, "text": text, "state": state, "form": form or ReasonForm(label_suffix=""), "wrong": wrong,
    }  # fmt: skip
    return render(request, "screenings/judgements.html", context, status=INVALID if wrong else 200)


def _condition(one: Judgement, names: dict[str, str]) -> str:
    return f"{one.condition} {names.get(one.condition, '')}".strip()


def _withdrawable(hat: Hat, one: Judgement) -> bool:
    """What `judgements.may` says about taking a visible one back, without asking the database per row."""
    own = hat.jurisdiction is not None and one.city_id == hat.jurisdiction.pk
    return one.withdrawn_at is None and (own or hat.among(roles.PROVINCE))


@login_required
@require_POST
def judgement_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a decision back; whoever it is about is screened again."""
    judgement = find(judgements.visible(request.hat), pk=pk)
    require(judgements.may(request.hat, "withdraw", judgement))
    form = ReasonForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _list(request, wrong=judgement, form=form)
    try:
        domain.withdraw_judgement(judgement=judgement, reason=form.cleaned_data["reason"], by=wearer(request))
    except Refused as refused:
        form.add_error("reason", str(refused))
        return _list(request, wrong=judgement, form=form)
    messages.success(request, _("已撤销认定，并已重新筛查“%(name)s”。") % {"name": judgement.name})
    return redirect("judgements")


@login_required
@require_safe
def judgement_document(request: Request, pk: int) -> FileResponse:
    """The paper a decision rests on, as a download."""
    judgement = find(judgements.visible(request.hat).select_related("document"), pk=pk)
    if judgement.document is None:
        raise Http404
    return paper_of(judgement.document, judgement.document_name)
