"""What the pages of verification and of the report share."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm

from greenlist.agencies.models import Engagement
from greenlist.agencies.rules.reports import reports
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

INVALID = 422  # a form that cannot be taken as it is
AROUND = (
    "application__unit__jurisdiction", "application__round__law", "application__round__jurisdiction",
    "application__city", "agency", "filing__jurisdiction",
)  # fmt: skip


def engagement_for(request: Request, pk: int, act: str) -> Engagement:
    """A visible engagement in which the hat may do this. Raises Http404, NotAllowed."""
    found = find(reports.visible(request.hat).select_related(*AROUND), pk=pk)
    require(reports.may(request.hat, act, found))
    return found


def at_field(form: BaseForm, refused: Refused) -> None:
    """What a verb refuses, beside its field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def around(request: Request, engagement: Engagement, **more: Any) -> dict[str, Any]:
    """What every page of one engagement names."""
    hat = request.hat
    own = hat.organisation.pk if hat is not None and hat.organisation is not None else None
    application = engagement.application
    sides = {"of_agency": own == engagement.agency_id, "of_unit": own == application.unit_id}
    return {"engagement": engagement, "application": application, **sides, **more}
