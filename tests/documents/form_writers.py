"""The writers of workbooks that people fill in, by the place that begins one, fed with texts of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from documents.payloads import rows_of
from greenlist.documents.form import Stated, write_form
from greenlist.documents.form.write import write_roster
from greenlist.documents.points_table import write_points_template
from greenlist.engine.lawbook import LawBook

Writer = Callable[[list[str], Path], list[bytes]]


def _stated(evil: list[str]) -> Stated:
    """What a park stated, with its tenants; cells take no text that is longer."""
    names = ("unit_intro", "address", "legal_representative", "contact_name", "main_products")
    short = [text for text in evil if len(text) < 200]
    return Stated({
        "evaluation_year": 2023, "unit": {"name": short[0], "uscc": short[1]},
        "values": dict(zip(names, short, strict=False)),
        "tenants": [{"name": one, "uscc": other} for one, other in rows_of(short, 2)],
    })  # fmt: skip


def prefilled(evil: list[str], folder: Path) -> list[bytes]:
    """数据采集表 with what a unit stated; it has formulas of its own."""
    book, path = LawBook(), folder / "form.xlsx"
    write_form(book.pack("park-2023"), book.policy("jilin-2024"), book, path, _stated(evil))
    return [path.read_bytes()]


def roster(evil: list[str], folder: Path) -> list[bytes]:
    """园区企业名单 with the tenants as they were stated."""
    book, path = LawBook(), folder / "roster.xlsx"
    write_roster(book.pack("park-2023"), book.policy("jilin-2024"), book, path, _stated(evil))
    return [path.read_bytes()]


def points(_: list[str], folder: Path) -> list[bytes]:
    """The empty points table: nothing of others stands in it."""
    write_points_template(folder / "points.xlsx")
    return [(folder / "points.xlsx").read_bytes()]


FORMS: dict[str, Writer] = {
    "documents/form/write.py:write_form": prefilled,
    "documents/form/write.py:write_roster": roster,
    "documents/points_table.py:write_points_template": points,
}
