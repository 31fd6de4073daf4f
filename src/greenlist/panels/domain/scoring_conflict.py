"""An expert steps back from a case: the conflict is kept, the assignment ends, the province is told."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.panels.models import Assignment, DeclaredConflict
from greenlist.panels.queries.scoring import office_of
from greenlist.panels.rules.scoring import desk
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify

from .scoring import held_assignment, tidy

ENDED = "专家声明回避"  # as the record of the assignment keeps it


@transaction.atomic
def step_back(*, assignment: Assignment, reason: str, by: Hat) -> DeclaredConflict:
    """Declare that one must not review this case. The case leaves the desk; a draft of the sheet stays unsigned.

    Raises NotAllowed: not this expert's, or the sheet is signed; Refused: no reason.
    """
    held = held_assignment(assignment)
    require(desk.may(by, "step_back", held))
    why = tidy(reason, "reason")
    if not why:
        raise Refused(_("请写明回避的理由：与申报单位或评价机构是什么关系。"), "reason")
    now = clock.now()
    made = DeclaredConflict.objects.create(
        expert=held.expert, application=held.application, reason=why, by=by.person, at=now
    )
    ended = {"ended_at": now, "ended_by": by.person, "ended_reason": f"{ENDED}：{why}"}
    Assignment.objects.filter(pk=held.pk).update(**ended)
    told: dict[str, object] = {"expert": by.person.name, "unit": held.application.unit.name, "reason": why}
    url = f"/panels/{held.panel_id}/sheets/{held.application_id}/"
    notify(people=office_of(held.panel), code="scoring_stepped_back", params=told, url=url)
    record("assignment.stepped_back", held, by=by.actor, after={"case": held.application_id}, reason=why)
    return made
