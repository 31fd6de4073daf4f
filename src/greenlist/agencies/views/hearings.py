"""Cases as the agency sees them: from the hearing on, without who reported it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.agencies.domain.conduct import answer_hearing
from greenlist.agencies.forms.conduct import AnswerForm
from greenlist.agencies.rules.conduct import case_papers, conduct
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, find, no, require
from greenlist.parties.http import Request, wearer

from .conduct_finding import INVALID, done


def _of_agency(hat: Hat | None) -> Ruling:
    return YES if hat is not None and hat.among(roles.AGENCY) else no(_("这里是第三方评价机构的页面。"))


@login_required
@require_safe
def agency_cases(request: Request) -> HttpResponse:
    """The cases about one's own agency."""
    require(_of_agency(request.hat))
    rows = conduct.visible(request.hat).select_related("province", "sanction")
    return render(request, "agencies/conduct/own.html", {"rows": list(rows)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agency_case(request: Request, pk: int) -> HttpResponse:
    """One of them: what is said, what was answered; POST answers."""
    require(_of_agency(request.hat))
    hat = wearer(request)
    row = find(conduct.visible(request.hat).select_related("province", "heard_by", "sanction"), pk=pk)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial={"text": row.heard},
        label_suffix="",
    )  # fmt: skip
    ruling = conduct.ruling(hat, "answer", row)
    if request.method == "POST":
        require(ruling)
        if done(form, lambda: answer_hearing(case=row, by=hat, **form.cleaned_data), file="paper"):
            messages.success(request, _("已答复，并已通知省厅。"))
            return redirect("agency-case", pk=pk)
    context = {
        "case": row, "ruling": ruling, "form": form, "papers": list(case_papers.visible(hat).filter(case=row)),
        "sanction": getattr(row, "sanction", None),
    }  # fmt: skip
    return render(request, "agencies/conduct/own_case.html", context, status=INVALID if form.errors else 200)
