"""What each witness says a case scores: the unit, its agency, the city, the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models.fields.json import KeyTransform

from greenlist.agencies.models import AgencyReport
from greenlist.applications.models import Route, Submission, WitnessKind
from greenlist.decisions.models import Line
from greenlist.panel.sheet import shown
from greenlist.reviews.models import CheckedResult


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores as text, '' where that witness said nothing."""

    claimed: str = ""
    verified: str = ""
    checked: str = ""
    decided: str = ""


def figures_of(lines: Sequence[Line]) -> dict[int, Figures]:
    """The figures of each line by its number. Three queries."""
    cases = [one.application_id for one in lines]
    frozen = _frozen([one.submission_id for one in lines])
    reports, checked = _reports(cases), _checked(cases)
    return {
        one.pk: _figures(one, frozen.get(one.submission_id, (None, None)), reports.get(one.application_id),
                         checked.get(one.application_id, ("", "")))
        for one in lines
    }  # fmt: skip


def _figures(line: Line, frozen: tuple[Any, Any], claimed: str | None, offices: tuple[str, str]) -> Figures:
    computed, stated = (_points(_total(one)) for one in frozen)
    if claimed is not None:  # an agency of this program: what it signed stands in the frozen version
        return Figures(claimed, computed or stated, *offices)
    if line.application.route == Route.AGENCY:  # evaluated elsewhere: the score of the signed report
        return Figures(computed, stated, *offices)
    return Figures(computed or stated, "", *offices)


def _frozen(submissions: list[int]) -> dict[int, tuple[Any, Any]]:
    """Of each version the computed score and the stated one, as the result has them; the rest stays in the database."""
    parts = {"computed": KeyTransform("score", "result"), "stated": KeyTransform("claimed_score", "result")}
    rows = Submission.objects.filter(pk__in=submissions).annotate(**parts)
    return {pk: (computed, stated) for pk, computed, stated in rows.values_list("pk", *parts)}


def _reports(cases: list[int]) -> dict[int, str]:
    """Of each case with a signed report what the unit's own words alone would score. The newest report decides."""
    claimed = KeyTransform("claimed", KeyTransform("result", "content"))
    rows = AgencyReport.objects.filter(engagement__application__in=cases).annotate(claimed=claimed).order_by("number")
    found = rows.values_list("engagement__application", "claimed")
    return {case: str((claim or {}).get("shown") or "") for case, claim in found}


def _checked(cases: list[int]) -> dict[int, tuple[str, str]]:
    """Of the versions that an office corrected the city's score and the province's; the later decides now."""
    score = KeyTransform("ranking_score", "result")
    rows = CheckedResult.objects.filter(application__in=cases, current=True).annotate(score=score)
    found = rows.values_list("application", "witness", "checked_score", "score")
    return {case: _offices(witness, _points(checked or None), _points((score or {}).get("value")))
            for case, witness, checked, score in found}  # fmt: skip


def _offices(witness: str, checked: str, deciding: str) -> tuple[str, str]:
    return (checked, deciding) if witness == WitnessKind.DECIDED else (deciding, "")


def _total(part: Any) -> Any:
    return part.get("total") if isinstance(part, dict) else None


def _points(text: str | None) -> str:
    return "" if text is None else shown(Decimal(text))
