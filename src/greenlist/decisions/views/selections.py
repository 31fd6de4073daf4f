"""The selections of a city: what there is, what may be opened; for the province what its cities released."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.decisions.domain import open_batch
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.queries.lists import openable, with_counts
from greenlist.decisions.rules.batches import batches
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.rules import rounds

PAGE = 50


@login_required
@require_safe
def selections(request: Request) -> HttpResponse:
    """Every selection this office sees, the newest first."""
    require(batches.may_work(request.hat, Stage.SELECTION))
    hat = wearer(request)
    state = request.GET.get("state", "")
    rows = batches.visible(hat).filter(stage=Stage.SELECTION)
    if state in Batch.State.values:
        rows = rows.filter(state=state)
    page = Paginator(with_counts(rows), PAGE).get_page(request.GET.get("page"))
    may_open = batches.may_open(hat, Stage.SELECTION)
    waiting = openable(Stage.SELECTION, hat.jurisdiction) if may_open and hat.jurisdiction is not None else []
    context = {"page": page, "waiting": waiting, "may_open": may_open, "states": Batch.State.choices, "state": state}
    return render(request, "decisions/selections.html", context)


@login_required
@require_POST
def selection_open(request: Request) -> HttpResponse:
    """Open the list of a round."""
    asked = request.POST.get("round", "")
    row = find(rounds.visible(request.hat), pk=int(asked) if asked.isdecimal() else 0)
    require(batches.may_open(request.hat, Stage.SELECTION, row))
    try:
        made = open_batch(round=row, stage=Stage.SELECTION, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("selections")
    messages.success(request, _("名单已建立并按政策排序；发布以前不影响任何申报。"))
    return redirect("selection", pk=made.pk)
