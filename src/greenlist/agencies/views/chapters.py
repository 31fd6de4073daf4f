"""The texts of the report."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.drafting import ChapterForm
from greenlist.agencies.queries.chapters import Chapter
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, Desk, records_of


@login_required
@require_safe
def chapters(request: Request, pk: int) -> HttpResponse:
    """The texts in the order of the report, each with how far it is."""
    desk = records_of(request, pk)
    return render(request, "agencies/work/chapters.html", desk.context("report", "write"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request: Request, pk: int, key: str) -> HttpResponse:
    """One text; POST writes it. What was typed stays on the page, whatever is refused."""
    desk = records_of(request, pk)
    one, after = _found(desk, key)
    if request.method != "POST":
        known = {"text": one.text, "version": one.row.version if one.row else 0}
        return _page(request, desk, one, after, ChapterForm(initial=known, label_suffix=""))
    require(desk.may("write"))
    form = ChapterForm(request.POST, label_suffix="")
    if form.is_valid() and _written(desk, one, form):
        messages.success(request, _("“%(title)s”已保存。") % {"title": one.spec.title})
        onward = after if "onward" in request.POST and after else None
        return (
            redirect("engagement-chapter", pk=pk, key=onward.spec.key)
            if onward
            else redirect("engagement-chapters", pk=pk)
        )
    return _page(request, desk, one, after, form, INVALID)


def _found(desk: Desk, key: str) -> tuple[Chapter, Chapter | None]:
    """The chapter of a key and the one after it. Raises Http404."""
    every = desk.work.chapters
    number = next((n for n, one in enumerate(every) if one.spec.key == key), None)
    if number is None:
        raise Http404
    return every[number], every[number + 1] if number + 1 < len(every) else None


def _written(desk: Desk, one: Chapter, form: ChapterForm) -> bool:
    given = form.cleaned_data
    try:
        steps.write_chapter(
            engagement=desk.engagement, key=one.spec.key, text=given["text"], version=given["version"], by=desk.hat
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _page(
    request: Request, desk: Desk, one: Chapter, after: Chapter | None, form: ChapterForm, status: int = 200
) -> HttpResponse:
    context = desk.context("report", "write") | {"chapter": one, "after": after, "form": form}
    seen = str(form["version"].value())
    changed = one.row if status == INVALID and one.row and seen != str(one.row.version) else None
    # where another text is shown beside one's own, saving again is deliberate
    context |= {"changed": changed, "version": changed.version if changed else seen}
    return render(request, "agencies/work/chapter.html", context, status=status)
