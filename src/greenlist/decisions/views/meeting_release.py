"""What a release of a meeting would do, and doing it; the head of the minutes, and the minutes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.decisions.domain import Changed, release
from greenlist.decisions.domain.meeting import FIELDS, keep_record
from greenlist.decisions.forms.meeting import RecordForm
from greenlist.decisions.minutes import FORMS, printed
from greenlist.decisions.rules.batches import batches
from greenlist.decisions.rules.meeting import meetings
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as say
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, STALE, done
from .meeting import meeting_of
from .releasing import preview_of


@login_required
@require_safe
def meeting_preview(request: Request, pk: int) -> HttpResponse:
    """Everything that releasing would do: who moves where, who is told what, what stops."""
    batch = meeting_of(request, pk)
    require(batches.may(request.hat, "preview", batch))
    return render(request, "decisions/meeting_preview.html", preview_of(batch, wearer(request)))


@login_required
@require_POST
def meeting_release(request: Request, pk: int) -> HttpResponse:
    """Release a list as previewed."""
    batch, hat = meeting_of(request, pk), wearer(request)
    require(batches.may(hat, "release", batch))
    try:
        found = release(batch=batch, digest=request.POST.get("digest", ""), by=hat)
    except Refused as refused:
        changes = refused.changes if isinstance(refused, Changed) else ()
        told = preview_of(meeting_of(request, pk), hat) | {"trouble": str(refused), "changes": changes}
        status = STALE if isinstance(refused, Changed) else INVALID
        return render(request, "decisions/meeting_preview.html", told, status=status)
    words = _("已发布：办理 %(moved)d 家；%(stopped)d 家被条件拦下，留在原处。")
    messages.success(request, words % {"moved": len(found.moved), "stopped": len(found.stopped)})
    return redirect("meeting", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_record(request: Request, pk: int) -> HttpResponse:
    """The head of the minutes: day, place, chair, who was there, what was said."""
    batch = meeting_of(request, pk)
    require(meetings.ruling(wearer(request), "record", batch))
    first = {name: getattr(batch, name) for name in FIELDS} | {"version": batch.version}
    form = RecordForm(request.POST if request.method == "POST" else None, initial=first, label_suffix="")
    status = 200
    if request.method == "POST":
        status = done(form, lambda: keep_record(batch=batch, by=wearer(request), **form.cleaned_data))
        if not status:
            messages.success(request, _("会议记录已保存。"))
            return redirect("meeting", pk=pk)
    return render(request, "decisions/meeting_record.html", {"batch": batch, "form": form}, status=status)


@login_required
@require_safe
def meeting_minutes(request: Request, pk: int, form: str) -> HttpResponse:
    """The minutes as PDF or DOCX."""
    batch = meeting_of(request, pk)
    if form not in FORMS:
        raise Http404
    try:
        content = printed(batch, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("meeting", pk=pk)
    answer = HttpResponse(content, content_type=FORMS[form])
    name = f"{batch.title} {_('会议纪要')}.{form}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer
