"""Bounds of single values: rates, quantities that cannot be negative, lengths of texts, yearly jumps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenlist.engine.case import Given

from .catalogue import Check, Strike
from .context import CheckContext
from .items import computed_by, declared_value, name_of
from .registry import named

HUNDRED = Decimal(100)


@named("rate_fields")
def rate_fields(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Every stated input in % lies in 0..100."""
    for place, field_id, given in _numbers(context):
        field = context.fields.by_id.get(field_id)
        rate = field is not None and field.unit == "%"
        if rate and isinstance(given.value, Decimal) and not 0 <= given.value <= HUNDRED:
            yield Strike(place, {"label": context.label(field_id), "value": given.value})


def _numbers(context: CheckContext) -> Iterator[tuple[str, str, Given]]:
    """Every stated number: place, field id, value."""
    for name, year, given in context.stated():
        other_year = year is not None and year != context.case.evaluation_year
        yield (f"{name}@{year}" if other_year else name), name, given
    for table, number, column, given in context.cells():
        yield f"{table}.{column}[{number}]", f"{table}.{column}", given


@named("rate_indicators")
def rate_indicators(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Every indicator in %, declared and computed, lies in 0..100.

    A rate formed by a difference (消减率, 优于限值比例) may fall below zero when things got worse.
    """
    for item in context.pack.items:
        by = computed_by(context, item)
        if by is None or by.unit != "%":
            continue
        lowest = None if "-" in by.formula.text else Decimal(0)
        for value in (declared_value(context, item), context.indicators.get(item.id)):
            if value is not None and (value > HUNDRED or (lowest is not None and value < lowest)):
                yield Strike(f"indicators.{item.id}", {"label": name_of(item), "value": value})
                break


@named("negative")
def negative(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No negative areas, counts, money, water or waste; energy may be negative (energy.md 7.1, 2)."""
    for place, field_id, given in _numbers(context):
        field = context.fields.by_id.get(field_id)
        if field is None or field.unit not in check.params:
            continue
        if isinstance(given.value, Decimal) and given.value < 0:
            yield Strike(place, {"label": context.label(field_id), "value": given.value})


@named("text_lengths")
def text_lengths(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Texts keep to the 字 that the form allows; blanks are not counted."""
    most = check.named()
    for name, year, given in context.stated():
        if name not in most or not isinstance(given.value, str):
            continue
        length = len("".join(given.value.split()))
        if length > most[name]:
            values = {"label": context.label(name), "length": str(length), "most": most[name]}
            yield Strike(name, values, year)


@named("yearly_jump")
def yearly_jump(context: CheckContext, check: Check) -> Iterator[Strike]:
    """A yearly figure does not change by the order of a unit slip from one year to the next."""
    most = check.numbers()[0]
    for year in context.years[:-1]:
        now, before = context.scope(year).values, context.case.years.get(year - 1, {})
        for name, witnesses in before.items():
            old, new = witnesses[-1].value, now.get(name)
            if not isinstance(old, Decimal) or not isinstance(new, Decimal) or old <= 0 or new <= 0:
                continue
            if max(old / new, new / old) >= most:
                values = {
                    "label": context.label(name),
                    "old": old,
                    "new": new,
                    "before": str(year - 1),
                }
                yield Strike(name, values, year)
