"""Whoever forgot the password asks for a link by mail; what is shown is the same for every login."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.parties.domain import Refused
from greenlist.parties.domain.forgotten import ask_for_link
from greenlist.parties.forms.signing_in import ForgottenForm
from greenlist.parties.http import Request
from greenlist.parties.lockout import source_of


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Ask for a link. Http404 where the site sends no mail; 429 where too much is asked from one network."""
    _where_mail_is_sent()
    form, status = ForgottenForm(request.POST or None, label_suffix=""), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            login = form.cleaned_data["login"]
            try:
                ask_for_link(login=login, source=source_of(request, login))
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 429
            else:
                return redirect("forgotten_asked")
    return render(request, "parties/forgotten.html", {"form": form}, status=status)


@require_safe
def forgotten_asked(request: Request) -> HttpResponse:
    """What happens now, whoever was asked for."""
    _where_mail_is_sent()
    return render(request, "parties/forgotten_asked.html")


def _where_mail_is_sent() -> None:
    if not settings.MAIL_ON:
        raise Http404
