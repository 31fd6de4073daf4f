"""Copy from last year's application: the differences first, then what was chosen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.changes import mark_touched
from greenlist.applications.copying import CopyPreview, copy_preview, sources_of
from greenlist.applications.domain.copying import CopyChanged, copy_from
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.models import Application
from greenlist.parties.access import find
from greenlist.parties.http import Request

from .finding import found_to_edit, worn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: Request, pk: int) -> HttpResponse:
    """What an earlier application says and this one does not; a post takes what was left ticked."""
    application = found_to_edit(request, pk)
    sources = sources_of(application)
    asked = str((request.POST if request.method == "POST" else request.GET).get("from", ""))
    source = find(sources, pk=int(asked)) if asked.isdecimal() else sources.first()
    if source is None:
        return render(request, "applications/copy/none.html", {"application": application})
    if request.method != "POST":
        return _page(request, application, copy_preview(application, source))
    digest, leave = str(request.POST.get("digest", "")), set(request.POST.getlist("leave"))
    try:
        count = copy_from(application=application, source=source, digest=digest, by=worn(request), leave=leave)
    except CopyChanged as changed:
        changed.preview.touched = mark_touched(changed.preview.changes, str(request.POST.get("seen", "")))
        return _page(request, application, changed.preview, status=409)
    if count:
        refresh_evaluation(application=application)
        messages.success(request, _("已带入 %(count)d 处，请逐项核对。") % {"count": count})
    else:
        messages.info(request, _("没有带入任何内容。"))
    return redirect("application", pk=pk)


def _page(request: Request, application: Application, preview: CopyPreview, status: int = 200) -> HttpResponse:
    context = {
        "application": application,
        "preview": preview,
        "sources": list(sources_of(application)[:10]),
        "stale": status == 409,
    }
    return render(request, "applications/copy/copy.html", context, status=status)
