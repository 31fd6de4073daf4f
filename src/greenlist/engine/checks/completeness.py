"""What is missing: inputs of indicators, gaps in yearly series, blanks under a claimed total."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.engine.lawbook.schema import Item

from .catalogue import Check, Strike, Words
from .context import CheckContext
from .items import computed_by, name_of, quantitative
from .registry import named


@named("missing_inputs")
def missing_inputs(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Every indicator that has to be computed has its inputs; zero is a value (CHK-37)."""
    for item in quantitative(context):
        missing = _missing(context, item)
        if missing:
            yield Strike(
                f"indicators.{item.id}",
                {"label": name_of(item), "missing": [context.label(key) for key in missing]},
            )


def _missing(context: CheckContext, item: Item) -> tuple[str, ...]:
    by = computed_by(context, item)
    if context.indicators.get(item.id) is not None or by is None:
        return ()
    derived = {"energy_total": context.energy_total, "co2_total": context.co2_total}  # from the energy lines
    return tuple(name for name in by.formula.missing(context.scope()) if derived.get(name) is None)


@named("missing_under_total")
def missing_under_total(context: CheckContext, check: Check) -> Iterator[Strike]:
    """A claimed total covers no indicator without value or reason (K06)."""
    claimed = context.case.claimed_score
    if claimed is None:
        return
    blank = [name_of(item) for item in quantitative(context) if _blank(context, item)]
    if blank:
        yield Strike(check.place, {"total": claimed.total, "names": blank})


def _blank(context: CheckContext, item: Item) -> bool:
    if context.indicators.get(item.id) is not None or item.id in context.case.declared:
        return False
    by = computed_by(context, item)
    return by is None or bool(by.formula.missing(context.scope()))


@named("not_applicable_under_total")
def not_applicable_under_total(context: CheckContext, check: Check) -> Iterator[Strike]:
    """A claimed total with indicators left out says what became of their points, unless that is law."""
    claimed = context.case.claimed_score
    settled = context.pack.index.na_policy is not None and context.pack.index.na_policy.value is not None
    settled = settled or context.policy.evaluation.na_policy.value is not None
    left_out = [name_of(item) for item in context.pack.items if item.id in context.case.not_applicable]
    if claimed is not None and left_out and not settled:
        yield Strike(check.place, {"total": claimed.total, "names": left_out})


@named("series_gap")
def series_gap(context: CheckContext, check: Check) -> Iterator[Strike]:
    """A field reported for three years that was begun as a series has all three (CHK-29)."""
    last = context.case.evaluation_year
    gaps: dict[Words, list[str]] = {}
    begun = {name for year in context.years if year != last for name in context.case.years.get(year, {})}
    for field in context.fields.by_id.values():
        if field.id not in begun or field.yearly != len(context.years) or context.case.kind.value not in field.kinds:
            continue
        given = [year for year in context.years if context.case.deciding(field.id, year) is not None]
        missing = [str(year) for year in context.years if year not in given]
        if missing:
            gaps[context.label(field.id)] = missing
    for label, years in gaps.items():
        yield Strike(check.place, {"label": label, "missing": years})
