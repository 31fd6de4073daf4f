"""A formula as a Python function over plain values: the checked tree, with names turned into look-ups.

Compiled once per text and kept; what runs is Python's own byte code over `Decimal`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from functools import lru_cache
from typing import Any

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.messages import say

from .parse import AGGREGATES, FormulaError, Ref, offset_of, parse_formula, refs_of
from .scope import Scope, Undetermined

_VALUES, _TABLES, _PREVIOUS, _ROW, _ITEM = "_v", "_t", "_p", "_row", "_r"

Function = Callable[[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]], Any]


class Formula:
    """One formula of the law.

    Attributes:
        text: as written in the law file.
        refs: its inputs in order of appearance, the arguments of present() included.
        needed: the same without those that are only asked for by present().
    """

    __slots__ = ("needed", "raw", "refs", "text", "tree")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = parse_formula(text)
        self.refs = refs_of(self.tree)
        self.needed = refs_of(self.tree, guarded=False)
        self.raw: Function = _function(self.tree, text)

    def value(self, scope: Scope) -> Any:
        """The answer (Decimal, bool or str) in exact decimals. Raises Undetermined."""
        with localcontext(ARITHMETIC):
            return self.run(scope)

    def run(self, scope: Scope) -> Any:
        """`value` for callers that already stand in the ARITHMETIC context (the engine's inner loop)."""
        try:
            return self.raw(scope.values, scope.tables, scope.previous, scope.row)
        except KeyError as error:
            missing = self.missing(scope) or (str(error.args[0]),)
            raise Undetermined(say("scoring.missing_inputs", names=missing), missing) from None
        except _NoRowsError:
            raise Undetermined(say("scoring.no_rows", formula=self.text)) from None
        except (DivisionByZero, InvalidOperation):
            raise Undetermined(say("scoring.no_result", formula=self.text)) from None
        except TypeError:
            raise Undetermined(say("scoring.wrong_type", formula=self.text)) from None

    def holds(self, scope: Scope) -> bool | None:
        """Whether a test holds, None where it has no answer - without the words, for tests asked by the thousand."""
        try:
            return bool(self.raw(scope.values, scope.tables, scope.previous, scope.row))
        except NO_ANSWER:
            return None

    def missing(self, scope: Scope) -> tuple[str, ...]:
        """The needed inputs that were not handed in, as the formula writes them."""
        return tuple(ref.key for ref in self.needed if _absent(ref, scope))


def _absent(ref: Ref, scope: Scope) -> bool:
    if ref.table:
        if ref.table in scope.row:
            return ref.name not in scope.row[ref.table]
        rows = scope.tables.get(ref.table)
        return rows is None or any(ref.name not in row for row in rows)
    if ref.offset:
        return ref.key not in scope.previous
    return ref.name not in scope.values and ref.name not in scope.tables


@lru_cache(maxsize=4096)
def compile_formula(text: str) -> Formula:
    """The formula of a text. Raises FormulaError."""
    return Formula(text)


class _NoRowsError(Exception):
    """min, max or mean over no rows at all."""


NO_ANSWER = (KeyError, _NoRowsError, DivisionByZero, InvalidOperation, TypeError)  # what `raw` raises without one


def _function(tree: ast.Expression, text: str) -> Function:
    rewriter = _Rewriter(text)
    body = rewriter.visit(ast.parse(ast.unparse(tree), mode="eval").body)
    names = (_VALUES, _TABLES, _PREVIOUS, _ROW)
    arguments = ast.arguments(
        posonlyargs=[], args=[ast.arg(name) for name in names], kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    expression = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, body)))
    code = compile(expression, f"<formula {text}>", "eval")
    # The tree holds only whitelisted nodes and names that begin with "_" are refused in formula text.
    function: Function = eval(code, {"__builtins__": {}, **_HELPERS, **rewriter.constants})  # noqa: S307
    return function


