"""Cases, policies and overlays for the energy tests, written the way an official would say them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.engine.case import Case, Given, Kind
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.facts import Fact, Mark
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy

SHIPPED = LawBook()
D723 = "发改产业〔2023〕723号"


def fact(value: Any, name: str = "test") -> Fact[Any]:
    return Fact(value=value, mark=Mark.PUBLISHED, source="test", id=f"test/{name}")


def policy_with(book: LawBook, on: date = date(2024, 7, 12), **energy: Any) -> Policy:
    """The Jilin policy, issued on `on`, with a settled energy rule; keywords change single parameters."""
    settled = {
        "benchmark_documents": [D723], "quota_levels_that_count": ["level1", "advanced_value"],
        "reference_date": "issue_date", "aggregation": "ALL_MAIN", "aggregation_share": None,
        "benchmark_corrections": False, "effect": "priority", "factor_set": "GB/T 2589-2020 附录A",
        "electricity": "当量", "co2_factor_set": "企业温室气体核算指南缺省值", "grid_scope": "national",
        "grid_basis": "平均", "grid_year": "latest_published", "tolerance": Decimal(5),
    } | energy  # fmt: skip
    policy = book.policy("jilin-2024")
    rule = policy.energy.model_copy(update={key: fact(value, f"energy.{key}") for key, value in settled.items()})
    identity = policy.identity.model_copy(update={"issue_date": fact(on, "identity.issue_date")})
    return policy.model_copy(update={"energy": rule, "identity": identity})


def given(value: Any, column: str = "") -> Given:
    """A cell as typed: "100 kgce/t" is a number with its unit, 是/否 a yes/no, other text stays text."""
    if isinstance(value, (bool, Decimal, date)):
        return Given(value)
    if isinstance(value, int):
        return Given(Decimal(value))
    first, _, rest = str(value).partition(" ")
    number = parse_decimal(first) if column in NUMBERS else None
    if number is not None:
        return Given(number, unit=rest)
    return Given({"是": True, "否": False}.get(value, value) if column == "feedstock_included" else value)


NUMBERS = {"unit_energy", "energy", "qualified_output", "quantity", "factor"}


def row(cells: Mapping[str, Any]) -> dict[str, Given]:
    return {name: given(value, name) for name, value in cells.items()}


def case_of(
    products: Iterable[Mapping[str, Any]] = (),
    inputs: Mapping[str, Any] | None = None,
    energy: Iterable[Mapping[str, Any]] = (),
    **rest: Any,
) -> Case:
    """A factory with product rows, correction inputs of its first product, and energy lines."""
    products = list(products)
    owner = products[0].get("name", "") if products else ""
    tables = {
        "products": tuple(row(cells) for cells in products),
        "level_inputs": tuple(
            row({"product": owner, "input": key, "value": value if isinstance(value, bool) else str(value)})
            for key, value in (inputs or {}).items()
        ),
        "energy": tuple(row(cells) for cells in energy),
    }
    kept = {name: rows for name, rows in tables.items() if rows}
    base: dict[str, Any] = {"kind": Kind.FACTORY, "name": "示例工厂", "uscc": "", "evaluation_year": 2023}
    return Case(**(base | rest), tables=kept)


def overlay_book(folder: Path, confirm: Sequence[str] = (), without: Sequence[str] = ()) -> LawBook:
    """The shipped law with rows confirmed by an officer, or with open corrections taken out."""
    if not confirm and not without:
        return SHIPPED
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"  - {{fact: {name}, document: 标准原文, by: 示例经办人, on: 2026-01-01}}" for name in confirm]
    if lines:
        text = "\n".join(["greenlist: 1", "confirmations:", *lines, ""])
        (folder / "confirmations.yaml").write_text(text, encoding="utf-8")
    if without:
        drop_rows(SHIPPED, "energy_corrections", set(without), folder)
    return LawBook([folder])


def drop_rows(book: LawBook, table: str, ids: set[str], folder: Path) -> None:
    """A copy of a shipped table without some rows, as an overlay."""
    path = book.table_path(table)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, header = [r for r in reader if r["id"] not in ids], reader.fieldnames or []
    target = folder / "tables" / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header)
        writer.writeheader()
        writer.writerows(rows)
