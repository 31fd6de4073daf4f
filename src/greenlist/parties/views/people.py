"""Who belongs: finding, inviting, ending a hat, switching an account off and on, a link for a new password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from greenlist.parties.access import Hat, NotAllowed, find, no, require
from greenlist.parties.domain import Refused, end_membership
from greenlist.parties.domain.accounts import issue_reset, switch_person
from greenlist.parties.domain.invitations import invite, revoke_invitation
from greenlist.parties.forms.people import InviteForm, PeopleFilter, ReasonForm, ResetIssueForm
from greenlist.parties.http import Request, wearer
from greenlist.parties.mailing import send_link
from greenlist.parties.models import Person, Role
from greenlist.parties.queries import colleagues, open_invitations
from greenlist.parties.roles import APPLICANT
from greenlist.parties.rules import HEADS, invitations, memberships
from greenlist.parties.rules import people as accounts

PAGE = 50
LINK = "link_shown_once"  # in the session, until the next page shows it


@login_required
@require_safe
def people(request: Request) -> HttpResponse:
    """Who belongs to one's organisation; for the security administrator everybody. With the open invitations."""
    hat = wearer(request)
    asked = PeopleFilter(request.GET)
    rows = colleagues(memberships.visible(hat), **asked.asked())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "offers": open_invitations(invitations.visible(hat))[:PAGE],
        "may_invite": invitations.inviting(hat).exists(),
        "may_end": hat.role in {Role.SECURITY_ADMIN, *HEADS},
        "all": hat.role == Role.SECURITY_ADMIN,
        "unit": hat.organisation if hat.among(APPLICANT) else None,
    }
    return render(request, "parties/people.html", context)


@login_required
def invite_person(request: Request) -> HttpResponse:
    """Offer somebody a role."""
    hat = wearer(request)
    inviting = invitations.inviting(hat).exists()
    if request.method == "POST" and not inviting:
        raise NotAllowed(no(_("您当前的身份不能邀请任何人。")))
    asked = request.GET.get("organisation")
    form = InviteForm(request.POST or None, hat=hat, initial={"organisation": asked} if asked else None)
    if request.method == "POST" and form.is_valid():
        invitation, token = invite(**form.cleaned_data, by=hat)
        url = request.build_absolute_uri(reverse("invitation", args=[token]))
        return _show_once(request, url, invitation.name, invitation.email, "invitation")
    context = {"form": form, "may_invite": inviting}
    return render(request, "parties/invite.html", context, status=422 if form.errors else 200)


def _show_once(request: Request, url: str, name: str, email: str, kind: str) -> HttpResponse:
    """Keep the link in the session for the next page alone, and mail it where there is an address."""
    mailed = send_link(url, name=name, email=email, kind=kind) if email else None
    request.session[LINK] = {"url": url, "name": name, "email": email, "kind": kind, "mailed": mailed}
    return redirect("link")


@login_required
@require_safe
@never_cache
def link(request: Request) -> HttpResponse:
    """A link that was just made, shown this once."""
    return render(request, "parties/link.html", {"made": request.session.pop(LINK, None)})


@login_required
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take an invitation back."""
    hat = wearer(request)
    invitation = find(invitations.visible(hat), pk=pk)
    require(invitations.may(hat, "revoke", invitation))
    try:
        revoke_invitation(invitation=invitation, by=hat)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已撤回给%(name)s的邀请，原链接不能再用。") % {"name": invitation.name})
    return redirect("people")


@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """Ask why, then take a hat away."""
    hat = wearer(request)
    row = find(memberships.visible(hat).select_related("person", "organisation"), pk=pk)
    require(memberships.may(hat, "end", row))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_membership(membership=row, reason=form.cleaned_data["reason"], by=hat)
        messages.success(request, _("已停用%(name)s的身份“%(hat)s”。") % {"name": row.person.name, "hat": row})
        return redirect("people")
    context = {"form": form, "membership": row}
    return render(request, "parties/membership_end.html", context, status=422 if form.errors else 200)


def _account(hat: Hat, act: str, pk: int) -> Person:
    row = find(accounts.visible(hat), pk=pk)
    require(accounts.may(hat, act, row))
    return row


@login_required
def switch(request: Request, pk: int) -> HttpResponse:
    """Ask why, then switch an account off, or on again."""
    hat = wearer(request)
    row = _account(hat, "switch", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        switch_person(person=row, active=not row.is_active, reason=form.cleaned_data["reason"], by=hat)
        said = _("已停用账号“%(name)s”，其登录立即失效。") if row.is_active else _("已启用账号“%(name)s”。")
        messages.success(request, said % {"name": row.name})
        return redirect("people")
    context = {"form": form, "person": row}
    return render(request, "parties/person_switch.html", context, status=422 if form.errors else 200)


@login_required
def reset(request: Request, pk: int) -> HttpResponse:
    """Ask why, then make a link with which somebody sets a new password."""
    hat = wearer(request)
    row = _account(hat, "reset", pk)
    form = ResetIssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _link, token = issue_reset(person=row, **form.cleaned_data, by=hat)
        url = request.build_absolute_uri(reverse("password_link", args=[token]))
        return _show_once(request, url, row.name, row.email, "reset")
    context = {"form": form, "person": row}
    return render(request, "parties/person_reset.html", context, status=422 if form.errors else 200)
