"""Objecting without an account: the form, the slip it gives, how it stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.filechecks import FileRefused
from greenlist.documents.papers import MissingGlyph
from greenlist.documents.printing import FORMS, printed_paper
from greenlist.documents.receipts import ObjectionSlip, objection_receipt
from greenlist.engine.messages import render as say
from greenlist.listings.files import language
from greenlist.notices import slips
from greenlist.notices.domain.asking import look_up
from greenlist.notices.domain.knocking import TooMany
from greenlist.notices.domain.objecting import Closed, check_open, hand_in
from greenlist.notices.forms.objecting import ObjectionForm, SlipForm
from greenlist.notices.limits import source_of
from greenlist.notices.models import Notice, NoticedUnit, Objection
from greenlist.notices.queries import public
from greenlist.parties.access import find
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .common import BUSY, GONE, INVALID

SLIPS = "objections_handed_in"  # numbers in the session of the browser that handed them in


@sensitive_post_parameters("name", "identity", "phone", "email", "ground")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, pk: int, unit: int) -> HttpResponse:
    """Object to one unit of an open notice; outside of its days the page says from when to when."""
    line = public.line(pk, unit)
    if line is None:
        raise Http404
    try:
        check_open(line.notice)
    except Closed as closed:
        return _closed(request, line, str(closed))
    anonymous = line.notice.anonymous == Notice.Anonymous.RECORD
    form = ObjectionForm(
        request.POST if request.method == "POST" else None, request.FILES or None, takes_anonymous=anonymous,
        label_suffix="",
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = INVALID
        if getattr(request, "upload_stopped", False):
            form.add_error("proof", form.fields["proof"].help_text)
        elif form.is_valid():
            handed, status = _hand_in(request, line, form)
            if handed is not None:
                request.session[SLIPS] = [*request.session.get(SLIPS, []), handed.receipt_no][-5:]
                return redirect("objection-slip")
    context = {"notice": public.posted(pk), "line": line, "form": form, "anonymous": anonymous}
    return render(request, "notices/public/object.html", context, status=status)


def _hand_in(request: Request, line: NoticedUnit, form: ObjectionForm) -> tuple[Objection | None, int]:
    """The objection, or None with what is wrong on the form and the status of the page."""
    try:
        objection, _secret = hand_in(
            unit=line, given=form.given(), source=source_of(request), files=form.cleaned_data["proof"]
        )
    except TooMany as refused:
        form.add_error(None, str(refused))
        return None, BUSY
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None, INVALID
    except FileRefused as refused:
        form.add_error("proof", str(refused))
        return None, INVALID
    return objection, 200


def _closed(request: Request, line: NoticedUnit, why: str) -> HttpResponse:
    context = {"notice": public.posted(line.notice_id), "line": line, "why": why}
    return render(request, "notices/public/closed.html", context, status=GONE)


@never_cache
@require_safe
def slip(request: Request) -> HttpResponse:
    """The slips of what this browser handed in: number, and the secret that is shown nowhere else."""
    numbers = [one for one in request.session.get(SLIPS, []) if isinstance(one, str)]
    rows = Objection.objects.filter(receipt_no__in=numbers).select_related("unit", "notice")
    shown = [(one, slips.secret_of(one.receipt_no)) for one in rows]
    if not shown:
        return redirect("objection-standing")
    return render(request, "notices/public/slip.html", {"slips": shown, "language": get_language()})


@never_cache
@require_safe
def slip_paper(request: Request, number: str, form: str) -> HttpResponse:
    """The slip as a paper, for the browser that handed the objection in and for no other."""
    if form not in FORMS or number not in request.session.get(SLIPS, []):
        raise Http404
    one = find(Objection.objects.select_related("unit", "notice__place"), receipt_no=number)
    try:
        content = printed_paper(objection_receipt(_slip(request, one)), form)
    except MissingGlyph as missing:
        messages.error(request, say(missing.message, language()))
        return redirect("objection-slip")
    headers = {"Content-Disposition": f'attachment; filename="{number}.{form}"'}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def _slip(request: Request, one: Objection) -> ObjectionSlip:
    posted = public.posted(one.notice_id)
    return ObjectionSlip(
        one.receipt_no, slips.secret_of(one.receipt_no), one.unit.name, str(one.notice),
        posted.office if posted else one.notice.place.name, localtime(one.received_at), one.anonymous,
        request.build_absolute_uri(reverse("objection-standing")),
    )  # fmt: skip


@sensitive_post_parameters("number", "secret")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: Request) -> HttpResponse:
    """How an objection stands, for whoever has its slip: its state and what was decided, nothing of the case."""
    form = SlipForm(request.POST if request.method == "POST" else None, label_suffix="")
    found, status = None, 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                found = look_up(**form.cleaned_data, source=source_of(request))
                status = 200
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
                status = BUSY if isinstance(refused, TooMany) else INVALID
    answer = render(request, "notices/public/standing.html", {"form": form, "found": found}, status=status)
    answer.stands = True  # type: ignore[attr-defined] # a wrong one stays counted
    return answer
