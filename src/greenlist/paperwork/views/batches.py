"""The batches of a round for an office, with their progress; the switch that holds them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.paperwork import made
from greenlist.paperwork.domain.holds import hold_batches, lift_hold
from greenlist.paperwork.domain.runs import ask_reports
from greenlist.paperwork.forms.batches import AskForm, HoldForm
from greenlist.paperwork.models import ReportRun
from greenlist.paperwork.queries.holds import hold_of
from greenlist.paperwork.queries.runs import handed_in, runs_of
from greenlist.paperwork.rules.holds import holds
from greenlist.paperwork.rules.runs import runs
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round

from .common import INVALID, done, private, round_of

PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: Request, pk: int) -> HttpResponse:
    """The reports of a round as one file: ask for them, see how far they are, take them. For htmx the list alone."""
    round_ = round_of(request, pk)
    require(runs.may_ask(request.hat, round_))
    form = AskForm(request.POST if request.method == "POST" else None, initial={"form": "pdf"}, label_suffix="")
    if request.method == "POST" and done(
        form, lambda: ask_reports(round_=round_, form=form.cleaned_data["form"], by=wearer(request))
    ):
        messages.success(request, _("已交后台生成；可以离开本页，完成后会通知您。"))
        return redirect("reports", pk=pk)
    return _page(request, round_, form)


def _page(request: Request, round_: Round, form: AskForm) -> HttpResponse:
    hat = wearer(request)
    page = Paginator(runs_of(runs.visible(hat), round_), PAGE).get_page(request.GET.get("page"))
    rows = [(one, made.there(one.key)) for one in page.object_list]
    context = {
        "round": round_, "page": page, "rows": rows, "form": form, "hold": hold_of(round_.pk),
        "working": any(one.state in {ReportRun.State.WAITING, ReportRun.State.WORKING} for one, _there in rows),
        "units": handed_in(round_, hat.jurisdiction).count() if hat.jurisdiction else 0,
    }  # fmt: skip
    name = "_runs" if request.htmx else "reports"
    return render(request, f"paperwork/{name}.html", context, status=INVALID if form.errors else 200)


@login_required
@require_safe
def report_run_file(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The ZIP of a batch that is done; back to the page where it was swept since."""
    row = find(runs.visible(request.hat).select_related("round"), pk=pk)
    try:
        content = made.opened(row.key) if row.key else None
    except FileNotFoundError:
        content = None
    if content is None:
        messages.error(request, _("这一批文件已过保存期或还没有生成，请重新生成。"))
        return redirect("reports", pk=row.round_id)
    name = f"{row.round.title}-报告-{row.at:%Y%m%d}.zip"
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    private(answer)
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch_hold(request: Request, pk: int) -> HttpResponse:
    """Whether a round makes batches; POST holds them."""
    round_ = round_of(request, pk)
    require(holds.may(request.hat, "hold" if request.method == "POST" else "see", round_))
    form = HoldForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and done(
        form, lambda: hold_batches(round_=round_, by=wearer(request), **form.cleaned_data)
    ):
        messages.success(request, _("已暂停批量生成；到时间自动恢复，也可以提前恢复。"))
        return redirect("batch-hold", pk=pk)
    past = holds.visible(request.hat).filter(round=round_).select_related("by", "lifted_by")[:PAGE]
    context = {
        "round": round_, "hold": hold_of(pk), "form": form, "may": holds.ruling(request.hat, round_), "past": past,
    }  # fmt: skip
    return render(request, "paperwork/hold.html", context, status=INVALID if form.errors else 200)


@login_required
@require_POST
def batch_hold_lift(request: Request, pk: int) -> HttpResponse:
    """Batches again."""
    round_ = round_of(request, pk)
    try:
        lift_hold(round_=round_, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已恢复；等候的批次两分钟内开始。"))
    return redirect("batch-hold", pk=pk)
