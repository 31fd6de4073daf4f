"""What the pages of engagements share."""

from __future__ import annotations

from typing import Any

from django.forms import Form

from greenlist.agencies.models import Engagement
from greenlist.agencies.rules.engagements import engagements, with_both
from greenlist.applications.process import TransitionRefused
from greenlist.parties.access import find
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

INVALID, STALE = 422, 409


def engagement_of_page(request: Request, pk: int) -> Engagement:
    """An engagement this hat may see. Raises Http404."""
    return find(with_both(engagements.visible(request.hat)), pk=pk)


def put(form: Form, refused: Exception) -> None:
    """What a verb refused, at its field; what guards object to, one line each."""
    if isinstance(refused, Refused) and refused.field in form.fields:
        form.add_error(refused.field, str(refused))
        return
    against: list[Any] = refused.objections if isinstance(refused, TransitionRefused) else []
    form.add_error(None, [str(refused), *(one.reason for one in against)])
