"""After the notice: who can go up now, who waits for what."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.notices.models import Notice
from greenlist.notices.queries.after import standing_of
from greenlist.parties.http import Request

from .desk import notice_of_page


@login_required
@require_safe
def notice_after(request: Request, pk: int) -> HttpResponse:
    """Where every unit of a posted notice stands."""
    row = notice_of_page(request, pk)
    if row.state not in {Notice.State.OPEN, Notice.State.ENDED}:
        raise Http404
    return render(request, "notices/after.html", {"notice": row, "standing": standing_of(row)})
