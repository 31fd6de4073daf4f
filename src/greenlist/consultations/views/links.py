"""Personal links as the city hands them out: made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.consultations.domain.linking import issue_link, revoke_link
from greenlist.consultations.forms.preparing import LinkForm
from greenlist.consultations.law import consult_of, link_days
from greenlist.consultations.mailing import send_personal_link
from greenlist.consultations.models import PersonalLink
from greenlist.consultations.rules.consultations import consultations
from greenlist.consultations.rules.letters import letters, links
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, done, letter_of_page

SHOWN = "consult-link"  # in the session, for the next page alone


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    """A link for one person of a department."""
    require(consultations.may_work(request.hat))
    row, hat = letter_of_page(request, pk), wearer(request)
    require(letters.ruling(hat, "link", row))
    round_ = row.consultation.round
    form = LinkForm(
        request.POST if request.method == "POST" else None, initial={"days": link_days(round_)}, label_suffix=""
    )
    made: list[tuple[PersonalLink, str]] = []
    if request.method == "POST" and done(
        form, lambda: made.append(issue_link(letter=row, by=hat, **form.cleaned_data))
    ):
        link, token = made[0]
        _keep(request, link, request.build_absolute_uri(reverse("consult-link", args=[token])))
        return redirect("consult-link-shown")
    context = {"letter": row, "form": form, "fact": consult_of(round_).link_days}
    return render(request, "consultations/link_new.html", context, status=INVALID if form.errors else 200)


def _keep(request: Request, link: PersonalLink, url: str) -> None:
    """Keep the link in the session for the next page alone, and mail it where there is an address."""
    mailed = send_personal_link(link, url) if link.email else None
    request.session[SHOWN] = {
        "url": url, "name": link.name, "email": link.email, "mailed": mailed, "letter": link.letter_id,
        "until": link.last_day.isoformat(), "to": link.letter.addressee,
    }  # fmt: skip


@login_required
@never_cache
@require_safe
def shown(request: Request) -> HttpResponse:
    """The link just made, once."""
    require(consultations.may_work(request.hat))
    return render(request, "consultations/link_shown.html", {"made": request.session.pop(SHOWN, None)})


@login_required
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End a link before it is used."""
    require(consultations.may_work(request.hat))
    row = find(links.visible(request.hat).select_related("letter__consultation__round"), pk=pk)
    require(letters.ruling(wearer(request), "link", row.letter))
    try:
        revoke_link(link=row, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("链接已撤销，打不开了。"))
    return redirect("consult-letter", pk=row.letter_id)
