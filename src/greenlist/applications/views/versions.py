"""Pages of what was handed in: receipts, versions and their differences, the way so far."""

from __future__ import annotations

import json
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from greenlist.applications.comparing import differences, file_differences
from greenlist.applications.freezing import evidence_list
from greenlist.applications.models import Application, Submission
from greenlist.applications.process import Matter
from greenlist.applications.queries.submission import versions_of
from greenlist.applications.rules import WORKING, applications
from greenlist.applications.sheets import Layout
from greenlist.applications.signing import public_pem
from greenlist.applications.timeline import timeline
from greenlist.documents.papers import MissingGlyph
from greenlist.documents.printing import FORMS, printed_paper
from greenlist.documents.receipts import submission_receipt
from greenlist.engine.messages import render as say
from greenlist.parties.access import find
from greenlist.parties.http import Request

DRAFT = "draft"


def _application(request: Request, pk: int) -> Application:
    around = ("round__jurisdiction", "unit__jurisdiction", "city", "created_by")
    return find(applications.visible(request.hat).select_related(*around), pk=pk)


def _submission(request: Request, pk: int, number: int) -> Submission:
    application = _application(request, pk)
    found = find(Submission.objects.select_related("by").filter(application=application), number=number)
    found.application = application
    return found


@login_required
@require_safe
def receipt(request: Request, pk: int, number: int) -> HttpResponse:
    """A receipt, to read, print and keep."""
    submission = _submission(request, pk, number)
    signed = (submission.receipt.get("commitment") or {}).get("at")
    context = {
        "application": submission.application,
        "submission": submission,
        "receipt": submission.receipt,
        "signed_at": datetime.fromisoformat(signed) if signed else None,
        "versions": versions_of(submission.application),
    }
    return render(request, "applications/submission/receipt.html", context)


@login_required
@require_safe
def receipt_json(request: Request, pk: int, number: int) -> HttpResponse:
    """The receipt as a file that `greenlist verify` reads."""
    submission = _submission(request, pk, number)
    return _file(submission.receipt, f"{submission.receipt_number}-receipt.json")


@login_required
@require_safe
def receipt_data(request: Request, pk: int, number: int) -> HttpResponse:
    """What was handed in, as an application file (docs/application.md)."""
    submission = _submission(request, pk, number)
    return _file(submission.data, f"{submission.receipt_number}-application.json")


@login_required
@require_safe
def receipt_paper(request: Request, pk: int, number: int, form: str) -> HttpResponse:
    """The receipt as a paper, to read and keep beside the file that is verified."""
    if form not in FORMS:
        raise Http404
    submission = _submission(request, pk, number)
    try:
        content = printed_paper(submission_receipt(submission.receipt), form)
    except MissingGlyph as missing:
        messages.error(request, say(missing.message, "zh" if (get_language() or "zh").startswith("zh") else "en"))
        return redirect("receipt", pk=pk, number=number)
    headers = {"Content-Disposition": f'attachment; filename="{submission.receipt_number}-receipt.{form}"'}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def _file(content: object, name: str) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def receipt_key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The public key of this server's receipts, for everyone."""
    headers = {"Content-Disposition": 'attachment; filename="receipt-key.pem"'}
    return HttpResponse(public_pem(), content_type="application/x-pem-file", headers=headers)


@login_required
@require_safe
def versions(request: Request, pk: int) -> HttpResponse:
    """The versions handed in, and what differs between two of them."""
    application = _application(request, pk)
    listed = list(versions_of(application))
    own = application.state in WORKING and bool(applications.may(request.hat, "read draft", application))
    numbers = [str(one.number) for one in listed]
    known = [DRAFT, *numbers] if own else numbers
    after = _chosen(request, "after", known, 0)
    before = _chosen(request, "before", known, known.index(after) + 1 if after else 0)
    context = {"application": application, "versions": listed, "own_draft": own, "before": before, "after": after}
    if before and after and before != after:
        layout = Layout(application)
        old, new = _content(application, before), _content(application, after)
        context["differences"] = differences(layout, old[0], new[0])
        context["files"] = file_differences(layout, old[1], new[1])
    return render(request, "applications/submission/versions.html", context)


def _chosen(request: Request, name: str, known: list[str], usual: int) -> str:
    """The version asked for, else the usual one; '' where there is none."""
    asked = request.GET.get(name, "")
    if asked in known:
        return asked
    return known[usual] if usual < len(known) else ""


def _content(application: Application, version: str) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Data and files of a version handed in, or of the draft."""
    if version == DRAFT:
        matter = Matter(application)
        return matter.data, evidence_list(matter)
    kept = Submission.objects.only("data", "evidence").get(application=application, number=int(version))
    return kept.data, kept.evidence


@login_required
@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    """Done, now, to come. For htmx the timeline alone."""
    application = _application(request, pk)
    name = "_timeline" if request.htmx else "history"
    context = {"application": application, "timeline": timeline(application, request.hat)}
    return render(request, f"applications/submission/{name}.html", context)
