"""What the verbs of the evaluation share: the engagement held, a step taken when nothing is missing, days in words."""

from __future__ import annotations

from datetime import date

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.work import work_of
from greenlist.agencies.rules.work import work
from greenlist.applications.models import Passage
from greenlist.applications.process import Matter, Objection, transition
from greenlist.applications.queries.locking import locked_row
from greenlist.parties.access import Hat, require


def hold(engagement: Engagement, act: str, by: Hat) -> Engagement:
    """The engagement with its application, both locked, for somebody who may do this part. Raises NotAllowed."""
    application = locked_row(engagement.application_id)  # first, as every transition does
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("agency", "filing")
    held = rows.get(pk=engagement.pk)
    held.application = application
    require(work.may(by, act, held))
    return held


def take_step(held: Engagement, step: str, to: str, by: Hat, version: int | None) -> Passage:
    """Move the application on where nothing of a step is missing. Raises TransitionRefused with what is."""

    def complete(_matter: Matter) -> list[Objection]:
        return [Objection("STEP", one.text, one.url) for one in work_of(held).step(step).lacks]

    return transition(application=held.application, way=to, by=by, version=version, also=(complete,), lock=False)


def day(value: date | None) -> str | None:
    """A day for the journal."""
    return value.isoformat() if value else None
