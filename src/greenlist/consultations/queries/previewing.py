"""What sending a batch would do: exactly what goes to whom."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from greenlist.applications.models import Application
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter
from greenlist.parties import roles
from greenlist.parties.models import Membership, Person, Role

from .candidates import READY, Shown, shown_of


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter with the people who are told of it in the program; none: it goes on paper or by a personal link."""

    letter: Letter
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the batch: as the letter will name it, whether it is still where letters start from, who is told."""

    consulted: ConsultedUnit
    shown: Shown
    version: int | None  # id of its newest submission
    ready: bool
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent. `digest` names it: what is sent must be what was seen."""

    digest: str
    letters: tuple[Addressed, ...]
    units: tuple[Unit, ...]

    @property
    def stopped(self) -> tuple[Unit, ...]:
        """Units that moved elsewhere meanwhile: nothing is sent while one is among them."""
        return tuple(one for one in self.units if not one.ready)

    @property
    def told_units(self) -> int:
        """How many people of the units are told."""
        return len({person.pk for one in self.units for person in one.people})


def preview(consultation: Consultation) -> Preview:
    """What sending this batch would do now. Five queries, however large it is."""
    units = list(consultation.units.select_related("application__unit"))
    shown = shown_of([one.application for one in units])
    letters = list(consultation.letters.select_related("department"))
    owners = _people({one.application.unit_id for one in units}, roles.APPLICANT)
    officers = _people({one.department_id for one in letters if one.department_id}, frozenset({Role.DEPARTMENT}))
    rows = tuple(_unit(one, *shown[one.application_id], owners.get(one.application.unit_id, ())) for one in units)
    addressed = tuple(Addressed(one, officers.get(one.department_id or 0, ())) for one in letters)
    return Preview(_digest(consultation, addressed, rows), addressed, rows)


def _unit(one: ConsultedUnit, shown: Shown, version: int | None, people: tuple[Person, ...]) -> Unit:
    application: Application = one.application
    return Unit(one, shown, version, application.state == READY and version is not None, people)


def _people(organisations: set[int], group: frozenset[Role]) -> dict[int, tuple[Person, ...]]:
    """Who wears one of these roles where, and can sign in. One query."""
    rows = Membership.objects.filter(
        organisation__in=organisations, role__in=group, until=None, person__is_active=True
    ).select_related("person")
    found: dict[int, dict[int, Person]] = {}
    for one in rows.order_by("person__name", "pk"):
        found.setdefault(one.organisation_id, {})[one.person_id] = one.person
    return {pk: tuple(people.values()) for pk, people in found.items()}


def _digest(consultation: Consultation, letters: tuple[Addressed, ...], units: tuple[Unit, ...]) -> str:
    said = {
        "due": consultation.due_on, "text": consultation.text, "contact": consultation.contact,
        "letters": [[one.letter.field, one.letter.addressee, one.letter.number, one.letter.department_id,
                     [person.pk for person in one.people]] for one in letters],
        "units": [[one.consulted.application_id, one.version, one.ready, [person.pk for person in one.people]]
                  for one in units],
    }  # fmt: skip
    text = json.dumps(said, ensure_ascii=False, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
