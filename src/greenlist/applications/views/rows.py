"""Rows of a table: added, taken out, put back. What was typed in the form around the button is saved first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.applications.anchors import section_url
from greenlist.applications.domain.rows import add_row, remove_row, restore_row
from greenlist.applications.domain.starting import ApplicationRefused
from greenlist.applications.domain.stating import UnknownPlace
from greenlist.applications.forms.saving import save
from greenlist.applications.forms.typed import BadPost
from greenlist.applications.models import Application
from greenlist.applications.queries.editing import desk_of
from greenlist.applications.sections import Section, section_of_place, sections_of
from greenlist.parties.access import Hat
from greenlist.parties.http import Request

from .finding import found_to_edit, worn

ACTS = frozenset({"add", "remove", "restore"})


@login_required
@require_POST
def rows(request: Request, pk: int) -> HttpResponse:
    """`do` says what: "add energy", "remove energy.a1b2c3d4", "restore energy.a1b2c3d4"."""
    application = found_to_edit(request, pk)
    act, _blank, target = str(request.POST.get("do", "")).partition(" ")
    table, _dot, key = target.partition(".")
    section = section_of_place(sections_of(application), table)
    if act not in ACTS or section is None or section.table != table:
        return HttpResponseBadRequest(_("申报中没有这个表，请刷新页面。"))
    try:
        _keep_typed(request, application, section, worn(request))
        return _go_back(application, section, _act(request, application, act, table, key, worn(request)))
    except (BadPost, UnknownPlace):
        return HttpResponseBadRequest(_("这个表单与申报内容对不上，请刷新页面后再填。"))


def _keep_typed(request: Request, application: Application, section: Section, hat: Hat) -> None:
    desk = desk_of(application)
    cells = [cell for row in desk.rows_of(section.table) for cell in section.row(row.key)]
    saved = save([cell for cell in cells if cell.key in request.POST], request.POST, desk, hat)
    if saved.conflicts:
        messages.warning(request, _("同事刚改过其中的格，保留了同事的内容；您输入的也留有记录，请核对。"))


def _act(request: Request, application: Application, act: str, table: str, key: str, hat: Hat) -> dict[str, str]:
    """Do it; what the page is to show afterwards."""
    if act == "remove":
        remove_row(application=application, table=table, key=key, by=hat)
        return {"removed": key}
    if act == "restore":
        restore_row(application=application, table=table, key=key, by=hat)
        messages.success(request, _("已恢复这一行。"))
        return {}
    try:
        add_row(application=application, table=table)
    except ApplicationRefused as refusal:
        messages.error(request, str(refusal))
        return {}
    return {"page": "last"}


def _go_back(application: Application, section: Section, shows: dict[str, str]) -> HttpResponse:
    query = f"?{urlencode(shows)}" if shows else ""
    return redirect(f"{section_url(application, section)}{query}#rows")
