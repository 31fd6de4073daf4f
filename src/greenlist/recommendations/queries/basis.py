"""What a recommendation rests on, frozen when it is sent, and what differs from it later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.agencies.models import Sanction
from greenlist.agencies.queries.bars import barred_names, in_force
from greenlist.applications.models import Application, Route
from greenlist.applications.receipts import canonical
from greenlist.consultations.queries.standing import Standing
from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.reviews.queries.results import deciding_data, deciding_results
from greenlist.screening.names import read_name
from greenlist.screenings.queries import newest_results

Basis = dict[str, Any]
RESULT = ("verdict", "ranking_score", "priority", "score")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was when the recommendation was sent."""

    code: str  # data, verdict, score, tier, consultation, screening, agency
    before: str
    after: str

    @property
    def label(self) -> str:
        """What changed, in words."""
        return label_of(self.code)


def label_of(code: str) -> str:
    """A part of the basis in words."""
    return {
        "data": _("申报数据"), "verdict": _("评价结论"), "score": _("得分"), "tier": _("优先推荐"),
        "consultation": _("征求意见"), "screening": _("否决情形筛查"), "agency": _("评价机构"),
    }.get(code, code)  # fmt: skip


def bases_of(applications: Sequence[Application], standings: Mapping[int, Standing]) -> dict[int, Basis]:
    """What each application rests on now, by id. Seven queries whatever their number."""
    data, results = deciding_data(applications), deciding_results(applications, only=RESULT)
    screened = _screened(applications)
    barred = _barred(applications, data)
    with override("zh-hans"):
        return {
            one.pk: {
                "data": hashlib.sha256(canonical(data.get(one.pk, {}))).hexdigest(),
                **_result(results.get(one.pk, {})),
                "consultation": standings[one.pk].summary if one.pk in standings else "",
                "screening": screened.get(one.pk, ("", ""))[0],
                "screened_on": screened.get(one.pk, ("", ""))[1],
                "agency": barred.get(one.pk, ""),
            }
            for one in applications
        }


def _result(result: dict[str, Any]) -> Basis:
    score = result.get("ranking_score") or {}
    return {
        "verdict": result.get("verdict") or "", "score": score.get("value") or "",
        "tier": (result.get("priority") or {}).get("tier") or "",
    }  # fmt: skip


def _screened(applications: Sequence[Application]) -> dict[int, tuple[str, str]]:
    rows = newest_results(Application.objects.filter(pk__in=[one.pk for one in applications]))
    found = rows.annotate(day=F("run__as_of")).values_list("application", "outcome", "day")
    return {pk: (outcome, day.isoformat()) for pk, outcome, day in found}


def _barred(applications: Sequence[Application], data: Mapping[int, dict[str, Any]]) -> dict[int, str]:
    """Whose evaluation is not accepted today, with the circular. Three queries at most."""
    by_agency = [one for one in applications if one.route == Route.AGENCY]
    if not by_agency:
        return {}
    province, today = _province(by_agency[0]), clock.today()
    bars = {one.agency_id: one for one in in_force(province, today).order_by("bar_until", "pk")}
    names = barred_names(province, today) if bars else {}
    found: dict[int, str] = {}
    for one in by_agency:
        bar = bars.get(one.agency_id or 0) or _named(data.get(one.pk, {}), names)
        if bar is not None:
            found[one.pk] = f"{bar.circular_no} {_span(bar.bar_from, bar.bar_until)}"
    return found


def _named(data: Mapping[str, Any], names: Mapping[str, Sanction]) -> Sanction | None:
    stated = (data.get("unit") or {}).get("agency")
    read = read_name(str(stated)) if stated else None
    return (names.get(read.key) or names.get(read.former_key)) if read is not None and read.key else None


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}—{last.isoformat()}"


def _province(application: Application) -> Jurisdiction:
    return province_of(application.round.jurisdiction)


def changes_since(before: Basis, after: Basis) -> list[Change]:
    """What differs, in the order of the labels; a newer screening with the same outcome is no change."""
    parts = ("data", "verdict", "score", "tier", "consultation", "screening", "agency")
    return [
        Change(part, str(before.get(part, "")), str(after.get(part, "")))
        for part in parts
        if before.get(part, "") != after.get(part, "")
    ]
