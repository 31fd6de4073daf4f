"""The page behind a personal link: no account, one answer."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from greenlist.applications.uploads import OPEN_TO_ALL
from greenlist.consultations.domain.files import PAPERS
from greenlist.consultations.domain.linking import note_opened, standing_of
from greenlist.consultations.domain.replying import answer_by_link
from greenlist.consultations.forms.answering import WholeForm
from greenlist.consultations.law import conditions_of
from greenlist.consultations.models import PersonalLink
from greenlist.consultations.queries.letters import asked_of, link_of
from greenlist.consultations.queries.offices import office_of
from greenlist.parties.http import Request
from greenlist.parties.tokens import kept

from .answering import put, sheet_of
from .common import BUSY, GONE, INVALID, law_of

LIMITS = {"wrong": "30/10m/ip", "answer": "30/10m/key"}  # wrong addresses from one network; hand-ins by one link
OPEN_TO_ALL["consult-link"] = PAPERS.total


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """What a link opens; or why it does not, and what to do then."""
    link = link_of(kept(token))
    if link is None:
        return _unknown(request)
    if (why := standing_of(link)) != "open":
        return _private(render(request, "consultations/link_over.html", {"why": why, "link": link}, status=GONE))
    if request.method == "POST" and _too_many(request, "answer", link.token_sha256):
        return _private(render(request, "consultations/link_over.html", {"why": "busy"}, status=BUSY))
    return _private(_letter(request, link, token))


def _letter(request: Request, link: PersonalLink, token: str) -> HttpResponse:
    note_opened(link)
    row, person = link.letter, request.hat.person if request.hat else None
    whole = request.POST.get("whole") == "none"
    sheet = sheet_of(request, row, person, each=not whole, every=True)
    agreed = WholeForm(request.POST if whole else None, label_suffix="")
    if (
        request.method == "POST"
        and (not whole or agreed.is_valid())
        and put(sheet, lambda answers: answer_by_link(token=token, answers=answers, present=person), whole=whole)
    ):
        context = {"letter": row, "link": link, "asked": [one for one in asked_of(row) if one.open]}
        return render(request, "consultations/link_done.html", context)
    context = {
        "letter": row, "batch": row.consultation, "link": link, "sheet": sheet, "agreed": agreed,
        "waiting": len(sheet.open), "total": len(sheet.forms), "conditions": conditions_of(row.consultation.round),
        "office": office_of(row.consultation.city),
    }  # fmt: skip
    wrong = bool(sheet.wrong or sheet.trouble or agreed.errors)
    return render(
        request,
        "consultations/by_link.html",
        context | law_of(row.consultation.round),
        status=INVALID if wrong else 200,
    )


def _unknown(request: Request) -> HttpResponse:
    """An address that no link has: 404, and after many of them from one network 429."""
    if _too_many(request, "wrong"):
        return _private(render(request, "consultations/link_over.html", {"why": "busy"}, status=BUSY))
    return _private(render(request, "consultations/link_over.html", {"why": "unknown"}, status=404))


def _too_many(request: Request, action: str, key: str | None = None) -> bool:
    usage = ratelimit.consume(request, app="consultations", action=action, config=LIMITS, key=key, limit_get=True)
    return usage is None


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: nowhere it is sent on, by nobody indexed."""
    answer["Referrer-Policy"] = "same-origin"  # with none at all a browser sends no origin, and the form is refused
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
