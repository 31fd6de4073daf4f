"""Corrections of thresholds and values (energy.md 3.4): where they act, on which levels, with which inputs.

A correction acts on the threshold (add, multiply) or on the measured value, and only on the levels its row
names. An input that was not handed in leaves the level undecided; nothing is filled in by default.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from greenlist.engine.decimals import ARITHMETIC, parse_decimal
from greenlist.engine.facts import AnyFact
from greenlist.engine.formula import Scope, Undetermined, compile_formula
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

from .cells import as_bool, same, text
from .index import rows_named
from .inquiry import Inquiry

CORRECTIONS = "energy_corrections"
INPUTS = "correction_inputs"
VALUE = "value"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one correction does: add or mul, and its amount by level (or by "value")."""

    op: str
    amounts: dict[str, Decimal]


@dataclass(slots=True)
class Corrections:
    """Everything that moves the limits of one row for one product. `open`: why some of it is not known."""

    effects: list[Effect] = field(default_factory=list)
    open: list[Message] = field(default_factory=list)
    facts: tuple[AnyFact, ...] = ()

    def apply(self, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
        """Limits (by level) or {"value": x} after correction; `open` tells where the order would matter."""
        return {name: self._one(name, amount) for name, amount in amounts.items()}

    def _one(self, name: str, amount: Decimal) -> Decimal:
        with localcontext(ARITHMETIC):
            added, factor = Decimal(0), Decimal(1)
            for effect in self.effects:
                step = effect.amounts.get(name)
                if step is not None:
                    added, factor = (added + step, factor) if effect.op == "add" else (added, factor * step)
            first, last = amount * factor + added, (amount + added) * factor
        order_unknown = say("energy.order_open")
        if first != last and order_unknown not in self.open:
            self.open.append(order_unknown)  # no text seen says whether x or + comes first (V11)
        return first


def corrections_for(
    edition: tuple[str, str],
    law: Row,
    given: dict[str, Any],
    inquiry: Inquiry,
    wanted: Callable[[Row], bool] = lambda _: True,
) -> Corrections:
    """The corrections of an edition (standard, year) that concern the product of a row `law`.

    `given`: inputs by id, as handed in. `wanted` narrows the corrections looked at.
    """
    found = Corrections()
    labels = {row.id: row.text("label") for row in inquiry.book.table(INPUTS).rows}
    for row in rows_named(inquiry.book, CORRECTIONS, "standard", edition[0]):
        if row.text("edition") != edition[1] or not concerns(row, law) or not wanted(row):
            continue
        effect = _effect(row, given, labels)
        if effect is None:
            continue
        found.facts += inquiry.use(row.cite())
        if isinstance(effect, Message):
            found.open.append(effect)
        else:
            found.effects.append(effect)
    return found


def concerns(row: Row, law: Row) -> bool:
    """Whether a correction is about the product, route and indicator of a row; an empty cell means all."""
    asked = (
        ("products", law.text("product")),
        ("routes", law.text("route")),
        ("indicator", law.text("indicator")),
    )
    return all(not words(row, column) or any(same(w, name) for w in words(row, column)) for column, name in asked)


def words(row: Row, column: str) -> tuple[str, ...]:
    """A cell as names, whether its column is a list or a text."""
    cell = row[column]
    return cell if isinstance(cell, tuple) else (str(cell),) if cell is not None else ()


def _effect(row: Row, given: dict[str, Any], labels: dict[str, str]) -> Effect | Message | None:
    """What the correction does here; None where its condition is not met; a message where it is not known."""
    scope = Scope(given)
    try:
        holds = compile_formula(row.text("when")).value(scope) if row.text("when") else True
        if holds is False:
            return None
        if row.text("status") == "open":
            return say("energy.correction_open", correction=row.id, note=row.text("note"))
        if holds is True:
            return Effect(row.text("op"), _amounts(row, scope))
        missing: tuple[str, ...] = ()
    except Undetermined as reason:
        missing = reason.missing
    if missing:
        return say("energy.inputs_missing", inputs=[_named(key, labels) for key in missing])
    return say("energy.input_unreadable", inputs=[_named(key, labels) for key in words(row, "inputs")])


def _named(key: str, labels: dict[str, str]) -> str:
    return f"{labels[key]}({key})" if labels.get(key) else key


def _amounts(row: Row, scope: Scope) -> dict[str, Decimal]:
    if row.text("target") == VALUE:
        first = next(cell for cell in formulas(row).values() if cell)
        return {VALUE: compile_formula(first).value(scope)}
    return {level: compile_formula(cell).value(scope) for level, cell in formulas(row).items() if cell}


def formulas(row: Row) -> dict[str, str]:
    """Formula by level, for the levels the row names."""
    named = words(row, "levels")
    levels = [level for level in ("level1", "level2", "level3") if not named or level in named]
    return {level: row.text(f"formula_{level}") for level in levels}


def given_inputs(product: str, inquiry: Inquiry) -> dict[str, Any]:
    """The correction inputs handed in for a product (table level_inputs), as numbers, yes/no or words."""
    found: dict[str, Any] = {}
    for row in inquiry.case.tables.get("level_inputs", ()):
        if same(text(row, "product"), product) and "value" in row:
            value = row["value"].value
            found[text(row, "input")] = _typed(value) if isinstance(value, str) else value
    return found


def _typed(word: str) -> Decimal | bool | str:
    number = parse_decimal(word)
    if number is not None:
        return number
    answer = as_bool(word)
    return word if answer is None else answer
