"""The public register: who may evaluate where, since when, until when, and which bars are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from greenlist.agencies.models import Engagement, Filing, Sanction
from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction

from .filings import in_force


@dataclass(frozen=True, slots=True)
class Registered:
    """An agency as anybody may see it. `id` is that of the filing."""

    id: int
    agency: int
    name: str
    uscc: str
    province: str
    number: str
    accepted_on: date
    valid_until: date | None  # None: no end was set
    kinds: tuple[str, ...]  # applications.models.Kind
    projects: int  # evaluations under contract in that province and year
    sanctions: tuple[Sanction, ...] = field(default=())  # in force today, of that province

    @property
    def suspended(self) -> bool:
        """Whether its results are not accepted today."""
        return bool(self.sanctions)


def registered(
    province: Jurisdiction | None = None, on: date | None = None, *, kind: str = "", text: str = ""
) -> list[Registered]:
    """The filings in force on a day (today), one per agency and province, by name. Three queries."""
    day = on or clock.today()
    rows = Filing.objects.filter(in_force(day)).order_by("agency_id", "jurisdiction_id", "-accepted_on", "-pk")
    if province is not None:
        rows = rows.filter(jurisdiction=province)
    if text:
        rows = rows.filter(Q(agency__name__icontains=text) | Q(agency__uscc__iexact=text) | Q(number__iexact=text))
    newest = rows.distinct("agency_id", "jurisdiction_id").select_related("agency", "jurisdiction")
    found = [one for one in newest if not kind or kind in one.kinds]
    return sorted(_entries(found, day), key=lambda one: (one.name, one.province))


def one(pk: int, on: date | None = None) -> Registered | None:
    """One line of the register by its filing; None: there is no such accepted filing. One that ended is found too."""
    filing = Filing.objects.filter(state=Filing.State.ACTIVE, pk=pk).select_related("agency", "jurisdiction").first()
    return None if filing is None else _entries([filing], on or clock.today())[0]


def _entries(filings: Iterable[Filing], on: date) -> list[Registered]:
    rows = list(filings)
    counts, bars = _projects(rows), _sanctions(rows, on)
    return [_entry(one, counts, bars) for one in rows]


def _entry(
    one: Filing, counts: dict[tuple[int, int, int], int], bars: dict[tuple[int, int], list[Sanction]]
) -> Registered:
    if one.accepted_on is None:
        raise RuntimeError("an accepted filing has its day")
    return Registered(
        id=one.pk, agency=one.agency_id, name=one.agency.name, uscc=one.agency.uscc, province=one.jurisdiction.name,
        number=one.number, accepted_on=one.accepted_on, valid_until=one.valid_until, kinds=tuple(one.kinds),
        projects=counts.get((one.agency_id, one.jurisdiction_id, one.year), 0),
        sanctions=tuple(bars.get((one.agency_id, one.jurisdiction_id), ())),
    )  # fmt: skip


def _projects(filings: list[Filing]) -> dict[tuple[int, int, int], int]:
    """Evaluations under contract by agency, province and year of the contract's round."""
    rows = Engagement.objects.filter(state=Engagement.State.CONTRACTED, agency__in={one.agency_id for one in filings})
    counted = rows.values_list("agency", "province", "year").annotate(n=Count("pk")).order_by()
    return {(agency, place, year): n for agency, place, year, n in counted}


def bars_on(on: date) -> QuerySet[Sanction]:
    """The bars of every province in force on a day, first to last day included, unless lifted by then."""
    rows = Sanction.objects.filter(Q(lifted_on=None) | Q(lifted_on__gt=on), bar_from__lte=on, bar_until__gte=on)
    return rows.select_related("province", "agency").order_by("bar_from", "pk")


def barred(province: Jurisdiction | None = None, on: date | None = None) -> list[Sanction]:
    """The bars in force (today), whether the agency's filing has ended by now or not. One query."""
    rows = bars_on(on or clock.today())
    return list(rows if province is None else rows.filter(province=province))


def _sanctions(filings: list[Filing], on: date) -> dict[tuple[int, int], list[Sanction]]:
    by: dict[tuple[int, int], list[Sanction]] = {}
    for bar in bars_on(on).filter(agency__in={one.agency_id for one in filings}):
        by.setdefault((bar.agency_id, bar.province_id), []).append(bar)
    return by
