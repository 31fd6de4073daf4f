"""What somebody does with a link they were given: take up an invitation, set a new password."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from greenlist.engine import clock
from greenlist.parties.domain import Refused
from greenlist.parties.domain.accounts import create_person, redeem_reset
from greenlist.parties.domain.invitations import accept_invitation, standing
from greenlist.parties.forms.people import AcceptForm
from greenlist.parties.forms.signing_in import ResetForm
from greenlist.parties.http import Request
from greenlist.parties.lockout import login_key
from greenlist.parties.middleware import KEY
from greenlist.parties.models import Invitation, ResetLink
from greenlist.parties.roles import duty_of
from greenlist.parties.tokens import kept

from .signing_in import let_in


@sensitive_post_parameters("password", "password_again")
@never_cache
def invitation(request: Request, token: str) -> HttpResponse:
    """An invitation: what it offers and the way in; or why it does not hold any more, and what to do then."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    offer = rows.filter(token_sha256=kept(token)).first()
    if offer is None:
        return render(request, "parties/invitation_over.html", {"why": "unknown"}, status=404)
    if (why := standing(offer)) != "open":
        return render(request, "parties/invitation_over.html", {"why": why, "offer": offer}, status=410)
    if request.hat is not None:
        return _for_who_is_in(request, offer, token)
    known = {"person_name": offer.name, "email": offer.email, "phone": offer.phone}
    form = AcceptForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            return _with_new_account(request, form, offer, token)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    context = {"offer": offer, "form": form}
    return render(request, "parties/invitation.html", context, status=422 if form.errors else 200)


def _with_new_account(request: Request, form: AcceptForm, offer: Invitation, token: str) -> HttpResponse:
    with transaction.atomic():
        person = create_person(**form.account(), duty=duty_of(offer.role))
        membership = accept_invitation(token=token, person=person)
    response = let_in(request, person, "/")
    messages.success(request, _("欢迎！您现在的身份是“%(hat)s”。") % {"hat": membership})
    return response


def _for_who_is_in(request: Request, offer: Invitation, token: str) -> HttpResponse:
    """The offer to somebody signed in: they take it with this account, or sign out first."""
    error = ""
    if request.method == "POST" and request.hat is not None:
        try:
            membership = accept_invitation(token=token, person=request.hat.person)
        except Refused as refused:
            error = str(refused)
        else:
            request.session.cycle_key()
            request.session[KEY] = membership.pk
            messages.success(request, _("已加入。您现在的身份是“%(hat)s”。") % {"hat": membership})
            return redirect("home")
    context = {"offer": offer, "error": error}
    return render(request, "parties/invitation_in.html", context, status=422 if error else 200)


@sensitive_post_parameters("password", "password_again")
@never_cache
def password_link(request: Request, token: str) -> HttpResponse:
    """A new password for who holds the link, once. They sign in with it themselves."""
    link = ResetLink.objects.select_related("person").filter(token_sha256=kept(token)).first()
    if link is None:
        return render(request, "parties/reset_over.html", status=404)
    if link.used_at is not None or link.expires_at <= clock.now() or not link.person.is_active:
        return render(request, "parties/reset_over.html", status=410)
    form = ResetForm(request.POST or None, person=link.person)
    if request.method == "POST" and form.is_valid():
        try:
            person = redeem_reset(token=token, password=form.cleaned_data["password"])
        except Refused:  # used or ended while the page was open
            return render(request, "parties/reset_over.html", status=410)
        AxesProxyHandler.reset_attempts(username=login_key(person.login))
        messages.success(request, _("新密码已生效，请用它登录。"))
        return redirect("account_login")
    context = {"form": form, "person": link.person}
    return render(request, "parties/reset.html", context, status=422 if form.errors else 200)
