"""Formulas that stand in tables: do they parse, and do they name only what they may?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from greenlist.engine.formula import FormulaError, Ref, compile_formula
from greenlist.engine.messages import Message, say

from .book import LawBook
from .errors import LawInvalid, LawProblem
from .tables import Row

UnitOf = Callable[[Ref], str | None]
# Columns that hold formulas, and names that the code hands to them beside the fields.
FORMULA_COLUMNS = {
    "checks": ("test",),
    "energy_corrections": ("formula_level1", "formula_level2", "formula_level3", "when"),
}
HANDED_IN = frozenset({"tolerance", "applies", "applied_on"})


def check_formulas(book: LawBook, unit_of: UnitOf | None) -> list[LawProblem]:
    """The problems of every formula in the tables of a book."""
    problems: list[LawProblem] = []
    for table_id in FORMULA_COLUMNS.keys() & set(book.table_ids()):
        path = str(book.table_path(table_id))
        for row in _rows(book, table_id):
            for column, message in _faults(table_id, row, unit_of):
                problems.append(LawProblem(path, row.line, f"{row.id}.{column}", message))
    return problems


def _rows(book: LawBook, table_id: str) -> list[Row]:
    try:
        return book.table(table_id).rows
    except LawInvalid:
        return []  # told with the table itself


def _faults(table_id: str, row: Row, unit_of: UnitOf | None) -> Iterator[tuple[str, Message]]:
    own = HANDED_IN | set(row["inputs"] or ())
    for column in FORMULA_COLUMNS[table_id]:
        text = row.text(column)
        if not text:
            continue
        try:
            formula = compile_formula(text)
        except FormulaError as error:
            yield column, error.message
            continue
        for ref in formula.refs:
            if unit_of is not None and ref.name not in own and unit_of(ref) is None:
                yield column, say("law.field_unknown", field=ref.key)
