"""Pictures of a template's trial: asked for, looked at."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.evidence_rules import may_open_blob
from greenlist.paperwork import pictures
from greenlist.paperwork.domain.pictures import ask_pictures
from greenlist.paperwork.queries.pictures import standing_of
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer

from .common import private
from .templates import found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_pictures(request: Request, pk: int) -> HttpResponse:
    """How far they are, for htmx; to everybody else the page of the version. POST asks for them."""
    row = found(request, pk)
    if request.method == "POST":
        ask_pictures(template=row, by=wearer(request))
    elif request.htmx:
        context = {"row": row, "opens": may_open_blob(row.blob), "pictures": standing_of(row)}
        return render(request, "paperwork/_pictures.html", context)
    return redirect("document-template", pk=pk)


@login_required
@require_safe
def template_picture(request: Request, pk: int, number: int) -> HttpResponse:
    """The picture of a page."""
    row = found(request, pk)
    require(may_open_blob(row.blob))
    content = pictures.page(row, number)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="image/png")
    private(answer)
    return answer
