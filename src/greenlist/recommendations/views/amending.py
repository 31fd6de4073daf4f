"""A record of posting or upload put right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.amending import FIELDS, correct_posting, correct_upload
from greenlist.recommendations.domain.delivering import Posted
from greenlist.recommendations.forms.sending import PostingChange, UploadChange
from greenlist.recommendations.models import Posting, Upload
from greenlist.recommendations.rules import recommendations

from .common import INVALID, done, recommendation_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def posting_correct(request: Request, pk: int, record: int) -> HttpResponse:
    """Put the record of a posting right."""
    return _correct(request, pk, record, Posting)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload_correct(request: Request, pk: int, record: int) -> HttpResponse:
    """Put the record of an upload right."""
    return _correct(request, pk, record, Upload)


def _correct(request: Request, pk: int, record: int, model: type[Posting | Upload]) -> HttpResponse:
    row, hat = recommendation_of(request, pk), wearer(request)
    old = find(model.objects.filter(recommendation=row, replaced_by=None), pk=record)
    require(recommendations.ruling(hat, "deliver", row))
    first = {name: getattr(old, name) for name in FIELDS[model]}
    form_of = PostingChange if model is Posting else UploadChange
    form = form_of(request.POST if request.method == "POST" else None, initial=first, label_suffix="")

    def change() -> None:
        given = dict(form.cleaned_data)
        more = {"reason": given.pop("reason"), "void": given.pop("void"), "by": hat}
        if isinstance(old, Posting):
            correct_posting(posting=old, posted=Posted(**given), **more)
        elif isinstance(old, Upload):
            correct_upload(upload=old, **given, **more)

    if request.method == "POST" and done(form, change):
        messages.success(request, _("已更正；原来的记录保留，划线显示。"))
        return redirect("recommendation-delivery", pk=pk)
    context = {"row": row, "old": old, "form": form, "posting": model is Posting}
    return render(request, "recommendations/amend.html", context, status=INVALID if form.errors else 200)
