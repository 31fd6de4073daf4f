"""Who could review a case in a second round, and who is in a panel at all."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.applications.models import Application
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.parties.models import Person

from .cases import able
from .conflicts import against


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert of the panel who does not review the case; `against`: why they must not ('' : they may)."""

    expert: Expert
    busy: int  # cases they have in this round
    against: str = ""


def experts_of(panel: Panel) -> list[Person]:
    """The people of a panel's experts. One query."""
    return list(Person.objects.filter(expert__panels__panel=panel, is_active=True).distinct())


def free_for(panel: Panel, application: Application) -> list[Candidate]:
    """The other experts of the panel for a case, the least busy first, each with what stands against them."""
    asked = Assignment.objects.filter(application=application, ended_at=None).values("expert")
    members = Expert.objects.filter(panels__panel=panel, active=True).exclude(pk__in=asked).select_related("person")
    busy: dict[int, int] = {}
    for one in Assignment.objects.filter(panel__round=panel.round_id, ended_at=None).values_list("expert", flat=True):
        busy[one] = busy.get(one, 0) + 1
    found = [one for one in members if able(one, panel)]
    reasons = against(found, application)
    rows = [Candidate(one, busy.get(one.pk, 0), reasons.get(one.pk, "")) for one in found]
    return sorted(rows, key=lambda one: (bool(one.against), one.busy, one.expert.person.name, one.expert.pk))
