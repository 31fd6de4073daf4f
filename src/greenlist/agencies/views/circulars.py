"""The circular and the bar as everybody concerned reads them; applications that rest on the agency's results."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.circular import FORMS, letter_of, printed
from greenlist.agencies.domain.barring import decide_affected, lift_sanction
from greenlist.agencies.forms.conduct import AffectedForm, ReasonForm
from greenlist.agencies.models import ConductCase
from greenlist.agencies.queries.consequences import consequences_of
from greenlist.agencies.rules.conduct import affected, circulars, conduct, sanctions
from greenlist.applications.evaluating import user_language
from greenlist.documents.papers import Unprintable
from greenlist.engine import clock
from greenlist.engine.messages import render as say
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

from .cases import case_of_page
from .conduct_finding import INVALID, done

LETTERED = frozenset({ConductCase.State.PROPOSED, ConductCase.State.DECIDED})


@login_required
@require_safe
def circular(request: Request, pk: int) -> HttpResponse:
    """What the circular says, until when nothing of the agency is accepted, and which applications that touches."""
    return _page(request, pk)


def _page(request: Request, pk: int, form: ReasonForm | None = None) -> HttpResponse:
    rows = circulars.visible(request.hat).select_related(
        "agency", "province", "sanction__lifted_by", "engagement__application__round__law"
    )
    case = find(rows, pk=pk)
    sanction = getattr(case, "sanction", None)
    touched = affected.visible(request.hat).filter(sanction__case=case)
    around = ("application__unit", "application__city", "application__round__law", "decided_by")
    context = {
        "case": case, "sanction": sanction, "law": consequences_of(case), "today": clock.today(),
        "affected": [(one, affected.open_to(wearer(request), one)) for one in touched.select_related(*around)],
        "own": conduct.may_open(request.hat), "form": form or ReasonForm(label_suffix=""),
        "may_lift": sanction is not None and sanctions.may(request.hat, "lift", sanction),
    }  # fmt: skip
    return render(request, "agencies/conduct/circular.html", context, status=INVALID if form else 200)


@login_required
@require_POST
def sanction_lift(request: Request, pk: int) -> HttpResponse:
    """End a bar before its last day."""
    sanction = find(sanctions.visible(request.hat), case=pk)
    require(sanctions.may(request.hat, "lift", sanction))
    form = ReasonForm(request.POST, label_suffix="")
    if not done(form, lambda: lift_sanction(sanction=sanction, reason=form.cleaned_data["reason"], by=wearer(request))):
        return _page(request, pk, form)
    messages.success(request, _("已解除，并已通知机构和各市（州）。"))
    return redirect("circular", pk=pk)


@login_required
@require_safe
def case_letter(request: Request, pk: int, form: str) -> HttpResponse:
    """The circular as a letter to be finished and sent out: PDF or DOCX."""
    case = case_of_page(request, pk)
    if form not in FORMS or case.state not in LETTERED or case.finding != ConductCase.Finding.FRAUD:
        raise Http404
    law = consequences_of(case)
    if law is None:
        raise Http404
    try:
        content = printed(letter_of(case, law, wearer(request)), form, case, law)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("conduct-case", pk=pk)
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="circular-{case.pk}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def affected_one(request: Request, pk: int) -> HttpResponse:
    """One application that is marked; POST decides what becomes of it."""
    around = ("sanction__agency", "sanction__case", "application__unit", "application__city",
              "application__round__law", "report", "decided_by")  # fmt: skip
    row = find(affected.visible(request.hat).select_related(*around), pk=pk)
    hat = wearer(request)
    ruling = affected.open_to(hat, row)
    form = AffectedForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST":
        require(ruling)
        if done(form, lambda: decide_affected(row=row, by=hat, **form.cleaned_data)):
            messages.success(request, _("已决定，并已通知申报单位。"))
            return redirect("circular", pk=row.sanction.case_id)
    context = {"row": row, "ruling": ruling, "form": form}
    return render(request, "agencies/conduct/affected.html", context, status=INVALID if form.errors else 200)
