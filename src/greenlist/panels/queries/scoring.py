"""An expert's desk: what is assigned, how far each sheet is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.parties import roles
from greenlist.parties.models import Membership, Organisation, Person

AROUND = ("application__unit", "application__city", "application__round__law", "panel", "expert__person")


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an expert is."""

    total: int
    signed: int

    @property
    def left(self) -> int:
        """How many are not signed."""
        return self.total - self.signed


def assignments(visible: QuerySet[Assignment], *, show: str = "", kind: str = "") -> QuerySet[Assignment]:
    """Assignments with case, panel and sheet, those not signed first; `show` is open, signed or ''."""
    rows = visible.select_related(*AROUND, "sheet")
    if kind:
        rows = rows.filter(application__kind=kind)
    signed = Q(sheet__signed_at__isnull=False)
    if show:
        rows = rows.filter(signed if show == "signed" else ~signed)
    return rows.order_by("sheet__signed_at", "panel", "application__unit__name", "pk")


def tally(visible: QuerySet[Assignment]) -> Tally:
    """How many there are and how many are signed. One query."""
    done = list(visible.values_list("sheet__signed_at", flat=True))
    return Tally(len(done), sum(one is not None for one in done))


def has_profile(person: Person) -> bool:
    """Whether somebody has said who they are as an expert; before that nothing is given to them. One query."""
    return Expert.objects.filter(person=person).exists()


def office_of(panel: Panel) -> list[Person]:
    """The people of the province whose panel it is. One query."""
    worn = Membership.objects.filter(
        organisation__kind=Organisation.Kind.AUTHORITY, organisation__jurisdiction=panel.place_id,
        role__in=roles.PROVINCE, until=None,
    )  # fmt: skip
    return list(Person.objects.filter(pk__in=worn.values("person"), is_active=True))
