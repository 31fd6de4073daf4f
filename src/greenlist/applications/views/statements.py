"""One question saved by itself while somebody types: the address behind autosave."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.anchors import section_url
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.stating import UnknownPlace
from greenlist.applications.forms.saving import Saved, save
from greenlist.applications.forms.shown import shown
from greenlist.applications.forms.typed import BadPost
from greenlist.applications.models import Application
from greenlist.applications.queries.editing import Desk, desk_of
from greenlist.applications.sections import Question, Section, question_of_place, sections_of
from greenlist.parties.access import Hat, require
from greenlist.parties.http import Request

from .finding import found_draft, found_to_edit, worn

PARTS = ("unit", "base", "reason", "evidence", "page")


@login_required
@require_http_methods(["GET", "POST"])
def state_place(request: Request, pk: int) -> HttpResponse:
    """Save the question at `place`: its own controls from the form, or `content`, `unit`, `base` by these names.

    Answers with what is told beside the question; 409 where somebody else stated something meanwhile. GET shows the
    question anew, as it stands.
    """
    application = found_to_edit(request, pk) if request.method == "POST" else found_draft(request, pk)
    place = str((request.POST if request.method == "POST" else request.GET).get("place", ""))
    found = question_of_place(sections_of(application), place)
    hat = worn(request)
    if found is None:
        return HttpResponseBadRequest(_("申报中没有这一项，请刷新页面后再填。"))
    section, question = found
    desk = desk_of(application, hat)
    if request.method == "GET":
        one = shown(question, section, desk, hat)
        context = {"application": application, "one": one, "section": section}
        return render(request, "applications/editing/question.html", context)
    require(desk.locks.ruling(place))
    if section.kind == "table" and place.split(".")[1] not in {row.key for row in desk.rows_of(section.table)}:
        return HttpResponseBadRequest(_("这一行已被删除，请刷新页面。"))
    return _save(request, application, (section, question, place), desk, hat)


def _save(
    request: Request, application: Application, where: tuple[Section, Question, str], desk: Desk, hat: Hat
) -> HttpResponse:
    section, question, place = where
    post = _named(request.POST, place) if "content" in request.POST else request.POST
    try:
        saved = save([question], post, desk, hat)
    except (BadPost, UnknownPlace):
        return HttpResponseBadRequest(_("这个表单与申报内容对不上，请刷新页面后再填。"))
    if not request.htmx:
        return redirect(section_url(application, section))
    return _told(request, application, section, question, saved, hat)


def _named(post: QueryDict, place: str) -> QueryDict:
    """A post of `content`, `unit` ... under the names that the form of the place has."""
    named = QueryDict(mutable=True)
    named.setlist(place, post.getlist("content"))
    for part in PARTS:
        if part in post:
            named[f"{place}:{part}"] = str(post[part])
    named[f"{place}:shown"] = "1"
    return named


def _told(
    request: Request, application: Application, section: Section, question: Question, saved: Saved, hat: Hat
) -> HttpResponse:
    if saved.changed:
        refresh_evaluation(application=application)
    one = shown(question, section, desk_of(application), hat, saved)
    context = {"application": application, "one": one, "section": section, "fragment": True}
    status = 409 if saved.conflicts else 200
    response = render(request, "applications/editing/status.html", context, status=status)
    response["HX-Trigger"] = "stated"
    return response
