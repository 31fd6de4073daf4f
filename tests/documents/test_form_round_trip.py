from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from form_filler import UNIT, USCC, Filler, FormMaker, rewrite

from greenlist.documents.form import write_form
from greenlist.documents.form_reader import FormData, read_form
from greenlist.engine.application import read_application
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook

PROOF = {"file": "甲.png", "source": "信用中国", "queried_on": date(2024, 7, 1)}
HEAD: dict[str, Any] = {
    "greenlist": 1,
    "evaluation_year": 2023,
    "route": "self",
    "applied_on": date(2024, 7, 20),
    "unit": {"name": "示例机械有限公司", "uscc": USCC, "contact": "示例", "phone": "0431-00000000"},
}


def read(filler: Filler, book: LawBook) -> FormData:
    return read_form(filler.save(), book)


def assert_an_application(form: FormData, book: LawBook) -> None:
    """The engine takes the data as it stands."""
    case, problems = read_application(form.data, fields_of(book), places=form.places)
    assert case is not None
    assert problems == []


def test_factory_reads_back_what_was_filled(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT | {"claimed.total": {"value": 88.5}, "claimed.report": {"value": "评价报告.pdf"}})
    filler.fill(
        "values",
        {
            "water_reuse": {"year0": 1200.5, "evidence": "水平衡测试.pdf 第3页"},
            "water_intake": {"year0": 0.3, "unit": "万m³"},
            "energy_total": {"year0": 12345, "reason": "含辅助生产"},
            "solid_old_stock_used": {"year0": 0},
            "solid_generated": {"na": "无一般工业固体废物产生"},
            "output_value_total": {"year0": 3000, "year-1": 2800.25},
            "platform_functions": {"year0": "能耗查询；能效对标"},
        },
    )
    filler.fill(
        "table.products",
        {
            0: {"name": "电缆", "unit": "km", "qualified_output": 100, "energy": 12.5, "is_main": "是"},
            1: {"name": "@危险名称", "energy": 3},
        },
    )
    filler.fill(
        "conditions",
        {
            "NEG-1": {"answer": "无此情形", "queried_on": datetime(2024, 7, 1), "proof1": "信用中国.png"},  # noqa: DTZ001
            "NEG-2a": {"answer": "有此情形", "sub": "安全事故", "reason": "已整改"},
            "BR-a": {"answer": "符合"},
        },
    )
    filler.fill(
        "events",
        {0: {"condition": "NEG-2a 事故", "kind": "安全事故", "on": "2022年3月5日", "grade": "一般"}},
    )
    filler.fill("judged", {"C1-09": {"points": 3.5, "reason": "见说明", "evidence": "说明.pdf", "assessor": "示例"}})
    filler.fill("declared", {"C1-07": {"value": 28.5}, "C1-08": {"na": "无固废"}})

    result = read(filler, book)

    assert result.problems == []
    assert result.data == HEAD | {
        "kind": "factory",
        "pack": "factory-2025",
        "claimed_score": {"total": Decimal("88.5"), "report": "评价报告.pdf"},
        "values": {
            "water_reuse": {"value": Decimal("1200.5"), "evidence": "水平衡测试.pdf 第3页"},
            "water_intake": {"value": Decimal("0.3"), "unit": "万m³"},
            "energy_total": {"value": Decimal(12345), "reason": "含辅助生产"},
            "solid_old_stock_used": Decimal(0),
            "platform_functions": ["能耗查询", "能效对标"],
        },
        "years": {
            2023: {"output_value_total": Decimal(3000)},
            2022: {"output_value_total": Decimal("2800.25")},
        },
        "products": [
            {"name": "电缆", "unit": "km", "energy": Decimal("12.5"), "is_main": True,
             "qualified_output": {"value": Decimal(100), "unit": "km"}},
            {"name": "@危险名称", "energy": Decimal(3)},
        ],
        "conditions": {
            "NEG-1": {
                "answer": "met", "queried_on": date(2024, 7, 1),
                "proof": [{"file": "信用中国.png", "source": "国家企业信用信息公示系统",
                           "queried_on": date(2024, 7, 1)}],
            },
            "NEG-2a": {
                "sub": "safety","answer": "not_met", "reason": "已整改", "events": [
                {"kind": "safety", "grade": "一般", "on": date(2022, 3, 5)}]},
            "BR-a": {"answer": "met"},
        },
        "judged": {
            "C1-09": {
                "points": Decimal("3.5"), "reason": "见说明", "evidence": "说明.pdf", "assessor": "示例",
            }
        },
        "declared": {"C1-07": {"value": Decimal("28.5"), "unit": "%"}},
        "not_applicable": {"solid_generated": "无一般工业固体废物产生", "C1-08": "无固废"},
    }  # fmt: skip
    assert_an_application(result, book)


