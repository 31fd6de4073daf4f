"""From application data to findings: the way of the command, with the computed values put in by hand."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.checks import CheckContext
from greenlist.engine.checks.items import computed_by
from greenlist.engine.fields import fields_of
from greenlist.engine.formula import Undetermined
from greenlist.engine.lawbook import LawBook

BASES: dict[str, dict[str, Any]] = {
    "factory": {"pack": "platform-2026", "unit": {"industry4": "C3831"}},
    "park": {"pack": "park-2016", "unit": {}},
    "supply_chain": {"pack": "supply-chain", "unit": {"industry4": "3611"}},
}


def context_of(
    book: LawBook,
    kind: str,
    data: dict[str, Any],
    *,
    recomputed: dict[str, Any] | None = None,
    policy: dict[str, Any] | None = None,
    law: dict[str, Any] | None = None,
    pack: str | None = None,
) -> CheckContext:
    """One application ready to be checked.

    `recomputed`: energy_total, co2_total, total; `policy`, `law`: facts of the policy and pack set otherwise.
    """
    case = case_of(book, kind, data)
    recomputed = {name: Decimal(value) for name, value in (recomputed or {}).items()}
    context = CheckContext(
        case=case,
        pack=_with(book.pack(pack or BASES[kind]["pack"]), law or {}),
        policy=_with(book.policy("jilin-2024"), policy or {}),
        book=book,
        indicators={},
        energy_total=recomputed.get("energy_total"),
        co2_total=recomputed.get("co2_total"),
        reference_date=date(2026, 1, 1),
        total=recomputed.get("total"),
    )
    context.indicators = {item.id: _value(context, item) for item in context.pack.items}
    return context


def case_of(book: LawBook, kind: str, data: dict[str, Any]) -> Case:
    """The application data as the command reads them; a golden case reads without a problem."""
    unit = {"name": "示例一厂", "uscc": "91220101MA0000015G"} | BASES[kind]["unit"] | data.get("unit", {})
    file = {"greenlist": 1, "kind": kind, "evaluation_year": 2025, "applied_on": date(2026, 3, 1)} | data
    case, problems = read_application(file | {"unit": unit}, fields_of(book))
    assert case is not None, [problem.text() for problem in problems]
    assert not problems, [problem.text() for problem in problems]
    return case


def _value(context: CheckContext, item: Any) -> Decimal | None:
    by = computed_by(context, item)
    declared = context.case.declared.get(item.id)
    fallback = declared.value if declared is not None else None
    if by is None or by.per:
        return fallback
    try:
        return by.formula.value(context.scope())
    except Undetermined:
        return fallback


def _with(document: Any, changes: dict[str, Any]) -> Any:
    """A copy of a law document in which the facts at dotted paths hold other values."""
    document = copy.deepcopy(document)
    for path, value in changes.items():
        *parents, last = path.split(".")
        holder = document
        for key in parents:
            holder = _step(holder, key)
        fact = getattr(holder, last)
        setattr(holder, last, fact.model_copy(update={"value": value}))
    return document


def _step(holder: Any, key: str) -> Any:
    if isinstance(holder, list):
        return next(entry for entry in holder if entry.id == key)
    return getattr(holder, key)
