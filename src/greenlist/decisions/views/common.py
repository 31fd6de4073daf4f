"""What the pages of both stages share."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form

from greenlist.applications.process import TransitionRefused
from greenlist.decisions.domain import Changed
from greenlist.decisions.models import Batch, Line
from greenlist.decisions.queries.lines import Asked
from greenlist.decisions.queries.preparing import with_around
from greenlist.decisions.rules.batches import batches, lines
from greenlist.parties.access import find
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

INVALID, STALE = 422, 409


def batch_of_page(request: Request, pk: int, stage: str) -> Batch:
    """A list of a stage that this hat may see. Raises Http404."""
    return find(with_around(batches.visible(request.hat)).filter(stage=stage), pk=pk)


def line_of_page(request: Request, batch: Batch, pk: int) -> Line:
    """A line of it. Raises Http404."""
    around = ("application__unit__jurisdiction", "application__city", "application__agency", "moved_by", "decided_by")
    found = find(lines.visible(request.hat).filter(batch=batch).select_related(*around), pk=pk)
    found.batch, found.application.round = batch, batch.round
    return found


def asked_of(request: Request, kinds: list[str]) -> Asked:
    """The filters in the address; without a kind the first that the list has."""
    named = ("outcome", "verdict", "tier", "industry", "screened", "text")
    given = {name: request.GET.get(name, "").strip() for name in named}
    kind = request.GET.get("kind", "")
    return Asked(kind=kind if kind in kinds else (kinds[0] if kinds else ""), **given)


def done(form: Form, act: Callable[[], object]) -> int:
    """Run a verb with what a valid form says; what it refuses stands in the form. The status, 0 where all went well."""
    if not form.is_valid():
        return INVALID
    try:
        act()
    except Changed as refused:
        form.add_error(None, [str(refused), *refused.changes])
        return STALE
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except TransitionRefused as refused:
        form.add_error(None, [str(refused), *(one.reason for one in refused.objections)])
    else:
        return 0
    return INVALID
