"""The keys an office trusts: confirmed beside a bundle, taken back with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.receipts import fingerprint
from greenlist.applications.signing import receipt_key
from greenlist.bundles.domain.trusting import confirm_key, end_key
from greenlist.bundles.forms import EndForm, KeyForm
from greenlist.bundles.queries import keys_of
from greenlist.bundles.rules import bundles
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

from .common import done, office_of_page, received_of_page
from .receiving import bundle_page

PAGE = 50


@login_required
@require_safe
def key_list(request: Request) -> HttpResponse:
    """Every key, those in force first, with who confirmed it and how; this server's own, to tell others."""
    page = Paginator(keys_of(office_of_page(request)), PAGE).get_page(request.GET.get("page"))
    own = fingerprint(receipt_key().public_key())
    return render(request, "bundles/keys.html", {"page": page, "own": own, "may": bundles.may_act(request.hat)})


@login_required
@require_POST
def key_confirm(request: Request, pk: int) -> HttpResponse:
    """Trust the key of a bundle."""
    row = received_of_page(request, pk)
    require(bundles.may_act(request.hat))
    form = KeyForm(request.POST, label_suffix="")
    if status := done(form, lambda: confirm_key(received=row, by=wearer(request), **form.cleaned_data)):
        return bundle_page(request, row, form, status)
    messages.success(request, _("已确认；这把钥匙以后签的数据包不再询问。"))
    return redirect("bundle", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def key_end(request: Request, pk: int) -> HttpResponse:
    """Trust a key no more."""
    office_of_page(request)
    key = find(bundles.keys(request.hat).filter(ended_at=None).select_related("sender"), pk=pk)
    require(bundles.may_act(request.hat))
    if request.method != "POST":
        return render(request, "bundles/key_end.html", {"key": key, "form": EndForm(label_suffix="")})
    form = EndForm(request.POST, label_suffix="")
    if status := done(form, lambda: end_key(key=key, by=wearer(request), **form.cleaned_data)):
        return render(request, "bundles/key_end.html", {"key": key, "form": form}, status=status)
    messages.success(request, _("已停用；以前收下的申报不受影响。"))
    return redirect("bundle-keys")
