"""What the visits of an agency say when they are laid side by side: leads, never verdicts.

No document sets these limits; they are ours and say only what is worth a telephone call.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from .facts import Lead, Visit

FAR_KM = 300  # two sites as the crow flies: hardly to be visited on one day
MANY_VISITS = 12  # visits of one agency that begin within WEEK
WEEK = 7  # days
LONGEST = 60  # days of one visit that are looked at; a longer one is a slip of the pen
_EARTH_KM = 6371.0

Where = tuple[Decimal, Decimal]


def leads(visits: Sequence[Visit], *, far_km: int = FAR_KM, many: int = MANY_VISITS, days: int = WEEK) -> list[Lead]:
    """What is worth looking at in the visits of one agency.

    One evaluator on two sites far apart on one day; `many` visits or more that begin within `days` days; a visit
    outside of the plan's days; a visit before the contract. The order is stable.
    """
    found = [*_two_sites(visits, far_km), *_many_sites(visits, many, days)]
    found += [lead for visit in _ordered(visits) for lead in (*_outside_plan(visit), *_before_contract(visit))]
    return found


def distance_km(one: Where, other: Where) -> float:
    """The way between two places given by latitude and longitude in degrees, over the globe (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(math.radians(float(angle)) for angle in place) for place in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _ordered(visits: Iterable[Visit]) -> list[Visit]:
    return sorted(visits, key=lambda visit: (visit.from_on, visit.to_on, visit.key))


def _days(visit: Visit) -> Iterator[date]:
    for day in range(min(max((visit.to_on - visit.from_on).days, 0), LONGEST) + 1):
        yield visit.from_on + timedelta(days=day)


def _two_sites(visits: Sequence[Visit], far_km: int) -> Iterator[Lead]:
    """One evaluator, one day, two units far apart; each pair of visits once, for the first such day."""
    said = set()
    for (who, day), there in sorted(_whereabouts(visits).items()):
        for at, one in enumerate(there):
            for other in there[at + 1 :]:
                apart = _apart(one, other, far_km)
                if apart and one.unit != other.unit and (who, one.key, other.key) not in said:
                    said.add((who, one.key, other.key))
                    yield _far(who, day, one, other, apart)


def _whereabouts(visits: Sequence[Visit]) -> Mapping[tuple[str, date], list[Visit]]:
    """Who was where on which day."""
    found: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in _ordered(visits):
        for who in dict.fromkeys(visit.evaluators):
            for day in _days(visit):
                found[who, day].append(visit)
    return found


def _apart(one: Visit, other: Visit, far_km: int) -> str:
    """How two sites are far apart, in Chinese; '' where they are not, or nobody knows."""
    if one.at is not None and other.at is not None:
        far = distance_km(one.at, other.at)
        return f"直线距离约{far:.0f}公里" if far > far_km else ""
    return f"分属{one.place}和{other.place}" if one.place and other.place and one.place != other.place else ""


def _far(who: str, day: date, one: Visit, other: Visit, apart: str) -> Lead:
    name = dict(zip(one.evaluators, one.names, strict=False)).get(who, who)
    return Lead(
        f"two_sites:{one.key}:{other.key}:{name}", "two_sites_one_day",
        f"{name}在{day.isoformat()}同时列为{one.unit}和{other.unit}的现场评价人员，两地{apart}。",
        (one.key, other.key), {"day": day.isoformat(), "name": name},
    )  # fmt: skip


def _many_sites(visits: Sequence[Visit], many: int, days: int) -> Iterator[Lead]:
    """The fullest run of days, then the next that begins after it."""
    ordered, start = _ordered(visits), 0
    while start < len(ordered):
        last = ordered[start].from_on + timedelta(days=days - 1)
        within = [visit for visit in ordered[start:] if visit.from_on <= last]
        if len(within) < many:
            start += 1
            continue
        first = ordered[start].from_on
        yield Lead(
            f"many_sites:{first.isoformat()}", "many_sites_one_week",
            f"{first.isoformat()}起的{days}天内开始了{len(within)}次现场评价（本系统提示线为{many}次）。",
            tuple(visit.key for visit in within), {"count": len(within), "from": first.isoformat()},
        )  # fmt: skip
        start += len(within)


def _outside_plan(visit: Visit) -> Iterator[Lead]:
    first, last = visit.planned
    if (first and visit.from_on < first) or (last and visit.to_on > last):
        plan = f"{first.isoformat() if first else '未定'}至{last.isoformat() if last else '未定'}"
        yield Lead(
            f"outside_plan:{visit.key}", "outside_plan",
            f"{visit.unit}的现场评价（{_span(visit)}）不在评价计划的日期（{plan}）之内。", (visit.key,),
        )  # fmt: skip


def _before_contract(visit: Visit) -> Iterator[Lead]:
    if visit.contracted_on and visit.from_on < visit.contracted_on:
        yield Lead(
            f"before_contract:{visit.key}", "before_contract",
            f"{visit.unit}的现场评价（{_span(visit)}）早于合同签订日期（{visit.contracted_on.isoformat()}）。",
            (visit.key,),
        )  # fmt: skip


def _span(visit: Visit) -> str:
    if visit.from_on == visit.to_on:
        return visit.from_on.isoformat()
    return f"{visit.from_on.isoformat()}至{visit.to_on.isoformat()}"
