"""Whether what a person decides about is what stands now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from greenlist.parties.domain import Refused
from greenlist.screenings.models import Finding
from greenlist.screenings.queries import newest_among, standing_like, with_run


def same_now(findings: Sequence[Finding]) -> list[Finding]:
    """The findings as they stand in the newest answers: a later screening may have said the same again.

    Raises Refused where it did not: the page is older than what it shows.
    """
    asked = Finding.objects.filter(pk__in=[one.pk for one in findings])
    newest = newest_among(asked)
    return [one if one.unit_id in newest else _again(one) for one in with_run(asked).order_by("pk")]


def _again(finding: Finding) -> Finding:
    for one in standing_like(finding):
        if _said(one) == _said(finding):
            return one
    raise Refused(_("“%(name)s”后来又筛查过，结果已经不同；请在最新的结果上认定。") % {"name": finding.name})


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.digest, finding.outcome, finding.history, finding.ruling["decision"]
