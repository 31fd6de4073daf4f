"""Choosing a hat; one's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from greenlist.parties.domain.accounts import update_contact
from greenlist.parties.forms.people import OwnDataForm
from greenlist.parties.http import Request, wearer
from greenlist.parties.middleware import KEY

from .units import may_register


@login_required
def hats(request: Request) -> HttpResponse:
    """GET: the hats one may wear. POST `hat`: wear this one; the session gets a new key."""
    if request.method != "POST":
        return render(request, "parties/hats.html", {"next": request.GET.get("next", "")})
    chosen = next((one for one in request.hats if str(one.pk) == request.POST.get("hat")), None)
    if chosen is None:
        raise Http404
    request.session.cycle_key()
    request.session[KEY] = chosen.pk
    messages.success(request, _("现在以“%(hat)s”的身份办理。") % {"hat": chosen})
    return redirect(_back(request))


def _back(request: Request) -> str:
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else "home"


@login_required
def me(request: Request) -> HttpResponse:
    """One's own data, hats and ways of signing in."""
    hat = wearer(request)
    person = hat.person
    known = {"person_name": person.name, "phone": person.phone, "email": person.email, "mailing": person.mailing}
    form = OwnDataForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        update_contact(
            person=person,
            name=data["person_name"].strip(),
            phone=data["phone"],
            email=data["email"],
            by=hat,
            mailing=data["mailing"],
        )
        messages.success(request, _("已保存。"))
        return redirect("me")
    context = {"form": form, "may_register": may_register(hat)}
    return render(request, "parties/me.html", context, status=422 if form.errors else 200)
