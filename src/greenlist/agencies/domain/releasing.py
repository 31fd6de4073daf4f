"""An agency let go of an application: what it stated no longer decides, what it asked is no longer open."""

from __future__ import annotations

from typing import Any

from greenlist.agencies.models import Engagement
from greenlist.applications.models import Application, Nonconformity, Statement, WitnessKind
from greenlist.engine import clock
from greenlist.parties.access import Hat


def release(*, engagement: Engagement, application: Application, by: Hat, reason: str) -> dict[str, Any]:
    """End a contract inside the act that ends it (`process.transition`'s `after`); what the journal says of it.

    The engagement ends, its place under the cap is free. The values it verified stay on record, but an agency that is
    not engaged stands behind nothing: they no longer decide. What it found open is closed. No verb of its own.
    """
    now = clock.now()
    engagement.state, engagement.ended_at, engagement.ended_by = Engagement.State.ENDED, now, by.person
    engagement.ended_reason = reason
    engagement.save(update_fields=["state", "ended_at", "ended_by", "ended_reason"])
    Application.objects.filter(pk=application.pk).update(agency=None)
    application.agency = None
    verified = Statement.objects.filter(application=application, witness=WitnessKind.VERIFIED, current=True)
    open_ = Nonconformity.objects.filter(application=application).exclude(state=Nonconformity.State.CLOSED)
    return {
        "engagement": engagement.pk, "agency": engagement.agency.name,
        "no_longer_decides": verified.update(current=False),
        "closed": open_.update(state=Nonconformity.State.CLOSED, closed_by=by.person, closed_at=now, verdict=reason),
    }  # fmt: skip
