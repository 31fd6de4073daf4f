"""Who still has to answer about whom: for reminders, the silence rule and the end of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from greenlist.consultations.models import Consultation, Letter, PersonalLink
from greenlist.engine import clock

from .letters import Asked, asked_of, units_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter with the units about which its department has not answered yet (or asked for more time)."""

    letter: Letter
    asked: tuple[Asked, ...]

    @property
    def due(self) -> date | None:
        """The nearest last day among them, None where nothing waits."""
        return min((one.row.due for one in self.asked), default=None)


def sent() -> QuerySet[Consultation]:
    """The batches whose letters are out and not ended."""
    rows = Consultation.objects.filter(state=Consultation.State.SENT)
    return rows.select_related("round__law", "round__jurisdiction", "city")


def waiting_of(consultation: Consultation) -> list[Waiting]:
    """The letters of a batch with what waits for each. One query for the units, one a letter."""
    units = list(units_of(consultation))
    found = []
    for letter in consultation.letters.select_related("department"):
        letter.consultation = consultation
        found.append(Waiting(letter, waits_for(letter, asked_of(letter, units))))
    return found


def waits_for(letter: Letter, asked: Sequence[Asked] | None = None) -> tuple[Asked, ...]:
    """The units about which a letter still waits."""
    rows = asked_of(letter) if asked is None else asked
    return tuple(one for one in rows if one.open and one.row.waiting)


def open_links(letter: Letter) -> list[PersonalLink]:
    """The links of a letter that still open."""
    rows = PersonalLink.objects.filter(letter=letter, used_at=None, revoked_at=None, expires_at__gt=clock.now())
    return list(rows)
