"""What a release would do, before it is done; and doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.decisions.domain import Changed, release
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import preview
from greenlist.decisions.queries.screened import lists_there
from greenlist.decisions.quotas import in_words, limits_of
from greenlist.decisions.rules.batches import batches
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, STALE, batch_of_page


@login_required
@require_safe
def selection_preview(request: Request, pk: int) -> HttpResponse:
    """Everything that releasing a list would do: who moves where, who is told what, what stops."""
    batch = batch_of_page(request, pk, Stage.SELECTION)
    require(batches.may(request.hat, "preview", batch))
    return render(request, "decisions/preview.html", preview_of(batch, wearer(request)))


def preview_of(batch: Batch, hat: Hat) -> dict[str, Any]:
    """What the page of a preview shows, of both stages."""
    seen = preview(batch, hat)
    chosen = [one for one in seen.lines if one.line.outcome == "yes"]
    groups: dict[str, list[Any]] = {}
    for one in seen.going:
        groups.setdefault(one.to, []).append(one)
    return {
        "batch": batch, "seen": seen, "groups": groups, "chosen": chosen,
        "may_release": batches.ruling(hat, "release", batch), "may_propose": batches.ruling(hat, "propose", batch),
        "may_send_back": batches.ruling(hat, "send_back", batch),
        "excess": [in_words(one) for one in limits_of(batch) if one.over],
        "no_lists": bool(chosen) and not lists_there(batch.place),
    }  # fmt: skip


@login_required
@require_POST
def selection_release(request: Request, pk: int) -> HttpResponse:
    """Release a list as previewed."""
    batch, hat = batch_of_page(request, pk, Stage.SELECTION), wearer(request)
    require(batches.may(hat, "release", batch))
    try:
        done = release(batch=batch, digest=request.POST.get("digest", ""), by=hat)
    except Refused as refused:
        changed = isinstance(refused, Changed)
        shown = preview_of(batch_of_page(request, pk, Stage.SELECTION), hat)
        told = {"trouble": str(refused), "changes": refused.changes if isinstance(refused, Changed) else ()}
        return render(request, "decisions/preview.html", shown | told, status=STALE if changed else INVALID)
    words = _("已发布：办理 %(moved)d 家；%(stopped)d 家被条件拦下，留在原处。")
    messages.success(request, words % {"moved": len(done.moved), "stopped": len(done.stopped)})
    return redirect("selection", pk=pk)
