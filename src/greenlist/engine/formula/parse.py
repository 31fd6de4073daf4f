"""Formula text to a checked syntax tree: only the words of docs/policy-authoring.md, section 3."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from greenlist.engine.messages import Message, say

AGGREGATES = frozenset({"sum", "min", "max", "mean", "count"})
FUNCTIONS = AGGREGATES | {"abs", "present"}
MAX_LENGTH = 2000

_ALLOWED = (
    ast.Expression, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.UnaryOp, ast.USub, ast.Not,
    ast.BoolOp, ast.And, ast.Or, ast.Compare, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq, ast.In,
    ast.NotIn, ast.IfExp, ast.Name, ast.Load, ast.Constant, ast.Call, ast.keyword, ast.Attribute,
    ast.Subscript, ast.Tuple,
)  # fmt: skip


class FormulaError(ValueError):
    """A formula that is not one; `message` says which word is at fault."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Ref:
    """An input of a formula: a field, a field of an earlier year (offset -1), or a column of a table."""

    name: str
    offset: int = 0
    table: str = ""

    @property
    def key(self) -> str:
        """The input as the formula writes it."""
        if self.table:
            return f"{self.table}.{self.name}"
        return f"{self.name}[{self.offset}]" if self.offset else self.name


def parse_formula(text: str) -> ast.Expression:
    """The syntax tree of a formula. Raises FormulaError for anything outside the whitelist."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(say("law.formula_long", most=MAX_LENGTH))
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError) as error:
        raise FormulaError(say("law.formula_syntax", formula=text, reason=str(error))) from None
    for node in ast.walk(tree):
        _allow(node, text)
    return tree


def _allow(node: ast.AST, text: str) -> None:
    fault = not isinstance(node, _ALLOWED)
    if isinstance(node, ast.Call):
        fault = not _plain_call(node)
    elif isinstance(node, ast.Attribute):
        fault = not isinstance(node.value, ast.Name)
    elif isinstance(node, ast.Subscript):
        fault = not isinstance(node.value, ast.Name) or offset_of(node) is None
    elif isinstance(node, ast.Constant):
        fault = isinstance(node.value, (bytes, complex)) or node.value in (None, Ellipsis)
    elif isinstance(node, ast.Name):
        fault = node.id.startswith("_")
    if fault:
        word = ast.unparse(node) if isinstance(node, ast.expr) else type(node).__name__
        raise FormulaError(say("law.formula_word", formula=text, word=word))


def _plain_call(node: ast.Call) -> bool:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or not node.args:
        return False
    only_where = all(keyword.arg == "where" for keyword in node.keywords) and len(node.keywords) <= 1
    where_fits = not node.keywords or (node.func.id in AGGREGATES and len(node.args) == 1)
    return only_where and where_fits


def offset_of(node: ast.Subscript) -> int | None:
    """-1 of `park_co2[-1]`, None where the index is anything else."""
    index = node.slice
    if (
        isinstance(index, ast.UnaryOp)
        and isinstance(index.op, ast.USub)
        and isinstance(index.operand, ast.Constant)
        and isinstance(index.operand.value, int)
    ):
        return -index.operand.value
    return None


def refs_of(tree: ast.AST, *, guarded: bool = True) -> tuple[Ref, ...]:
    """The inputs of a tree in order of appearance; `guarded` False leaves out the arguments of present()."""
    found: dict[Ref, None] = {}
    _collect(tree, found, guarded=guarded)
    return tuple(found)


def _collect(node: ast.AST, found: dict[Ref, None], *, guarded: bool) -> None:
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if called != "present" or guarded:
            for part in (*node.args, *(keyword.value for keyword in node.keywords)):
                _collect(part, found, guarded=guarded)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found[Ref(node.attr, table=node.value.id)] = None
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        found[Ref(node.value.id, offset_of(node) or 0)] = None
    elif isinstance(node, ast.Name):
        found[Ref(node.id)] = None
    else:
        for child in ast.iter_child_nodes(node):
            _collect(child, found, guarded=guarded)
