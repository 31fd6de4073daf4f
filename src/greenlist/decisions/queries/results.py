"""What decides about the applications of a list: verdict, tier, score, and the data that tie-breaks ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.reviews.queries.results import deciding_data, deciding_results

PARTS = ("verdict", "verdict_reasons", "problems", "priority", "ranking_score")
AT_ONCE = 200  # applications whose whole data is in memory


@dataclass(frozen=True, slots=True)
class Decisive:
    """The newest version of an application and what of its result ranks it. `data` None: not asked for."""

    application: int
    submission: int
    result: Mapping[str, Any]
    county: str
    data: dict[str, Any] | None = None


def newest_versions(applications: Sequence[Application]) -> dict[int, tuple[int, str]]:
    """Of each application the newest version and the county it states. One query."""
    rows = Submission.objects.filter(application__in=[one.pk for one in applications])
    newest = rows.order_by("application_id", "-number").distinct("application_id")
    found = newest.values_list("application_id", "pk", "data__unit__county")
    return {application: (pk, str(county or "")) for application, pk, county in found}


def decisive(applications: Sequence[Application], *, whole: bool) -> Iterator[Decisive]:
    """What ranks each application; `whole`: with its data. Of the results only what ranks leaves the database."""
    for first in range(0, len(applications), AT_ONCE if whole else len(applications)):
        some = applications[first : first + AT_ONCE] if whole else applications
        versions, results = newest_versions(some), deciding_results(some, only=PARTS)
        data = deciding_data(some) if whole else {}
        for application, (submission, county) in sorted(versions.items()):
            yield Decisive(application, submission, results[application], county, data.get(application))
