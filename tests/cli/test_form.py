"""`greenlist form`: the workbook that comes out is an application like any other."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from documents.form_filler import Filler
from door import greenlist, read_json, uscc

MAKE = ("form", "factory", "--pack", "factory-2025", "--policy", "jilin-2024", "--out")
QUERIED = date(2024, 7, 15)
UNIT = {"name": "示例表格厂", "uscc": uscc(1), "industry4": "1432", "recommender": "松原市工信局"}
VALUES: dict[str, tuple[Any, str]] = {
    "energy_total": (2160, ""),
    "renewable_total": (312.5, ""),
    "co2_total": (6100, ""),
    "output_value_total": (2.1, "亿元"),
    "water_intake": (3.1, "万m3"),
    "water_reuse": (92400, ""),
    "solid_generated": (260, ""),
    "solid_utilised": (250, ""),
    "solid_old_stock_used": (0, ""),
    "land_area_m2": (60, "亩"),
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form made by the command and filled in."""
    path = tmp_path_factory.mktemp("form") / "采集表.xlsx"
    said = greenlist(*MAKE, path)
    assert (said.code, said.err) == (0, "")
    assert str(path) in said.out.replace("\n", "")
    filler = Filler(path)
    filler.fill("unit", {f"unit.{key}": {"value": value} for key, value in UNIT.items()})
    filler.fill(
        "unit",
        {
            "evaluation_year": {"value": 2023},
            "route": {"value": "自评价"},
            "applied_on": {"value": datetime(2024, 7, 22)},  # noqa: DTZ001 - as Excel keeps a date
            "claimed.total": {"value": 85.6},
            "claimed.report": {"value": "自评价报告.pdf"},
        },
    )
    filler.fill("values", {name: _cells(number, unit) for name, (number, unit) in VALUES.items()})
    filler.fill("judged", {"C1-09": {"points": 5, "reason": "两项在国家目录内"}})
    filler.save()
    return path


def _cells(number: Any, unit: str) -> dict[str, Any]:
    return {"year0": number} | ({"unit": unit} if unit else {})


def _yaml() -> str:
    lines = ["greenlist: 1", "kind: factory", "pack: factory-2025", "evaluation_year: 2023", "route: self"]
    lines += [
        "applied_on: 2024-07-22",
        "unit:",
        *(f"  {key}: '{value}'" for key, value in UNIT.items()),
        "values:",
    ]
    lines += [
        f"  {name}: {{value: {number}, unit: {unit}}}" if unit else f"  {name}: {number}"
        for name, (number, unit) in VALUES.items()
    ]
    lines += ["judged:", "  C1-09: {points: 5, reason: 两项在国家目录内}"]
    lines += ["claimed_score: {total: 85.6, report: 自评价报告.pdf}", ""]
    return "\n".join(lines)


def _evaluated(path: Path, out: Path) -> dict[str, Any]:
    said = greenlist("evaluate", path, "--policy", "jilin-2024", "--out", out)
    assert (said.code, said.err) == (0, "")
    result: dict[str, Any] = read_json(out / "units" / path.stem / "result.json")
    return result


def test_a_filled_form_and_the_same_data_as_yaml_give_the_same_result(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "same.yaml"
    path.write_text(_yaml(), encoding="utf-8")
    book, text = _evaluated(form, tmp_path / "book"), _evaluated(path, tmp_path / "text")
    for result in (book, text):
        del result["unit"]["file"], result["unit"]["sha256"]
    assert book == text
    values = {one["id"]: one["shown"] for one in book["indicators"]}
    assert (values["C1-01"], values["C1-14"]) == ("0.1029", "0.525")  # 2160 / 21000; 21000 / 40000


def test_an_empty_form_is_no_application_yet(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    greenlist(*MAKE, path)
    said = greenlist("evaluate", path, "--policy", "jilin-2024", "--out", tmp_path / "out")
    assert said.code == 2
    assert "缺少单位名称" in said.err
    assert "Traceback" not in said.err


def test_an_existing_file_is_kept(form: Path) -> None:
    before = form.read_bytes()
    said = greenlist(*MAKE, form)
    assert (said.code, said.out) == (2, "")
    assert "--force" in said.err
    assert form.read_bytes() == before


def test_force_writes_it_anew(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    path.write_bytes(form.read_bytes())
    assert greenlist(*MAKE, path, "--force").code == 0
    assert path.read_bytes() != form.read_bytes()


@pytest.mark.parametrize(
    ("kind", "pack", "words"),
    [
        ("park", "factory-2025", "规则包 factory-2025 用于绿色工厂，不用于绿色工业园区"),
        ("factory", "factory-2099", "factory-2099"),
        ("fabrik", "factory-2025", "fabrik"),
    ],
)
def test_a_wrong_kind_or_pack(tmp_path: Path, kind: str, pack: str, words: str) -> None:
    said = greenlist("form", kind, "--pack", pack, "--out", tmp_path / "f.xlsx")
    assert said.code == 2
    assert words in said.err
    assert not (tmp_path / "f.xlsx").exists()


def test_an_unknown_policy(tmp_path: Path) -> None:
    said = greenlist(*MAKE[:4], "--policy", "nobody", "--out", tmp_path / "f.xlsx")
    assert said.code == 2
    assert "nobody" in said.err


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = greenlist(*MAKE, tmp_path / "file" / "f.xlsx")
    assert said.code == 2
    assert "写不了" in said.err
