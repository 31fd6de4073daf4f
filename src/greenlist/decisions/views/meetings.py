"""The meetings of a province: what there is, what may be opened."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.decisions.domain import open_batch
from greenlist.decisions.models import Stage
from greenlist.decisions.queries.lists import openable, with_counts
from greenlist.decisions.rules.batches import batches
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.rules import rounds

PAGE = 50


@login_required
@require_safe
def meetings(request: Request) -> HttpResponse:
    """Every meeting of this province, the newest first, and what waits for one."""
    require(batches.may_work(request.hat, Stage.MEETING))
    hat = wearer(request)
    rows = with_counts(batches.visible(hat).filter(stage=Stage.MEETING))
    may_open = batches.may_open(hat, Stage.MEETING)
    waiting = openable(Stage.MEETING, hat.jurisdiction) if may_open and hat.jurisdiction is not None else []
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/meetings.html", {"page": page, "waiting": waiting, "may_open": may_open})


@login_required
@require_POST
def meeting_open(request: Request) -> HttpResponse:
    """Open the list of a round."""
    asked = request.POST.get("round", "")
    row = find(rounds.visible(request.hat), pk=int(asked) if asked.isdecimal() else 0)
    require(batches.may_open(request.hat, Stage.MEETING, row))
    try:
        made = open_batch(round=row, stage=Stage.MEETING, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("meetings")
    messages.success(request, _("名单已建立并按政策排序；发布以前不影响任何申报。"))
    return redirect("meeting", pk=made.pk)
