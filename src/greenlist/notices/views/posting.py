"""A draft posted or given up, and as a document to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as say
from greenlist.notices.domain.correcting import corrected
from greenlist.notices.domain.drafting import drop_notice
from greenlist.notices.domain.posting import Changed, plain, post_notice
from greenlist.notices.forms.notices import ReasonForm
from greenlist.notices.models import Notice, NoticeVersion
from greenlist.notices.names import XLSX, names_file
from greenlist.notices.paper import FORMS, paper_of, printed
from greenlist.notices.queries.preview import preview
from greenlist.notices.queries.public import units_of
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, STALE, done
from .desk import notice_of_page, notice_page


@login_required
@require_POST
def notice_post(request: Request, pk: int) -> HttpResponse:
    """Post a draft as it was previewed."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "post", row))
    try:
        post_notice(notice=row, digest=request.POST.get("digest", ""), by=hat)
    except Refused as refused:
        status = STALE if isinstance(refused, Changed) else INVALID
        return notice_page(request, notice_of_page(request, pk), refused=str(refused), status=status)
    messages.success(request, _("已发布；单位和市（州）已收到通知。"))
    return redirect("notice", pk=pk)


@login_required
@require_POST
def notice_drop(request: Request, pk: int) -> HttpResponse:
    """Give a draft up."""
    row, hat = notice_of_page(request, pk), wearer(request)
    require(notices.ruling(hat, "drop", row))
    form = ReasonForm(request.POST, label_suffix="", auto_id="id_drop_%s")
    if not done(form, lambda: drop_notice(notice=row, reason=form.cleaned_data["reason"], by=hat)):
        return notice_page(request, row, drop=form, status=INVALID)
    messages.success(request, _("已撤销这份拟稿。"))
    return redirect("notices")


@login_required
@require_safe
def notice_document(request: Request, pk: int, form: str) -> HttpResponse:
    """The notice as PDF or DOCX: the draft as of today, the correction as prepared, or the version posted last.

    As XLSX the names in it.
    """
    row = notice_of_page(request, pk)
    if form not in FORMS and form != "xlsx":
        raise Http404
    try:
        content = names_file(units_of(_content(row)), form) if form == "xlsx" else _printed(row, form)
    except (Unprintable, Refused) as fault:
        messages.error(request, say(fault.message) if isinstance(fault, Unprintable) else str(fault))
        return redirect("notice", pk=pk)
    answer = HttpResponse(content, content_type=XLSX if form == "xlsx" else FORMS[form])
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{plain(row.title)}.{form}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _content(row: Notice) -> Mapping[str, Any]:
    """What the notice says now: of a draft as of today, of a correction as prepared. Raises Refused, Http404."""
    if row.state == Notice.State.DRAFT:
        shown = preview(row)
        if shown.content is None:
            raise Refused(say(shown.problem) if shown.problem is not None else _("还不能排版。"))
        return shown.content
    if row.correction:
        prepared, _lines = corrected(row)
        return prepared
    last: Mapping[str, Any] = _last(row).content
    return last


def _last(row: Notice) -> NoticeVersion:
    last = row.versions.last()
    if last is None:
        raise Http404
    return last


def _printed(row: Notice, form: str) -> bytes:
    content = _content(row)
    if row.state == Notice.State.DRAFT:
        return printed(paper_of(content, draft=True), form, row.round)
    last = _last(row)
    if row.correction:
        reason = row.correction["reason"]
        return printed(paper_of(content, number=last.number + 1, reason=reason, draft=True), form, row.round)
    return printed(paper_of(content, number=last.number, reason=last.reason, on=last.at.date()), form, row.round)
