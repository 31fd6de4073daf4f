"""No workbook and no CSV is written anywhere that the tests of injection do not feed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import greenlist
from documents.csv_writers import NEVER_HANDED_OUT, WRITERS
from documents.form_writers import FORMS
from documents.sheet_writers import ALONE, BASE

SOURCE = Path(greenlist.__file__).parent
BEGINS = frozenset({"Book", "Workbook"})  # of a workbook: ours, of XlsxWriter, of openpyxl
ROWS = frozenset({"writer", "DictWriter", "write_csv", "to_csv", "write_excel", "to_excel"})  # of a CSV, of data frames
LIVE = frozenset({
    "write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url", "write_rich_string",
    "write_comment", "insert_textbox", "write_row", "write_column",
})  # fmt: skip


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Every call in the program: file and function below the package, name of what is called, the call."""
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
    return tuple(
        call
        for path in paths
        for call in _below(ast.parse(path.read_bytes()), f"{path.relative_to(SOURCE).as_posix()}:")
    )


def _below(node: ast.AST, place: str) -> Iterator[tuple[str, str, ast.Call]]:
    for one in ast.iter_child_nodes(node):
        inner = place
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{place}{one.name}" if place.endswith(":") else f"{place}.{one.name}"
        elif isinstance(one, ast.Call):
            name = one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", "")
            yield place, name, one
        yield from _below(one, inner)


def places(names: frozenset[str]) -> set[str]:
    """Where one of these is called."""
    return {place for place, name, _call in calls() if name in names}


def test_every_place_that_begins_a_workbook_is_fed() -> None:
    """Whoever writes a new kind of workbook adds it to sheet_writers.py."""
    assert places(BEGINS) == {*ALONE, *FORMS, *BASE}


def test_every_place_that_writes_a_csv_is_fed() -> None:
    """Whoever writes a new CSV adds it to csv_writers.py."""
    assert places(ROWS) == {*WRITERS, *NEVER_HANDED_OUT}


def test_every_sheet_is_one_that_keeps_texts() -> None:
    found = [(place, ast.dump(call)) for place, name, call in calls() if name == "add_worksheet"]
    assert found
    assert [place for place, call in found if "TextSheet" not in call] == []


def test_nothing_but_the_form_writes_formulas_and_links() -> None:
    assert {place for place in places(LIVE) if not place.startswith("documents/form/")} == set()
