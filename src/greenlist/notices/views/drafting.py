"""A notice drafted and changed: its terms beside what the policy says, its units in a table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.notices.domain.drafting import draft_notice, redraft
from greenlist.notices.drafts import initial_of
from greenlist.notices.forms.notices import NoticeForm
from greenlist.notices.law import parameters
from greenlist.notices.models import Notice
from greenlist.notices.queries.candidates import candidates
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

from .common import INVALID, done
from .desk import notice_of_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: Request, round_pk: int) -> HttpResponse:
    """Draft a notice of a round; everything reviewed is ticked at first."""
    require(notices.may_draft(request.hat))
    hat = wearer(request)
    own = rounds.visible(hat).filter(jurisdiction=hat.jurisdiction)
    round_ = find(own.select_related("law", "jurisdiction"), pk=round_pk)
    rows = list(candidates(round_, round_.jurisdiction))
    form = _form(request, rows, initial_of(round_, hat) | {"applications": rows})
    made: list[Notice] = []
    if request.method == "POST" and done(form, lambda: made.append(draft_notice(
        round=round_, applications=list(form.cleaned_data["applications"]), terms=form.terms(), by=hat,
    ))):  # fmt: skip
        messages.success(request, _("拟稿已保存；请核对下面的预览，由另一位审批人发布。"))
        return redirect("notice", pk=made[0].pk)
    return _page(request, round_, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "edit", row))
    rows = list(candidates(row.round, row.place, but=row))
    names = ("title", "document_no", "days", "day_kind", "anonymous", "days_reason", "text", "contact")
    known: dict[str, Any] = {name: getattr(row, name) for name in names}
    known |= {"first_day_counts": "yes" if row.first_day_counts else "no",
              "applications": list(row.units.values_list("application", flat=True))}  # fmt: skip
    form = _form(request, rows, known)
    if request.method == "POST" and done(form, lambda: redraft(
        notice=row, applications=list(form.cleaned_data["applications"]), terms=form.terms(), by=hat,
    )):  # fmt: skip
        messages.success(request, _("拟稿已修改。"))
        return redirect("notice", pk=row.pk)
    return _page(request, row.round, form, row)


def _form(request: Request, rows: list[Any], initial: dict[str, Any]) -> NoticeForm:
    data = request.POST if request.method == "POST" else None
    return NoticeForm(data, rows=rows, initial=initial, label_suffix="")


def _page(request: Request, round_: Round, form: NoticeForm, row: Notice | None) -> HttpResponse:
    context = {"round": round_, "form": form, "notice": row, "parameters": parameters(round_)}
    return render(request, "notices/edit.html", context, status=INVALID if form.errors else 200)
