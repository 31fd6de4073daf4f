"""The page of one section of an application."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.anchors import section_url
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.stating import UnknownPlace
from greenlist.applications.forms.page import SectionPage
from greenlist.applications.forms.saving import Saved, save
from greenlist.applications.forms.typed import BadPost
from greenlist.applications.models import Application
from greenlist.applications.queries.editing import desk_of
from greenlist.applications.sections import Section, section_named, sections_of
from greenlist.parties.access import Hat, require
from greenlist.parties.http import Request

from .finding import found_draft, found_to_edit, worn

TEMPLATE = "applications/editing/section.html"


class Kept(HttpResponse):
    """An answer that names what is wrong, while everything that could be kept is kept (journal.once asks `stands`)."""

    stands = True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, pk: int, section: str) -> HttpResponse:
    """Show a section with its form; a post saves the whole of it and goes on to the next."""
    application = found_to_edit(request, pk) if request.method == "POST" else found_draft(request, pk)
    asked = section_named(sections_of(application), section)
    hat = worn(request)
    if asked is None:
        raise Http404
    if asked.kind == "link":
        return redirect(section_url(application, asked))
    if request.method == "POST":
        return _save(request, application, asked, hat)
    return render(request, TEMPLATE, _context(application, _page(request, application, asked, hat), request))


def _page(
    request: Request, application: Application, asked: Section, hat: Hat, saved: Saved | None = None
) -> SectionPage:
    return SectionPage(asked, desk_of(application, hat), hat, str(request.GET.get("page", "1")), saved)


def _context(application: Application, page: SectionPage, request: Request) -> dict[str, object]:
    return {"application": application, "page": page, "removed": request.GET.get("removed", "")}


def _save(request: Request, application: Application, asked: Section, hat: Hat) -> HttpResponse:
    page = _page(request, application, asked, hat)
    require(page.desk.locks.open(asked))
    try:
        saved = save(page.questions, request.POST, page.desk, hat)
    except (BadPost, UnknownPlace):
        return HttpResponseBadRequest(_("这个表单与申报内容对不上，请刷新页面后再填。"))
    if saved.changed:
        refresh_evaluation(application=application)
    page = _page(request, application, asked, hat, saved)
    if page.errors:
        return Kept(render_to_string(TEMPLATE, _context(application, page, request), request), status=422)
    messages.success(request, _("已保存。"))
    if "stay" in request.POST or page.after is None:
        return redirect(request.get_full_path())
    return redirect(page.after.url)
