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
from greenlist.consultations.models import PersonalLink
from greenlist.consultations.queries.letters import asked_of, link_of, still_asked
from greenlist.parties.http import Request
from greenlist.parties.tokens import kept

from .answering import put, sheet_of
from .common import BUSY, GONE, PAGE
from .in_parts import Asking, in_parts, link_done, link_page

LIMITS = {"wrong": "30/10m/ip", "answer": "60/10m/key"}  # wrong addresses from one network; hand-ins by one link
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
    every = asked_of(row)
    needed = frozenset(one.unit.pk for one in every if still_asked(one, link))
    if len(every) > PAGE:
        return in_parts(request, Asking(link, token, person, tuple(every), needed))
    whole = request.POST.get("whole") == "none"
    sheet = sheet_of(request, row, person, asked=every, each=not whole, required=needed)
    agreed = WholeForm(request.POST if whole else None, label_suffix="")
    if (
        request.method == "POST"
        and (not whole or agreed.is_valid())
        and put(sheet, lambda answers: answer_by_link(token=token, answers=answers, present=person), whole=whole)
    ):
        return link_done(request, link)
    wrong = bool(sheet.wrong or sheet.trouble or agreed.errors)
    context = {"sheet": sheet, "agreed": agreed, "waiting": len(needed), "total": len(every)}
    return link_page(request, link, context, wrong=wrong)


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
