"""The trace of an item: its formula, and one node for each input with witness and evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine.case import Given
from greenlist.engine.formula import Ref, Scope
from greenlist.engine.messages import Message, say
from greenlist.engine.trace import Trace

from .bench import Bench
from .plan import ItemPlan, WayPlan


def item_trace(
    plan: ItemPlan,
    way: WayPlan,
    bench: Bench,
    value: Decimal | None,
    why: Message | None,
    declared: Given | None,
) -> Trace:
    """The node of an item; its inputs are shared with the other items of the case."""
    known, inputs = bench.inputs, []
    for key, ref in way.inputs:
        node = known.get(key)
        if node is None:
            node = known[key] = _input(ref, bench)
        inputs.append(node)
    trace = Trace(
        plan.item.id, way.name, value, way.unit or plan.item.unit, way.formula.text, way.clause, note=why,
        inputs=tuple(inputs), facts=way.all_facts,
    )  # fmt: skip
    if declared is not None:
        trace.note = say("scoring.declared_only", item=way.name)
        trace.witness, trace.evidence = declared.witness.value, declared.evidence
        trace.stated, trace.reason = declared.stated, declared.reason
        trace.witnesses = _several((*declared.earlier, declared))
    return trace


def _input(ref: Ref, bench: Bench) -> Trace:
    key, label, unit = bench.fields.heading(ref)
    if ref.table:
        column = [row.get(ref.name) for row in bench.scope.tables.get(ref.table, [])]
        return Trace(key, label, column or None, unit)
    year = bench.year + ref.offset
    given = bench.case.deciding(ref.name, year)
    if given is None:
        derived = bench.derived.get(ref.name) if not ref.offset else None
        return derived or Trace(key, label, None, unit)
    return Trace(
        key, label, given.value, given.unit or unit, witness=given.witness.value, evidence=given.evidence,
        stated=given.stated, reason=given.reason, witnesses=_several(bench.case.witnesses(ref.name, year)),
    )  # fmt: skip


def _several(given: tuple[Given, ...]) -> tuple[Given, ...]:
    return given if len(given) > 1 else ()


def row_trace(
    way: WayPlan, bench: Bench, scope: Scope, row: dict[str, Any], value: Decimal | None, why: Message | None,
    share: Decimal,
) -> Trace:  # fmt: skip
    """The node of one row of a table, with its share in the item."""
    inputs = tuple(
        Trace(
            *bench.fields.heading(ref)[:2],
            scope.row.get(ref.table, {}).get(ref.name) if ref.table else scope.values.get(ref.name),
            bench.fields.heading(ref)[2],
        )
        for ref in way.formula.refs
    )  # fmt: skip
    note = why or say("scoring.row_share", share=share * 100)
    return Trace(
        way.id,
        str(row.get("name", "")) or way.name,
        value,
        way.unit,
        formula=way.formula.text,
        note=note,
        inputs=inputs,
    )
