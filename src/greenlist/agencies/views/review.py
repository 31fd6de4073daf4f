"""The internal technical review."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.drafting import ReviewForm
from greenlist.agencies.points import FINDINGS, POINTS
from greenlist.agencies.queries.report_content import draft_digest
from greenlist.agencies.queries.reviewers import against_reviewer
from greenlist.parties.access import no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, Desk, records_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: int) -> HttpResponse:
    """The draft, the earlier reviews, and the form for somebody outside of the team; POST is their opinion."""
    desk = records_of(request, pk)
    if request.method != "POST":
        return _page(request, desk)
    require(desk.may("review"))
    form = ReviewForm(request.POST, label_suffix="")
    if not (form.is_valid() and _said(desk, form)):
        return _page(request, desk, form, INVALID)
    passed = form.said_opinion.passed
    messages.success(request, _("复核通过，可以签章。") if passed else _("已退回修改，并告知评价人员。"))
    return redirect("engagement-review", pk=pk)


def _said(desk: Desk, form: ReviewForm) -> bool:
    try:
        steps.review_draft(
            engagement=desk.engagement, opinion=form.said_opinion, basis=form.cleaned_data["basis"], by=desk.hat
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _page(request: Request, desk: Desk, form: ReviewForm | None = None, status: int = 200) -> HttpResponse:
    context = desk.context("review", "review")
    under_way = desk.work.step("report").state == "done" and context["step"].state != "done"
    against = against_reviewer(desk.engagement, desk.hat.person) if context["may"] else ""
    if against:
        context["may"] = no(against)
    digest = draft_digest(desk.engagement) if under_way else ""
    context |= {
        "digest": digest, "stands": desk.work.passed(digest) if digest else None, "under_way": under_way,
        "reviews": [(one, [(POINTS.get(key, key), FINDINGS.get(said, said)) for key, said in one.points.items()])
                    for one in desk.work.reviews],
    }  # fmt: skip
    if context["may"] and under_way:
        context["form"] = form or ReviewForm(initial={"basis": digest}, label_suffix="")
    return render(request, "agencies/work/review.html", context, status=status)
