"""One case under one pack: every item, then the pack's figure."""

from __future__ import annotations

from decimal import localcontext

from greenlist.engine.case import Case
from greenlist.engine.decimals import ARITHMETIC, show
from greenlist.engine.fields import Fields
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import say
from greenlist.engine.outcome import FactLog
from greenlist.engine.scope import case_scope
from greenlist.engine.trace import Trace

from .bench import Bench
from .items import item_result
from .plan import plan_of
from .ratio import ratio_mean
from .result import ItemResult, Score
from .totals import NaPolicyFact, bonus_points, checklist, stars_of, sum_of_points, weighted_blocks

DEFAULT_PLACES = 2  # design: two decimals, half up, only at the end, unless the pack declares another


def score_case(
    case: Case,
    pack: Pack,
    fields: Fields,
    *,
    na_policy: NaPolicyFact = None,
    extra: dict[str, Trace] | None = None,
) -> tuple[list[ItemResult], Score]:
    """The items of the evaluation year and the score.

    `na_policy` is the policy's rule for items that do not apply (over the pack's own); `extra` are figures that
    were computed from rows (energy_total, co2_total) with their traces; they hold where the case states none.
    """
    with localcontext(ARITHMETIC):
        results, score = _score_year(case, pack, fields, case.evaluation_year, na_policy, extra or {})
        asked = pack.index.years.value if pack.index.years else None
        if asked and asked > 1:
            _add_years(score, case, pack, fields, na_policy, asked)
        if pack.index.years:
            score.log.use(pack.index.years)
    return results, score


def items_of_year(case: Case, pack: Pack, fields: Fields, year: int) -> list[ItemResult]:
    """The items of one year, for tables by year. Only those of the evaluation year carry their traces."""
    with localcontext(ARITHMETIC):
        return _score_year(case, pack, fields, year, None, {})[0]


def _score_year(
    case: Case, pack: Pack, fields: Fields, year: int, na_policy: NaPolicyFact, extra: dict[str, Trace]
) -> tuple[list[ItemResult], Score]:
    scope = case_scope(case, year)
    for name, trace in extra.items():
        scope.values.setdefault(name, trace.value)
    bench = Bench(case, scope, fields, year, extra, traced=year == case.evaluation_year)
    results = [item_result(plan, bench) for plan in plan_of(pack).items]
    log = FactLog()
    score = _index(case, pack, results, na_policy, log)
    if pack.status == "not_loaded":
        score = Score(name=pack.index.name, reason=say("scoring.table_not_loaded", title=pack.title))
    _finish(score, pack, case, log)
    return results, score


def _index(case: Case, pack: Pack, results: list[ItemResult], na_policy: NaPolicyFact, log: FactLog) -> Score:
    kind = pack.index.type
    log.add((pack.index.cite(pack.index.name),))
    if kind == "checklist":
        return checklist(pack)
    if kind == "ratio_mean":
        return ratio_mean(pack, case, results, log)
    if kind == "weighted_blocks":
        return weighted_blocks(pack, results, na_policy, log)
    return sum_of_points(pack, results, na_policy, log)


def _finish(score: Score, pack: Pack, case: Case, log: FactLog) -> None:
    score.name = score.name or pack.index.name
    score.bonus = bonus_points(pack, case, log)
    if score.total is not None and score.bonus:
        score.total += score.bonus
    places = pack.index.rounding.value if pack.index.rounding else None
    if score.total is not None:
        score.shown = show(score.total, places=DEFAULT_PLACES if places is None else places)
        score.stars = stars_of(pack, score.total, log)
    score.log = log


def _add_years(score: Score, case: Case, pack: Pack, fields: Fields, na_policy: NaPolicyFact, asked: int) -> None:
    score.by_year[case.evaluation_year] = score.total
    for back in range(1, asked):
        year = case.evaluation_year - back
        if year in case.years:
            _, yearly = _score_year(case, pack, fields, year, na_policy, {})
            score.by_year[year] = yearly.total
        else:
            score.by_year[year] = None
    score.by_year = dict(sorted(score.by_year.items()))
