"""The results that decide: the newest version as it was frozen, or re-evaluated where an office corrected a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from greenlist.applications.models import Application, Submission
from greenlist.reviews.models import CheckedResult

Data = dict[str, Any]


def deciding_results(applications: Iterable[Application], *, only: Sequence[str] = ()) -> dict[int, Data]:
    """By application id the result (docs/result.md) that decisions rest on; applications never handed in are left out.

    `only`: some keys of the result, read in the database; a whole result is tens of kilobytes. Two queries.
    """
    picked = {f"part{number}": KeyTransform(key, "result") for number, key in enumerate(only)}
    names = tuple(picked) or ("result",)
    newest = _newest(applications)
    frozen = newest.annotate(**picked).values_list("pk", "application", *names)
    found = {pk: (application, _as_result(only, rest)) for pk, application, *rest in frozen}
    checked = CheckedResult.objects.filter(submission__in=found, current=True).annotate(**picked)
    for pk, application, *rest in checked.values_list("submission", "application", *names):
        found[pk] = application, _as_result(only, rest)
    return dict(found.values())


def _newest(applications: Iterable[Application]) -> QuerySet[Submission]:
    """The newest version of each application."""
    rows = Submission.objects.filter(application__in=[one.pk for one in applications])
    return rows.order_by("application", "-number").distinct("application")


def _as_result(only: Sequence[str], parts: list[Any]) -> Data:
    return dict(zip(only, parts, strict=True)) if only else parts[0]


def deciding_data(applications: Iterable[Application]) -> dict[int, Data]:
    """The same of the data (docs/application.md) the result was made from. Two queries."""
    newest = _newest(applications)
    found = {pk: (application, data) for pk, application, data in newest.values_list("pk", "application", "data")}
    checked = CheckedResult.objects.filter(submission__in=found, current=True)
    found |= {pk: (application, data) for pk, application, data in checked.values_list(
        "submission", "application", "data")}  # fmt: skip
    return dict(found.values())


def checked_result(submission: Submission) -> CheckedResult | None:
    """The re-evaluation of a version that decides, None where nothing was corrected. One query."""
    return CheckedResult.objects.filter(submission=submission, current=True).select_related("by").first()
