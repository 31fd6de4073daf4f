"""Bounds of single values: rates, quantities that cannot be negative, lengths of texts, yearly jumps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenlist.engine.fields import Field

from .catalogue import Check, Strike
from .context import CheckContext
from .items import computed_by, declared_value, name_of
from .registry import named

HUNDRED = Decimal(100)


@named("rate_fields")
def rate_fields(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Every stated input in % lies in 0..100."""
    for place, field, value in _numbers(context):
        if field.unit == "%" and not 0 <= value <= HUNDRED:
            yield Strike(place, {"label": context.label(field.id), "value": value})


def _numbers(context: CheckContext) -> list[tuple[str, Field, Decimal]]:
    """Every stated number of a field of the dictionary: place, field, value; laid out once for all checks."""
    if "numbers" not in context.kept:
        context.kept["numbers"] = list(_all_numbers(context))
    found: list[tuple[str, Field, Decimal]] = context.kept["numbers"]
    return found


def _all_numbers(context: CheckContext) -> Iterator[tuple[str, Field, Decimal]]:
    known, last = context.fields.by_id, context.case.evaluation_year
    for name, year, given in context.stated:
        if isinstance(given.value, Decimal) and name in known:
            yield (name if year in (None, last) else f"{name}@{year}"), known[name], given.value
    for table, number, column, given in context.cells:
        field = known.get(f"{table}.{column}")
        if isinstance(given.value, Decimal) and field is not None:
            yield f"{field.id}[{number}]", field, given.value


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
    for place, field, value in _numbers(context):
        if value < 0 and field.unit in check.params:
            yield Strike(place, {"label": context.label(field.id), "value": value})


@named("text_lengths")
def text_lengths(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Texts keep to the 字 that the form allows; blanks are not counted."""
    most = check.named()
    for name, year, given in context.stated:
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
