"""Bundles an office makes: asked for, made by the worker, fetched."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.bundles.domain.making import ask_for_bundle
from greenlist.bundles.forms import MakeForm
from greenlist.bundles.models import Made
from greenlist.bundles.queries import made_of
from greenlist.bundles.rules import bundles
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.rounds.rules import rounds

from .common import done, download, office_of_page

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def made_list(request: Request) -> HttpResponse:
    """What the office had made, the newest first; POST asks for another."""
    office, may = office_of_page(request), bundles.may_act(request.hat)
    visible = rounds.visible(request.hat).order_by("-year", "-pk")
    status = 200
    form = MakeForm(rounds=visible, label_suffix="")
    if request.method == "POST":
        require(may)
        form = MakeForm(request.POST, rounds=visible, label_suffix="")

        def act() -> None:
            row = find(visible, pk=form.cleaned_data["round"])
            ask_for_bundle(round=row, purpose=form.cleaned_data["purpose"], by=wearer(request))

        status = done(form, act)
        if not status:
            messages.success(request, _("已交后台生成，本页刷新可见；完成后会通知您。"))
            return redirect("bundles-made")
    page = Paginator(made_of(office), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "may": may, "office": office}
    return render(request, "bundles/made.html", context, status=status)


@login_required
@require_safe
def made_file(request: Request, pk: int) -> FileResponse:
    """A bundle that was made."""
    office_of_page(request)
    row = find(bundles.made(request.hat).select_related("blob"), pk=pk, state=Made.State.DONE)
    if row.blob is None:
        raise Http404
    return download(row.blob, row.name)
