"""A formula of the law as an Excel formula, where it is plain arithmetic over single cells."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from greenlist.engine.formula import FormulaError, compile_formula

MISSING = "缺数据"
OTHER_UNIT = "单位已换，见程序计算"
IMPOSSIBLE = "无法计算"
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
MAX_FORMULA = 2000  # Excel takes 8192 characters


class _NotPlain(Exception):
    """The formula is more than arithmetic over single cells."""


def preview(text: str, cells: Mapping[str, str], unit_cells: Mapping[str, str], units: Mapping[str, str]) -> str | None:
    """The Excel formula that shows an indicator's value while the form is filled, None where it has none.

    `cells` and `unit_cells` give the cell of a field's value and of the unit chosen for it, `units` its
    stored unit as shown. The formula says so where an input is missing or stated in another unit; it is a
    preview in binary floating point and decides nothing.
    """
    try:
        formula = compile_formula(text)
        names = [ref.name for ref in formula.refs]
        if any(ref.table or ref.offset for ref in formula.refs) or not set(names) <= set(cells) or not names:
            return None
        body = _plain(ast.parse(text.strip(), mode="eval").body, cells)
    except (FormulaError, _NotPlain):
        return None
    given = ",".join(cells[name] for name in names)
    result = f'IF(COUNT({given})<{len(names)},"{MISSING}",IFERROR({body},"{IMPOSSIBLE}"))'
    stored = [f'{unit_cells[name]}="{units[name]}"' for name in names if name in unit_cells]
    if stored:
        result = f'IF(AND({",".join(stored)}),{result},"{OTHER_UNIT}")'
    return f"={result}" if len(result) < MAX_FORMULA else None


def _plain(node: ast.AST, cells: Mapping[str, str]) -> str:
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        return f"({_plain(node.left, cells)}{_SIGNS[type(node.op)]}{_plain(node.right, cells)})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"(-{_plain(node.operand, cells)})"
    if isinstance(node, ast.Name):
        return cells[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return repr(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"min", "max", "abs"}:
        arguments = ",".join(_plain(argument, cells) for argument in node.args)
        return f"{node.func.id.upper()}({arguments})"
    raise _NotPlain