class _Rewriter(ast.NodeTransformer):
    """Names to look-ups, numbers to decimals, aggregates to comprehensions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.constants: dict[str, Any] = {}
        self.inside: str | None = None  # table an aggregate runs over

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, (bool, str)):
            return node
        name = f"_k{len(self.constants)}"
        self.constants[name] = Decimal(repr(node.value))
        return _name(name)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return _item(_VALUES, node.id)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        key = Ref(_id(node.value), offset_of(node) or 0).key
        return _item(_PREVIOUS, key)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        table = _id(node.value)
        if self.inside is None:
            return _get(_item(_ROW, table), node.attr)
        if table != self.inside:
            return _get(_item(_ROW, table), node.attr)
        return _item(_ITEM, node.attr)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = _id(node.func)
        if name == "present":
            return self._present(node.args[0])
        if name in AGGREGATES and len(node.args) == 1:
            return self._aggregate(name, node)
        return ast.Call(_name(f"_{name}"), [self.visit(argument) for argument in node.args], [])

    def _present(self, argument: ast.expr) -> ast.expr:
        if isinstance(argument, ast.Attribute):
            table = _id(argument.value)
            holder = _name(_ITEM) if table == self.inside else _item(_ROW, table)
            return ast.Compare(ast.Constant(argument.attr), [ast.In()], [holder])
        if isinstance(argument, ast.Subscript):
            key = Ref(_id(argument.value), offset_of(argument) or 0).key
            return ast.Compare(ast.Constant(key), [ast.In()], [_name(_PREVIOUS)])
        if not isinstance(argument, ast.Name):
            raise FormulaError(say("law.formula_word", formula=self.text, word=ast.unparse(argument)))
        arguments: list[ast.expr] = [_name(_VALUES), _name(_TABLES), ast.Constant(argument.id)]
        return ast.Call(_name("_present"), arguments, [])

    def _aggregate(self, name: str, node: ast.Call) -> ast.expr:
        argument = node.args[0]
        if name == "count" and isinstance(argument, ast.Name):
            arguments: list[ast.expr] = [_name(_VALUES), _name(_TABLES), ast.Constant(argument.id)]
            return ast.Call(_name("_count_of"), arguments, [])
        tables = {ref.table for ref in refs_of(argument) if ref.table}
        if len(tables) != 1:
            raise FormulaError(say("law.formula_one_table", formula=self.text, word=ast.unparse(node)))
        # One aggregate may stand in another: B.24 looks for the row whose product is the largest.
        table = tables.pop()
        outer, self.inside = self.inside, table
        element = self.visit(argument)
        where = [self.visit(keyword.value) for keyword in node.keywords]
        rows = _item(_TABLES, table)
        self.inside = outer
        loop = ast.comprehension(ast.Name(_ITEM, ast.Store()), rows, where, 0)
        return ast.Call(_name(f"_{name}_rows"), [ast.ListComp(element, [loop])], [])


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _item(holder: str, key: str) -> ast.expr:
    return _get(_name(holder), key)


def _get(holder: ast.expr, key: str) -> ast.expr:
    return ast.Subscript(holder, ast.Constant(key), ast.Load())


def _id(node: ast.expr) -> str:
    if not isinstance(node, ast.Name):
        raise FormulaError(say("law.formula_word", formula="", word=ast.unparse(node)))
    return node.id


def _some(rows: list[Any]) -> list[Any]:
    if not rows:
        raise _NoRowsError
    return rows


def _count_of(values: dict[str, Any], tables: dict[str, Any], name: str) -> Decimal:
    if name in tables:
        return Decimal(len(tables[name]))
    value = values[name]
    return value if isinstance(value, Decimal) else Decimal(len(value))


def _mean(rows: list[Decimal]) -> Decimal:
    return sum(_some(rows), Decimal(0)) / len(rows)


_HELPERS: dict[str, Any] = {
    "_abs": abs,
    "_min": min,
    "_max": max,
    "_sum": lambda *numbers: sum(numbers, Decimal(0)),
    "_mean": lambda *numbers: _mean(list(numbers)),
    "_count": lambda *values: Decimal(len(values)),
    "_sum_rows": lambda rows: sum(rows, Decimal(0)),
    "_min_rows": lambda rows: min(_some(rows)),
    "_max_rows": lambda rows: max(_some(rows)),
    "_mean_rows": _mean,
    "_count_rows": lambda rows: Decimal(len(rows)),
    "_count_of": _count_of,
    "_present": lambda values, tables, name: name in values or bool(tables.get(name)),
}
