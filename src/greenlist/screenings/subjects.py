"""Applications as screening looks at them: the unit with its names and code, a park with its tenants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from greenlist.applications.models import Application, Kind, Tenant
from greenlist.parties.models import Jurisdiction
from greenlist.screening.roster import named
from greenlist.screening.subjects import Subject

from .models import UnitResult


def subjects_of(applications: Iterable[Application], provinces: dict[str, str]) -> list[Subject]:
    """One subject per application, by its number as key. `provinces`: name by path."""
    return [_subject(one, provinces) for one in applications]


def with_names(applications: QuerySet[Application]) -> QuerySet[Application]:
    """The applications with what a subject is made of. Two queries more."""
    around = ("unit__jurisdiction", "city")
    return applications.select_related(*around).prefetch_related("unit__former_names", "tenants")


def provinces() -> dict[str, str]:
    """The names of provinces by path. One query."""
    rows = Jurisdiction.objects.filter(level=Jurisdiction.Level.PROVINCE)
    return dict(rows.values_list("path", "name"))


def _subject(application: Application, names: dict[str, str]) -> Subject:
    unit = application.unit
    park = application.kind == Kind.PARK
    subject = named(str(application.pk), unit.name, unit.uscc)
    path = unit.jurisdiction.path
    return replace(
        subject,
        former_names=tuple(one.name for one in unit.former_names.all()),
        region=next((name for start, name in names.items() if path.startswith(start)), ""),
        kind=application.kind,
        tenants=tuple(_tenant(one) for one in application.tenants.all()) if park else (),
    )


def _tenant(tenant: Tenant) -> Subject:
    return named(f"tenant {tenant.pk}", tenant.name, tenant.uscc)


def subjects_again(units: Sequence[UnitResult]) -> list[Subject]:
    """The subjects of answers: applications as they stand now, units of a list as they were asked. Five queries."""
    rows = Application.objects.filter(pk__in=[one.application_id for one in units if one.application_id])
    listed = [named(f"listed {one.pk}", one.name, one.uscc) for one in units if one.application_id is None]
    return [*subjects_of(with_names(rows), provinces()), *listed]
