"""Letter and table of a recommendation, stamped scans."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as say
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.delivering import keep_scan
from greenlist.recommendations.forms.sending import ScanForm
from greenlist.recommendations.papers.letter import FORMS, letter_of, printed
from greenlist.recommendations.papers.table import table_paper, table_xlsx
from greenlist.recommendations.queries.units import listed
from greenlist.recommendations.rules import recommendations, scans

from .common import XLSX, done, made, recommendation_of, stored, unit_of
from .page import OF_ALL, page
from .unit import OWN, unit_page

LETTER, TABLE = "推荐文", "推荐汇总表"


@login_required
@require_safe
def recommendation_file(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter (pdf, docx) or the table (xlsx, table-pdf, table-docx)."""
    row = recommendation_of(request, pk)
    going = listed(row)
    if form == "xlsx":
        return made(table_xlsx(row, going), f"{row.place.name}{TABLE}.xlsx", XLSX)
    kind = form.removeprefix("table-")
    if kind not in FORMS:
        raise Http404
    name = LETTER if kind == form else TABLE
    try:
        content = printed(letter_of(row, going), kind, row.round) if kind == form else table_paper(row, going, kind)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("recommendation", pk=pk)
    return made(content, f"{row.place.name}{name}.{kind}", FORMS[kind])


@login_required
@require_POST
def recommendation_scan(request: Request, pk: int) -> HttpResponse:
    """Keep a stamped scan of the letter or the table."""
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), "scan", row))
    form = ScanForm(request.POST, request.FILES, parts=OF_ALL, label_suffix="")

    def keep() -> None:
        given = form.cleaned_data
        keep_scan(recommendation=row, part=given["part"], upload=given["file"], by=wearer(request))

    if not done(form, keep, file="file"):
        return page(request, row, scan=form)
    messages.success(request, _("扫描件已收存。"))
    return redirect(f"{reverse('recommendation', args=[pk])}#files")


@login_required
@require_POST
def unit_scan(request: Request, pk: int, uid: int) -> HttpResponse:
    """Keep a stamped scan of a unit's own part."""
    unit = unit_of(request, pk, uid)
    require(recommendations.ruling(wearer(request), "scan", unit.recommendation))
    form = ScanForm(request.POST, request.FILES, parts=OWN, label_suffix="")

    def keep() -> None:
        given, row = form.cleaned_data, unit.recommendation
        keep_scan(recommendation=row, part=given["part"], upload=given["file"], by=wearer(request), unit=unit)

    if not done(form, keep, file="file"):
        return unit_page(request, unit, form)
    messages.success(request, _("扫描件已收存。"))
    return redirect("recommendation-unit", pk=pk, uid=uid)


@login_required
@require_safe
def scan_file(request: Request, pk: int) -> FileResponse:
    """A stamped scan."""
    require(recommendations.may_open(request.hat))
    scan = find(scans.visible(request.hat).select_related("blob"), pk=pk)
    return stored(scan.blob, scan.name)
