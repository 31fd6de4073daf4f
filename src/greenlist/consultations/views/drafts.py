"""A batch before it is sent: chosen, addressed, previewed, sent."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.applications.process import TransitionRefused
from greenlist.consultations.domain.preparing import change_consultation, drop_consultation, open_consultation
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.forms.preparing import PlanForm
from greenlist.consultations.law import departments_of, may_add
from greenlist.consultations.models import Consultation
from greenlist.consultations.queries.candidates import candidates
from greenlist.consultations.queries.previewing import preview
from greenlist.consultations.rules.consultations import consultations
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

from .common import INVALID, consultation_of_page, done, law_of


def draft_page(request: Request, row: Consultation) -> HttpResponse:
    """A draft: its units, its letters, what is still missing."""
    hat = wearer(request)
    seen = preview(row)
    context = {
        "batch": row, "seen": seen, "may_add": may_add(row.round), "named": departments_of(row.round),
        "may": {act: consultations.ruling(hat, act, row) for act in ("edit", "send", "drop")},
    }  # fmt: skip
    return render(request, "consultations/draft.html", context | law_of(row.round))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a batch in a round (`?round=`)."""
    hat = wearer(request)
    require(consultations.may_open(hat))
    asked = request.GET.get("round", "")
    round_ = find(rounds.visible(hat).select_related("law", "jurisdiction"), pk=int(asked) if asked.isdigit() else 0)
    require(consultations.may_open(hat, round_))
    if hat.jurisdiction is None:
        raise Http404
    known = [one for one in candidates(round_, hat.jurisdiction) if one.batch is None]  # type: ignore[attr-defined]
    form = PlanForm(request.POST if request.method == "POST" else None, candidates=known, label_suffix="",
                    initial={"applications": [str(one.pk) for one in known]})  # fmt: skip
    made: list[Consultation] = []
    if request.method == "POST" and done(
        form, lambda: made.append(open_consultation(round=round_, plan=form.plan(), by=hat))
    ):
        messages.success(request, _("已拟好，还没有发出。请核对主送部门和函件，再由审批人发函。"))
        return redirect("consultation", pk=made[0].pk)
    return _plan_page(request, form, round_, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft: units, date, words."""
    row, hat = consultation_of_page(request, pk), wearer(request)
    require(consultations.ruling(hat, "edit", row))
    mine = set(row.units.values_list("application", flat=True))
    known = [one for one in candidates(row.round, row.city) if one.batch in {None, row.pk}]  # type: ignore[attr-defined]
    first = {
        "title": row.title, "due_on": row.due_on, "text": row.text, "contact": row.contact,
        "applications": [str(one.pk) for one in known if one.pk in mine],
    }  # fmt: skip
    form = PlanForm(
        request.POST if request.method == "POST" else None, candidates=known, initial=first, label_suffix=""
    )
    if request.method == "POST" and done(form, lambda: change_consultation(consultation=row, plan=form.plan(), by=hat)):
        messages.success(request, _("已保存。"))
        return redirect("consultation", pk=pk)
    return _plan_page(request, form, row.round, row)


def _plan_page(request: Request, form: PlanForm, round_: Round, row: Consultation | None) -> HttpResponse:
    chosen = form.chosen
    context = {
        "form": form, "round": round_, "batch": row, "named": departments_of(round_),
        "candidates": [(one, key in chosen) for key, one in form.known.items()],
    }  # fmt: skip
    status = INVALID if form.errors else 200
    return render(request, "consultations/plan.html", context | law_of(round_), status=status)


@login_required
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    row, hat = consultation_of_page(request, pk), wearer(request)
    require(consultations.ruling(hat, "drop", row))
    drop_consultation(consultation=row, by=hat)
    messages.success(request, _("拟稿已作废，其中的单位可以重新选。"))
    return redirect("consultations")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: Request, pk: int) -> HttpResponse:
    """Exactly what goes to whom; POST sends it."""
    row, hat = consultation_of_page(request, pk), wearer(request)
    require(consultations.ruling(hat, "send", row))
    trouble: list[str] = []
    if request.method == "POST":
        try:
            sent = send_letters(consultation=row, digest=request.POST.get("digest", ""), by=hat)
        except Refused as refused:
            trouble = [str(refused)]
        except TransitionRefused as stopped:
            trouble = [str(stopped), *(one.reason for one in stopped.objections)]
        else:
            messages.success(
                request, _("已发函给 %(count)d 个部门，并已通知有关人员。") % {"count": sent.letters.count()}
            )
            return redirect("consultation", pk=pk)
    context = {"batch": row, "seen": preview(row), "trouble": trouble}
    return render(request, "consultations/send.html", context | law_of(row.round), status=INVALID if trouble else 200)