def test_park_reads_back_three_years_choices_and_its_roster(form: FormMaker, book: LawBook) -> None:
    filler = form("park-2023")
    filler.fill("unit", UNIT)
    filler.fill(
        "values",
        {
            "park_va": {"year0": 30, "year-1": 28, "year-2": 26.5, "evidence": "统计公报.pdf"},
            "park_co2": {"year0": 1, "unit": "万tCO₂", "year-3": 2},
        },
    )
    filler.fill(
        "tenants",
        {
            0: {
                "name": "示例甲厂",
                "uscc": USCC,
                "cond.NEG-1": "无此情形",
                "queried_on": "2024/7/1",
                "proof.信用中国": "甲.png",
            },
            2: {"name": "示例乙厂", "cond.NEG-1": "未查"},
        },
    )
    chosen = next(item for item in book.pack("park-2023").items if item.choice_group)
    section = "declared" if chosen.formula or chosen.variants else "judged"
    filler.set(section, chosen.id, "chosen", "是")

    result = read(filler, book)

    evidence = {"evidence": "统计公报.pdf"}
    assert result.problems == []
    assert result.data == HEAD | {
        "kind": "park",
        "pack": "park-2023",
        "years": {
            2023: {
                "park_va": {"value": Decimal(30)} | evidence,
                "park_co2": {"value": Decimal(1), "unit": "万tCO₂"},
            },
            2022: {"park_va": {"value": Decimal(28)} | evidence},
            2021: {"park_va": {"value": Decimal("26.5")} | evidence},
            2020: {"park_co2": {"value": Decimal(2), "unit": "万tCO₂"}},
        },
        "tenants": [
            {"name": "示例甲厂", "uscc": USCC,
             "conditions": {"NEG-1": {"answer": "met", "queried_on": date(2024, 7, 1), "proof": [PROOF]}}},
            {"name": "示例乙厂", "conditions": {"NEG-1": {"answer": "unknown"}}},
        ],
        "chosen": [chosen.id],
    }  # fmt: skip
    assert_an_application(result, book)


def test_supply_chain_reads_back_judged_items(form: FormMaker, book: LawBook) -> None:
    filler = form("supply-chain")
    filler.fill("unit", UNIT)
    item = book.pack("supply-chain").items[0].id
    filler.fill("judged", {item: {"points": 0, "reason": "未建立"}})
    result = read(filler, book)
    assert result.problems == []
    assert result.data["judged"] == {item: {"points": Decimal(0), "reason": "未建立"}}
    assert_an_application(result, book)


def test_an_empty_form_hands_in_nothing(form: FormMaker, book: LawBook) -> None:
    result = read(form("factory-2025"), book)
    assert set(result.data) <= {"greenlist", "kind", "pack", "evaluation_year", "unit"}
    assert result.data["unit"] == {}


def test_every_value_names_its_cell(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    value = filler.set("values", "water_reuse", "year0", 5)
    yearly = filler.set("values", "output_value_total", "year-1", 5)
    row = filler.set("table.products", 3, "energy", 5)
    answer = filler.set("conditions", "NEG-1", "answer", "未查")
    places = read(filler, book).places
    assert places["values", "water_reuse"] == value
    assert places["years", "2022", "output_value_total"] == yearly
    assert places["products", 0, "energy"] == row
    assert places["conditions", "NEG-1"] == answer


def test_sheets_may_be_renamed_and_rows_and_columns_moved(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    sheet = filler.cell("values", "water_reuse", "year0").parent
    sheet.insert_rows(5)
    sheet.insert_cols(4)
    sheet.title = "用水"
    place = filler.set("values", "water_reuse", "year0", 7)
    result = read(filler, book)
    assert result.data["values"] == {"water_reuse": Decimal(7)}
    assert result.places["values", "water_reuse"] == place


@pytest.mark.parametrize("stated", ["１２３４．５", "1,234.5", " 1234.5 ", 1234.5])
def test_numbers_as_people_type_them(stated: str | float, form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("values", "water_reuse", "year0", stated)
    assert read(filler, book).data["values"]["water_reuse"] == Decimal("1234.5")


def test_binary_artefacts_of_excel_are_kept_as_they_stand(form: FormMaker, book: LawBook) -> None:
    filler = form("factory-2025")
    filler.fill("unit", UNIT)
    filler.set("values", "water_reuse", "year0", 0.625)
    assert rewrite(filler.save(), b"<v>0.625</v>", b"<v>0.30000000000000004</v>")
    assert read_form(filler.path, book).data["values"]["water_reuse"] == Decimal("0.30000000000000004")


def test_forms_of_all_shipped_packs_are_written_and_read(book: LawBook, tmp_path: Path) -> None:
    for pack_id in book.ids("pack"):
        path = tmp_path / f"{pack_id}.xlsx"
        write_form(book.pack(pack_id), book.policy("cn-2024"), book, path)
        result = read_form(path, book)
        assert result.data["pack"] == pack_id
        assert {problem.message.code for problem in result.problems} <= {"documents.year_missing"}


def test_the_same_law_gives_the_same_bytes(book: LawBook, tmp_path: Path) -> None:
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        write_form(book.pack("factory-2025"), book.policy("jilin-2024"), book, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
