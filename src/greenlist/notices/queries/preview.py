"""What posting a draft today would do: its days, who is shown, who is told what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from greenlist.engine import clock
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message
from greenlist.engine.workdays import UnknownYear
from greenlist.notices.content import Content, content_of, digest_of
from greenlist.notices.law import calendar, last_day
from greenlist.notices.models import Notice, NoticedUnit
from greenlist.parties import roles
from greenlist.parties.models import Jurisdiction

from .candidates import REVIEWED


@dataclass(frozen=True, slots=True)
class CityLine:
    """A city that is told, and how many units of it are shown."""

    city: Jurisdiction
    count: int


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit that is shown; `people` of it are told. `gone`: it cannot be posted any more."""

    line: NoticedUnit
    people: int
    gone: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it. `problem`: why the last day cannot be computed; then there is no content and nothing to post."""

    starts_on: date
    ends_on: date | None
    problem: Message | None
    content: Content | None
    digest: str
    units: tuple[UnitLine, ...]
    cities: tuple[CityLine, ...]
    holidays: tuple[Row, ...]  # free and made-up days within the term, where it is counted in working days
    ends_free: bool  # the last day is no working day

    @property
    def gone(self) -> list[UnitLine]:
        """The units that are not reviewed any more."""
        return [one for one in self.units if one.gone]

    @property
    def ready(self) -> bool:
        """Whether it can be posted as it stands."""
        return self.content is not None and bool(self.units) and not self.gone


def preview(notice: Notice, on: date | None = None) -> Preview:
    """What posting would do on a day (today)."""
    starts = on or clock.today()
    lines = units_of(notice)
    ends, problem = _end(notice, starts)
    content = content_of(notice, [one.line for one in lines], starts_on=starts, ends_on=ends) if ends else None
    known = calendar()
    working = notice.day_kind == Notice.Days.WORKING
    return Preview(
        starts, ends, problem, content, digest_of(content) if content else "", tuple(lines), tuple(_cities(lines)),
        tuple(known.used(starts, ends)) if ends and working else (),
        ends is not None and known.working_day(ends) is False,
    )  # fmt: skip


def _end(notice: Notice, starts: date) -> tuple[date | None, Message | None]:
    try:
        return last_day(starts, notice.days, notice.day_kind, first_day_counts=notice.first_day_counts), None
    except UnknownYear as unknown:
        return None, unknown.message


def units_of(notice: Notice) -> list[UnitLine]:
    """The units of a notice in the order of the list, each with how many people of it can sign in. One query."""
    people = Count(
        "application__unit__memberships__person", distinct=True,
        filter=Q(
            application__unit__memberships__until=None,
            application__unit__memberships__role__in=roles.APPLICANT,
            application__unit__memberships__person__is_active=True,
        ),
    )  # fmt: skip
    rows = notice.units.select_related("application__unit", "application__city").annotate(people=people)
    lines = [UnitLine(one, one.people, one.application.state != REVIEWED) for one in rows]
    order = {"factory": 0, "park": 1, "supply_chain": 2}
    return sorted(lines, key=lambda one: (order.get(one.line.application.kind, 9), one.line.position))


def _cities(lines: list[UnitLine]) -> list[CityLine]:
    counted: dict[int, tuple[Jurisdiction, int]] = {}
    for one in lines:
        city = one.line.application.city
        counted[city.pk] = (city, counted.get(city.pk, (city, 0))[1] + 1)
    return [CityLine(city, count) for city, count in sorted(counted.values(), key=lambda pair: pair[0].path)]
