"""What must hold of a line when its list is released, beside the guards of the process table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.applications.process import Guard, Matter, Objection
from greenlist.engine.evaluate import Verdict
from greenlist.reviews.queries.results import deciding_results
from greenlist.reviews.rescreening import holds, ruling_for, screened
from greenlist.screening.outcomes import Outcome

from .models import Line, Stage
from .queries.preparing import WAITING
from .queries.results import newest_versions
from .queries.screened import outcomes_of
from .reasons import said

POINT = {Stage.SELECTION: "RS-2", Stage.MEETING: "RS-3"}  # whose written word clears a hit
_KEPT = Decimal("0.00000001")  # as the column of the line keeps a score
BASIS = ("verdict", "priority", "ranking_score")
LIST, SCREENED = "LIST", "SCREENING"


@dataclass(frozen=True, slots=True)
class Known:
    """What is read once for all lines: newest versions, results that decide, what screening found."""

    versions: Mapping[int, tuple[int, str]]
    results: Mapping[int, Mapping[str, Any]]
    outcomes: Mapping[int, str]


def known_of(applications: list[Application]) -> Known:
    """Four queries, however many there are."""
    return Known(newest_versions(applications), deciding_results(applications, only=BASIS), outcomes_of(applications))


def guards_of(line: Line, known: Known) -> tuple[Guard, ...]:
    """The guards of one line; those of the way itself are asked as well."""

    def as_listed(matter: Matter) -> list[Objection]:
        return [Objection(LIST, one) for one in _not_as_listed(line, matter.application, known)]

    def not_hit(matter: Matter) -> list[Objection]:
        return [Objection(SCREENED, one, "screening") for one in _hit(line, matter.application, known)]

    return (as_listed, not_hit) if line.outcome == Line.Outcome.YES else (as_listed,)


def _not_as_listed(line: Line, application: Application, known: Known) -> list[str]:
    """The unit is where the list found it, by the same result; chosen is nobody who is not eligible."""
    if application.state != WAITING[Stage(line.batch.stage)]:
        return [_("已不在这一步，请退回名单后刷新。")]
    version = known.versions.get(line.application_id, (0, ""))[0]
    if version != line.submission_id or _basis(known.results.get(line.application_id, {})) != (
        line.verdict, line.tier, line.score,
    ):  # fmt: skip
        return [_("排序所依的评价结果有变化，请退回名单后刷新。")]
    if line.outcome == Line.Outcome.YES and line.verdict != Verdict.ELIGIBLE:
        return [_("评价结果不是“符合”：%(why)s") % {"why": said(line.place_reason, "zh")}]
    return []


def _basis(result: Mapping[str, Any]) -> tuple[str, str, Decimal | None]:
    score = (result.get("ranking_score") or {}).get("value")
    tier = (result.get("priority") or {}).get("tier") or "unknown"
    return result.get("verdict") or "undetermined", tier, None if score is None else Decimal(str(score)).quantize(_KEPT)


def _hit(line: Line, application: Application, known: Known) -> list[str]:
    """A hit stops a choice, unless it was overruled in writing about exactly this (196号 一.2: 不得申报)."""
    if known.outcomes.get(line.application_id) != Outcome.HIT:
        return []
    found = screened(application)
    if found is not None and holds(ruling_for(application, POINT[Stage(line.batch.stage)]), found):
        return []
    return [_("筛查命中否决情形，没有书面认定，不能列入。")]
