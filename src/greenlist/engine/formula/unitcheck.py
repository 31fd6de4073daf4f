"""Do the units of a formula fit together, and give the unit it declares?

Literals are conversions or counts: they carry no unit. Where the inferred unit and the declared one differ
by a factor (亿元 against 万元, ratio against %), that factor must stand in the formula as a literal.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction

from greenlist.engine.messages import Message, say
from greenlist.engine.units import ANY, Unit, UnitError, parse

from .compile import Formula
from .parse import Ref, offset_of

UnitOf = Callable[[Ref], str | None]  # the declared unit of an input; "" for none, None for no such field

_NONE = Unit(Fraction(1), ())


class _Misfit(Exception):
    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


def check_units(formula: Formula, unit_of: UnitOf, declared: str | None) -> Message | None:
    """The first misfit of a formula's units, or None. `declared` None: the formula is a test."""
    try:
        inferred = _infer(formula.tree.body, unit_of)
        if declared is None or inferred is None:
            return None
        return _against(formula, inferred, declared)
    except _Misfit as misfit:
        return misfit.message
    except UnitError as error:
        return error.message


def _against(formula: Formula, inferred: Unit, declared: str) -> Message | None:
    wanted = parse(declared)
    if inferred.dimensions != wanted.dimensions:
        return say("law.formula_unit", formula=formula.text, unit=declared, found=_words(inferred))
    ratio = inferred.factor / wanted.factor
    if ratio == 1 or ratio in _literals(formula.tree) or 1 / ratio in _literals(formula.tree):
        return None
    return say("law.formula_factor", formula=formula.text, unit=declared, factor=str(ratio))


def _literals(tree: ast.AST) -> set[Fraction]:
    numbers = [
        Fraction(repr(node.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and node.value
    ]
    products = {first * second for first in numbers for second in numbers}
    return {*numbers, *products}


def _words(unit: Unit) -> str:
    return "·".join(f"{name}^{power}" if power != 1 else name for name, power in unit.dimensions) or "1"


def _infer(node: ast.AST, unit_of: UnitOf) -> Unit | None:
    """The unit of a node; None where it has none to check (a literal, a text, a column of any unit)."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
        return _input_unit(node, unit_of)
    if isinstance(node, ast.BinOp):
        return _binary(node, unit_of)
    if isinstance(node, ast.UnaryOp):
        return _infer(node.operand, unit_of)
    if isinstance(node, ast.IfExp):
        _infer(node.test, unit_of)
        return _same([node.body, node.orelse], unit_of)
    if isinstance(node, ast.Compare):
        _same([node.left, *node.comparators], unit_of)
        return _NONE
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            _infer(part, unit_of)
        return _NONE
    if isinstance(node, ast.Call):
        return _call(node, unit_of)
    return None


def _input_unit(node: ast.AST, unit_of: UnitOf) -> Unit | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        ref = Ref(node.attr, table=node.value.id)
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        ref = Ref(node.value.id, offset_of(node) or 0)
    elif isinstance(node, ast.Name):
        ref = Ref(node.id)
    else:
        return None
    unit = unit_of(ref)
    if unit is None:
        raise _Misfit(say("law.field_unknown", field=ref.key))
    return None if unit == ANY else parse(unit or "1")


def _binary(node: ast.BinOp, unit_of: UnitOf) -> Unit | None:
    if isinstance(node.op, (ast.Add, ast.Sub)):
        return _same([node.left, node.right], unit_of)
    left, right = _infer(node.left, unit_of), _infer(node.right, unit_of)
    sign = -1 if isinstance(node.op, ast.Div) else 1
    if left is None and right is None:
        return None
    left, right = left or _NONE, right or _NONE
    powers = dict(left.dimensions)
    for name, power in right.dimensions:
        powers[name] = powers.get(name, 0) + sign * power
    dimensions = tuple(sorted((name, power) for name, power in powers.items() if power))
    return Unit(left.factor * right.factor**sign, dimensions)


def _same(nodes: list[ast.expr], unit_of: UnitOf) -> Unit | None:
    first: Unit | None = None
    for node in nodes:
        unit = _infer(node, unit_of)
        if unit is None:
            continue
        if first is None:
            first = unit
        elif first != unit:
            text = " / ".join(ast.unparse(part) for part in nodes)
            raise _Misfit(say("law.formula_add", part=text, left=_words(first), right=_words(unit)))
    return first


def _call(node: ast.Call, unit_of: UnitOf) -> Unit | None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    for keyword in node.keywords:
        _infer(keyword.value, unit_of)
    if name == "count":
        return None
    if name == "present":
        return _NONE
    return _same(node.args, unit_of)
