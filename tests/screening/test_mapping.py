"""Rows of each source brought to records: columns of every generation, units, states, what is dropped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .listfiles import SOURCES, codes, csv_file, notes, original, read, records, uscc

CODE = uscc(1)
OLD = {
    "CF_WSH": "甲环罚〔2023〕12号",
    "CF_CFMC": "超标排放",
    "CF_CFLB1": "罚款",
    "CF_SY": "超标排放",
    "CF_XDR_MC": "虚构甲厂有限公司",
    "CF_XDR_SHXYM": CODE,
    "CF_XDR_ZDM": f"{CODE[8:16]}-{CODE[16]}",
    "CF_XDR_SFZ": "220101198001011237",
    "CF_FR": "虚构人",
    "CF_JG": "罚款2000元",
    "CF_JDRQ": "2023/05/06",
    "CF_XZJG": "虚构市环境局",
    "CF_ZT": "0",
    "DFBM": "220100",
}
NEW = {
    "CF_WSH": "甲环罚[2023]12号",
    "CF_CFLB": "罚款",
    "CF_WFXW": "超标",
    "CF_SY": "超标排放",
    "CF_XDR_MC": "虚构甲厂有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": CODE,
    "CF_XDR_ZZJG": "",
    "CF_XDR_ZJLX": "身份证",
    "CF_FRDB": "虚构人",
    "CF_NR": "罚款",
    "CF_NR_FK": "0.2",
    "CF_JDRQ": "20230506",
    "CF_GSJZQ": "2026-05-06",
    "CF_CFJG": "虚构市环境局",
}


def one(folder: Path, source: str, **cells: str) -> dict[str, Any]:
    """The one record of a file with one row."""
    (record,) = records(read(csv_file(folder / f"{source}.csv", [list(cells), list(cells.values())]), source))
    return record


def test_one_decision_under_both_generations_is_one_record(tmp_path: Path) -> None:  # domain 10.1
    first = one(tmp_path, "credit_china_penalties", **OLD)
    second = one(tmp_path, "credit_china_penalties", **NEW)
    assert first["id"] == second["id"]
    for record in (first, second):
        assert (record["name"], record["uscc"]) == ("虚构甲厂有限公司", CODE)
        assert record["dated_on"] == date(2023, 5, 6)
        assert record["amount"] == Decimal("2000.00")
        assert record["authority"] == "虚构市环境局"
    assert first["org_code"] == CODE[8:17]
    assert (first["category"], second["category"]) == ("罚款", "罚款")
    assert (first["status"], second["status"]) == ("in_force", "")
    assert second["ended_on"] == date(2026, 5, 6)


def test_both_generations_in_one_file(tmp_path: Path) -> None:
    headers = list(dict.fromkeys([*OLD, *NEW]))
    rows = [headers, *([row.get(name, "") for name in headers] for row in (OLD, NEW))]
    found = records(read(csv_file(tmp_path / "p.csv", rows), "credit_china_penalties"))
    assert len({record["id"] for record in found}) == 1
    assert [record["amount"] for record in found] == [Decimal(2000), Decimal(2000)]


def test_chinese_headers(tmp_path: Path) -> None:
    record = one(
        tmp_path,
        "credit_china_penalties",
        行政相对人名称="虚构甲厂有限公司",
        统一社会信用代码=CODE,
        行政处罚决定书文号="甲环罚 〔2023〕 12 号",
        处罚决定日期="2023年5月6日",
        处罚机关="虚构市环境局",
        **{"罚款金额(万元)": "0.2"},
    )
    assert record["id"] == one(tmp_path, "credit_china_penalties", **NEW)["id"]
    assert record["amount"] == Decimal(2000)


def test_the_unit_is_its_code_else_its_organisation_code_else_its_name(tmp_path: Path) -> None:
    by_code = one(tmp_path, "credit_china_penalties", **NEW)
    by_organisation = one(tmp_path, "credit_china_penalties", **NEW | {"CF_XDR_SHXYM": "", "CF_XDR_ZZJG": CODE[8:17]})
    renamed = one(tmp_path, "credit_china_penalties", **NEW | {"CF_XDR_MC": "虚构新名厂有限公司"})
    by_name = one(tmp_path, "credit_china_penalties", **NEW | {"CF_XDR_SHXYM": ""})
    other = one(tmp_path, "credit_china_penalties", **NEW | {"CF_XDR_SHXYM": uscc(2)})
    assert by_code["id"] == by_organisation["id"] == renamed["id"]
    assert len({by_code["id"], by_name["id"], other["id"]}) == 3
    assert by_code["digest"] != renamed["digest"]


def test_a_row_without_document_number_goes_by_its_day_and_reason(tmp_path: Path) -> None:
    without = NEW | {"CF_WSH": ""}
    first = one(tmp_path, "credit_china_penalties", **without)
    assert first["id"] == one(tmp_path, "credit_china_penalties", **without | {"CF_NR_FK": "9"})["id"]
    assert first["id"] != one(tmp_path, "credit_china_penalties", **without | {"CF_SY": "未报统计"})["id"]
    assert first["id"] != one(tmp_path, "credit_china_penalties", **without | {"CF_JDRQ": "20230507"})["id"]


def test_numbers_and_features_of_persons_are_not_kept(tmp_path: Path) -> None:
    record = one(tmp_path, "credit_china_penalties", **OLD)
    assert "CF_XDR_SFZ" not in original(record)
    assert "220101198001011237" not in str(record)
    assert original(record) == {name: cell for name, cell in OLD.items() if name != "CF_XDR_SFZ"}
    debtor = one(tmp_path, "dishonest_debtors", iname="虚构甲厂", cardNum=CODE, age="40", sexy="男")
    assert original(debtor) == {"iname": "虚构甲厂", "cardNum": CODE}


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("credit_china_penalties", NEW | {"CF_XDR_LB": "自然人"}),
        ("dishonest_debtors", {"iname": "虚构人", "cardNum": "2201011980****1237", "partyTypeName": "0"}),
        ("dishonest_debtors", {"法人名称": "虚构人", "统一社会信用代码": "220101198001011237"}),
    ],
)
def test_natural_persons_are_passed_over(tmp_path: Path, source: str, cells: dict[str, str]) -> None:
    imported = read(csv_file(tmp_path / "p.csv", [list(cells), list(cells.values())]), source)
    assert (imported.taken, imported.passed_over, imported.refused) == (0, 1, 0)
    assert not imported.snapshot.complete  # a list without any unit makes nobody clear
    assert list(imported.snapshot.path.parent.glob("*.csv")) == []


def test_the_two_families_of_debtors(tmp_path: Path) -> None:
    first = one(
        tmp_path,
        "dishonest_debtors",
        iname="虚构甲厂",
        caseCode="（2023）虚0101执1号",
        cardNum=f"{CODE[8:16]}-{CODE[16]}",
        courtName="虚构法院",
        areaName="吉林",
        partyTypeName="1",
        performance="全部未履行",
        publishDate="2023年05月06日",
    )
    second = one(
        tmp_path,
        "dishonest_debtors",
        法人名称="虚构甲厂",
        案号="(2023)虚0101执1号",
        组织机构代码=CODE[8:17],
        执行法院="虚构法院",
        是否撤销="是",
        撤销日期="2024-01-02",
        统一社会信用代码=CODE,
    )
    assert first["id"] == second["id"]
    assert (first["uscc"], first["org_code"], first["region"]) == ("", CODE[8:17], "吉林")
    assert (first["status"], first["dated_on"]) == ("", date(2023, 5, 6))
    assert (second["status"], second["ended_on"]) == ("withdrawn", date(2024, 1, 2))


@pytest.mark.parametrize(
    ("source", "cells", "status"),
    [
        ("credit_china_penalties", NEW | {"CF_ZT": "1"}, "unclear"),
        ("credit_china_penalties", NEW | {"CF_ZT": "撤销"}, "revoked"),
        ("credit_china_penalties", NEW | {"CF_ZT": "已修复"}, "repaired"),
        ("credit_china_penalties", NEW | {"CF_ZT": "变更"}, "changed"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "存续（在营、开业、在册）"}, "active"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "存续(在营、开业、在册)"}, "active"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "注销"}, "deregistered"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "吊销，未注销"}, "revoked"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "吊销，已注销"}, "deregistered"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "迁出"}, "moved"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "某种新状态"}, "unstated"),
        ("gsxt_status", {"企业名称": "虚构甲厂", "登记状态": "存续", "注销日期": "2024-01-02"}, "deregistered"),
        ("gsxt_abnormal", {"企业名称": "虚构甲厂", "列入日期": "2023-01-02"}, ""),
        ("gsxt_abnormal", {"企业名称": "虚构甲厂", "状态": "已移出"}, "removed"),
        ("gsxt_abnormal", {"企业名称": "虚构甲厂", "是否移出": "否"}, "listed"),
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "2023年违规企业整改落实情况专项监察"}, "listed"),
        (
            "energy_supervision",
            {"企业名称": "虚构甲厂", "监察内容": "绿色工厂能效专项监察"},
            "inspected",
        ),  # domain 10.4
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "整改", "整改情况": "已完成整改"}, "rectified"),
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "整改", "整改完成日期": "2024-3-1"}, "rectified"),
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "整改", "整改情况": "逾期未整改"}, "overdue"),
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "整改", "整改情况": "未完成整改"}, "unfinished"),
        ("energy_supervision", {"企业名称": "虚构甲厂", "监察内容": "整改", "整改情况": "正在整改"}, "listed"),
        ("green_list_removals", {"单位名称": "虚构甲厂", "移出日期": "2024-01-02"}, ""),
        ("green_list_removals", {"单位名称": "虚构甲厂", "调整类型": "更名"}, "renamed"),
        ("inspections", {"单位名称": "虚构甲厂", "是否严重": "是"}, "serious"),
        ("inspections", {"单位名称": "虚构甲厂", "是否严重": "否"}, "not_serious"),
        ("inspections", {"单位名称": "虚构甲厂", "是否严重": ""}, ""),
        ("accidents", {"单位名称": "虚构甲厂", "事故等级": "一般"}, ""),
        ("province_list", {"单位名称": "虚构甲厂", "状态": "解除"}, "removed"),
    ],
)
def test_how_states_read(tmp_path: Path, source: str, cells: dict[str, str], status: str) -> None:
    assert one(tmp_path, source, **cells)["status"] == status


def test_the_columns_of_the_ledger_are_those_of_removals(tmp_path: Path) -> None:
    record = one(
        tmp_path,
        "green_list_removals",
        单位名称="虚构甲厂（原虚构乙厂）",
        类型="绿色工厂",
        批次="第三批",
        移出日期="2023-02-03",
        文号="工信部虚〔2023〕1号",
        统一社会信用代码=CODE,
    )
    assert (record["name_key"], record["former_key"], record["listed_kind"]) == ("虚构甲厂", "虚构乙厂", "绿色工厂")
    assert (record["batch"], record["doc_no"]) == ("第三批", "工信部虚〔2023〕1号")


def test_dates_and_amounts_that_nobody_understands_are_told_and_count_as_not_given(tmp_path: Path) -> None:
    cells = NEW | {"CF_JDRQ": "2023年13月", "CF_NR_FK": "贰仟元", "CF_GSJZQ": "长期"}
    imported = read(csv_file(tmp_path / "p.csv", [list(cells), list(cells.values())]), "credit_china_penalties")
    (record,) = records(imported)
    assert (record["dated_on"], record["ended_on"], record["amount"]) == (None, None, None)
    assert (imported.taken, imported.refused, imported.noted) == (1, 0, 1)
    assert notes(imported) == [(2, "lists.both")]
    assert "日期看不懂" in str(imported.notes[0].reason)
    assert "金额看不懂" in str(imported.notes[0].reason)
    assert original(record)["CF_JDRQ"] == "2023年13月"
    assert imported.snapshot.complete


def test_an_end_before_its_beginning_ends_nothing(tmp_path: Path) -> None:
    cells = {"企业名称": "虚构甲厂", "列入日期": "2023-05-06", "移出日期": "2022-05-06"}
    imported = read(csv_file(tmp_path / "a.csv", [list(cells), list(cells.values())]), "gsxt_abnormal")
    assert records(imported)[0]["ended_on"] is None
    assert notes(imported) == [(2, "lists.ends_before")]


def test_a_wrong_code_matches_nothing_and_is_told(tmp_path: Path) -> None:
    cells = {"企业名称": "虚构甲厂", "统一社会信用代码": CODE[:-1] + ("A" if CODE[-1] != "A" else "B")}
    imported = read(csv_file(tmp_path / "a.csv", [list(cells), list(cells.values())]), "gsxt_abnormal")
    assert records(imported)[0]["uscc"] == ""
    assert notes(imported) == [(2, "lists.wrong_code")]


@pytest.mark.parametrize("code", ["9.1E+17", "9.12201e+17", "912201E+12"])
def test_a_code_spoilt_by_a_spreadsheet_is_refused(tmp_path: Path, code: str) -> None:
    rows = [["企业名称", "统一社会信用代码"], ["虚构甲厂", code], ["虚构乙厂", CODE]]
    imported = read(csv_file(tmp_path / "a.csv", rows), "gsxt_abnormal")
    assert codes(imported) == [(2, "lists.spoilt_code")]
    assert not imported.snapshot.complete
    assert imported.taken == 1


def test_leading_zeros_of_codes_and_numbers_stay(tmp_path: Path) -> None:
    record = one(tmp_path, "gsxt_abnormal", 企业名称="虚构甲厂", 组织机构代码="00012345-6", 决定书文号="0012")
    assert (record["org_code"], record["doc_no"]) == ("000123456", "0012")


def test_every_source_reads_a_file_of_its_own_first_headers(tmp_path: Path) -> None:
    for source in SOURCES.values():
        cells = {
            headers[0]: "2023-05-06" if column.endswith("_on") else "" for column, headers in source.columns.items()
        }
        cells[source.columns["name"][0]] = "虚构甲厂"
        record = one(tmp_path, source.id, **cells)
        assert record["name"] == "虚构甲厂", source.id
        assert record["dated_on"] == date(2023, 5, 6), source.id
