"""Rows of the 推荐汇总表 from what decides about each unit (REQ-46)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from greenlist.applications.models import Application
from greenlist.consultations.queries.standing import Standing
from greenlist.documents.round.rows import summary_row
from greenlist.documents.summary import SummaryRow, columns_for
from greenlist.engine.application import read_application
from greenlist.engine.case import Kind
from greenlist.engine.decimals import parse_decimal, round_half_up
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.scoring.score import DEFAULT_PLACES
from greenlist.parties.models import Organisation
from greenlist.recommendations.models import RecommendedUnit
from greenlist.reviews.queries.results import deciding_data, deciding_results
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


def policy_of(round_: Round) -> Policy:
    """The policy a round is bound to."""
    return book_of(round_).policy(round_.policy_id)


def fresh_rows(
    applications: Sequence[Application], standings: Mapping[int, Standing], office: str
) -> dict[int, dict[str, Any]]:
    """The row of each application as it is kept, by id; `office` recommends where the unit did not say who does.

    An application that cannot be evaluated has no row. The score is that of the kept result, which decides. Four
    queries, and an evaluation for each.
    """
    data, results = deciding_data(applications), deciding_results(applications, only=("ranking_score",))
    found = {}
    with override("zh-hans"):
        for one in applications:
            row = _row(one, data.get(one.pk))
            if row is not None:
                asked = standings.get(one.pk)
                row["consultation"] = asked.summary if asked is not None else None
                row["recommender"] = row["recommender"] or office
                row["score"] = _score(results.get(one.pk, {}))
                found[one.pk] = kept(row)
    return found


def _row(application: Application, data: dict[str, Any] | None) -> SummaryRow | None:
    if data is None:
        return None
    book = book_of(application.round)
    case, _problems = read_application(data, fields_of(book))
    if case is None:
        return None
    try:
        return summary_row(evaluate(case, policy_of(application.round), book))
    except NotInRound:
        return None


def _score(result: dict[str, Any]) -> Decimal | None:
    number = parse_decimal(str((result.get("ranking_score") or {}).get("value") or ""))
    return None if number is None else round_half_up(number, DEFAULT_PLACES)


def kept(row: SummaryRow) -> dict[str, Any]:
    """A row as JSON: numbers as text, so that no digit is lost."""
    return {key: format(cell, "f") if isinstance(cell, Decimal) else cell for key, cell in row.items()}


def as_rows(units: Iterable[RecommendedUnit], policy: Policy) -> dict[Kind, list[SummaryRow]]:
    """The rows of units by kind, numbered in their order, as the table is written from them. No query."""
    found: dict[Kind, list[SummaryRow]] = {}
    for one in units:
        kind = Kind(one.application.kind)
        rows = found.setdefault(kind, [])
        rows.append({"seq": len(rows) + 1, **cells_of(one.row, policy, kind)})
    return {kind: found[kind] for kind in Kind if kind in found}


def cells_of(row: Mapping[str, Any], policy: Policy, kind: Kind) -> SummaryRow:
    """A row as kept with its numbers as numbers again, where the policy's columns are numeric."""
    numeric = {column.value for column in columns_for(policy, kind) if column.numeric}
    return {key: _cell(cell) if key in numeric else cell for key, cell in row.items()}


def _cell(cell: Any) -> Decimal | str | None:
    number = parse_decimal(str(cell)) if cell not in (None, "") else None
    return number if number is not None else cell


def office_name(place: int) -> str:
    """The authority of a place by name; '' where there is none. One query."""
    rows = Organisation.objects.filter(jurisdiction=place, kind=Organisation.Kind.AUTHORITY)
    return rows.order_by("pk").values_list("name", flat=True).first() or ""
