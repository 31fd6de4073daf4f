"""One line of the ministry's list, the letter to a unit, the lines as a table, what one application got."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.applications.process import process_of
from greenlist.applications.rules import applications
from greenlist.documents.exports import csv_lines, workbook
from greenlist.documents.papers import Unprintable
from greenlist.documents.tables import FORMS as PAPERS
from greenlist.documents.tables import table_file
from greenlist.documents.tables.listing import MOST_PRINTED
from greenlist.engine.messages import render as say
from greenlist.notices.domain.results import fallback_of
from greenlist.notices.domain.results_settling import explain_line, settle_line
from greenlist.notices.forms.results import ExplainForm, SettleForm
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.notices.queries.results import SENT, free_rows, lines_of, results_of
from greenlist.notices.results_letter import ENDED, FORMS, every_letter, printed, table_rows, titles
from greenlist.notices.results_paper import result_paper
from greenlist.notices.rules.results import result_lines, results
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .results import TABS

INVALID = 422
AROUND = ("result__round__law", "result__place", "application__unit__jurisdiction", "application__city", "settled_by")
TABLES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
} | PAPERS  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def result_line(request: Request, pk: int) -> HttpResponse:
    """An application and the line that may be it; a post settles which, or says why it is on none."""
    rows = result_lines.visible(request.hat).filter(application__isnull=False).select_related(*AROUND)
    line = find(rows, pk=pk)
    require(result_lines.may(request.hat, "settle", line))
    posted = request.POST if request.method == "POST" else None
    explaining = posted is not None and "explain" in posted
    settle = _settle_form(line, None if explaining else posted)
    explain = _explain_form(line, posted if explaining else None)
    form: SettleForm | ExplainForm = explain if explaining else settle
    if posted is not None and form.is_valid():
        try:
            if isinstance(form, ExplainForm):
                given: dict[str, Any] = {"province_list": False} | form.cleaned_data
                explain_line(line=line, by=wearer(request), **given)
            else:
                settle_line(line=line, row=form.chosen(), note=form.cleaned_data["note"], by=wearer(request))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("已保存。"))
            return redirect("result-import", pk=line.result_id)
    context = {"line": line, "settle": settle, "explain": explain, "form": form, "final": _final(line)}
    return render(request, "notices/result_line.html", context, status=INVALID if form.errors else 200)


def _settle_form(line: ResultLine, posted: Any) -> SettleForm:
    chosen = "" if line.listed is None else "not_listed" if line.row is None else str(line.row)
    initial = {"row": chosen, "note": line.note}
    return SettleForm(posted, line=line, free=free_rows(line.result, line.kind), initial=initial, label_suffix="")


def _explain_form(line: ResultLine, posted: Any) -> ExplainForm:
    application = line.application
    fallback = bool(fallback_of(line.result.round).value) and application is not None and application.state == SENT
    initial = {"reason": line.reason, "province_list": line.effect == ResultLine.Effect.PROVINCE_LIST}
    return ExplainForm(posted, fallback=fallback, initial=initial, label_suffix="")


def _final(line: ResultLine) -> bool:
    return line.result.stage == ResultImport.Stage.FINAL


@login_required
@require_safe
def result_letter(request: Request, pk: int, form: str) -> HttpResponse:
    """What the list means for a unit, as a letter of the province."""
    line = find(result_lines.visible(request.hat).select_related(*AROUND), pk=pk)
    if form not in FORMS or line.moved not in ENDED or not _final(line):
        raise Http404
    try:
        content = printed(line, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("application-result", pk=line.application_id)
    return _file(content, FORMS[form], f"notice-{line.pk}.{form}")


@login_required
@require_safe
def result_letters(request: Request, pk: int) -> HttpResponse:
    """The letters to all units of a list, to be numbered and sent."""
    result = find(results.visible(request.hat), pk=pk)
    lines = result.lines.filter(moved__in=ENDED).select_related(*AROUND)
    if result.state != ResultImport.State.APPLIED or not lines:
        raise Http404
    try:
        content = every_letter(lines)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("result-import", pk=pk)
    return _file(content, "application/zip", f"letters-{result.pk}.zip")


@login_required
@require_safe
def result_export(request: Request, pk: int, form: str) -> HttpResponse | StreamingHttpResponse:
    """The lines of the page's part, all of them, as a file."""
    result = find(results.visible(request.hat), pk=pk)
    if form not in TABLES:
        raise Http404
    lines = lines_of(result, request.GET.get("part", ""))
    if form in PAPERS:
        return _on_paper(request, result, lines, form)
    rows = table_rows(lines)
    if form == "csv":
        answer = StreamingHttpResponse(csv_lines(titles(), rows), content_type=TABLES[form])
        answer["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{result.document_no}.csv"
        )
        return answer
    return _file(workbook(titles(), rows, [False] * len(titles())), TABLES[form], f"{result.document_no}.xlsx")


def _on_paper(request: Request, result: ResultImport, lines: QuerySet[ResultLine], form: str) -> HttpResponse:
    """The lines as PDF or DOCX; back to the page where they are too many or a character cannot be printed."""
    rows = list(lines[: MOST_PRINTED + 1])
    if len(rows) > MOST_PRINTED:
        words = _("一次最多打印 %(most)d 行：请改为导出 Excel。")
        messages.error(request, words % {"most": MOST_PRINTED})
        return redirect("result-import", pk=result.pk)
    try:
        content = table_file(result_paper(result, rows, TABS.get(request.GET.get("part", ""), "")), form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("result-import", pk=result.pk)
    return _file(content, TABLES[form], f"{result.document_no}.{form}")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def application_result(request: Request, pk: int) -> HttpResponse:
    """What the ministry's lists brought for one application, for everybody who sees it."""
    around = ("round__law", "unit", "city")
    application = find(applications.visible(request.hat).select_related(*around), pk=pk)
    state = next((one for one in process_of(application.round).states if one.id == application.state), None)
    applied = result_lines.visible(request.hat).filter(result__state=ResultImport.State.APPLIED)
    context = {
        "application": application, "lines": results_of(application, applied),
        "state": _(state.labels.applicant) if state else application.state, "ended": ENDED,
    }  # fmt: skip
    return render(request, "notices/result_own.html", context)
