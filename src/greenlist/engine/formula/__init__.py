"""Formulas of the law: parsed against a whitelist, checked for units, compiled once, computed in decimals."""

from .compile import NO_ANSWER, Formula, compile_formula
from .parse import FormulaError, Ref
from .scope import Scope, Undetermined
from .unitcheck import check_units

__all__ = [
    "NO_ANSWER", "Formula", "FormulaError", "Ref", "Scope", "Undetermined", "check_units", "compile_formula",
]  # fmt: skip
