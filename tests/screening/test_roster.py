"""Rosters as offices keep them, into the units that are screened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from door import uscc
from greenlist.engine.case import Case, Kind, Tenant
from greenlist.screening.roster import Roster, gather, subject_of
from greenlist.screening.roster_rows import read_entries

HEAD = ["单位名称", "统一社会信用代码", "曾用名", "地区", "类型", "所属园区"]
A, B, C, D = (uscc(number) for number in range(1, 5))


@dataclass
class Sheet:
    rows: list[list[Any]]
    name: str = "名册"

    def place(self, row: int, column: int) -> str:
        return f"{self.name}!{'ABCDEFGH'[column]}{row + 1}"


def read(*rows: list[Any]) -> Roster:
    entries, problems = read_entries([Sheet(list(rows))], "名册.xlsx")
    roster = gather(entries)
    roster.problems[:0] = problems
    return roster


def told(roster: Roster) -> list[str]:
    return [problem.text() for problem in roster.problems]


def test_a_row_is_a_unit() -> None:
    roster = read(HEAD, ["示例玻璃有限公司", A.lower(), "示例玻璃厂、示例窑厂", "吉林省长春市", "绿色工厂", ""])
    (unit,) = roster.subjects
    assert (unit.name, unit.uscc, unit.region, unit.kind) == ("示例玻璃有限公司", A, "吉林省长春市", "factory")
    assert unit.former_names == ("示例玻璃厂", "示例窑厂")
    assert (unit.problem, roster.problems) == ("", [])


@pytest.mark.parametrize(
    "head",
    [
        ["name", "uscc"], ["Name", "CODE"], ["企业名称", "信用代码"], ["名称", "社会信用代码"],
        ["单位名称*", "统一社会 信用代码"],
    ],
)  # fmt: skip
def test_headers_in_chinese_and_english(head: list[str]) -> None:
    (unit,) = read(head, ["示例玻璃有限公司", A]).subjects
    assert (unit.name, unit.uscc) == ("示例玻璃有限公司", A)


def test_the_header_may_stand_below_a_title_and_columns_in_any_order() -> None:
    (unit,) = read(
        ["2024年推荐名册", "", ""], ["", "", ""], ["序号", "信用代码", "企业名称"], [1.0, A, "示例厂"]
    ).subjects
    assert (unit.name, unit.uscc) == ("示例厂", A)


def test_tenants_go_to_their_park_by_name_or_code() -> None:
    roster = read(
        HEAD,
        ["示例一厂", A, "", "", "", "示例（东）园区"],
        ["示例(东)园区", B, "", "", "园区", ""],
        ["示例二厂", C, "", "", "", B],
        ["示例三厂", D, "", "", "", ""],
    )
    park, alone = roster.subjects
    assert [one.name for one in park.tenants] == ["示例一厂", "示例二厂"]
    assert (park.kind, alone.name, alone.tenants, roster.problems) == ("park", "示例三厂", (), [])
    assert len({park.key, alone.key, *(one.key for one in park.tenants)}) == 4


def test_a_park_that_is_only_named_is_one_and_needs_no_code() -> None:
    (park,) = read(HEAD, ["示例园区", "", "", "", "", ""], ["示例一厂", A, "", "", "", "示例园区"]).subjects
    assert (park.kind, park.problem, len(park.tenants)) == ("park", "", 1)


def test_a_park_without_a_row_is_told_once_and_its_tenants_are_screened() -> None:
    roster = read(HEAD, *([f"示例{n}厂", uscc(n), "", "", "", "示例失踪园区"] for n in range(1, 4)))
    assert len(roster.subjects) == 3
    (problem,) = roster.problems
    assert "写明属于它的 3 家按单独的单位筛查" in problem.text()
    assert not problem.fatal


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (f"{A[:-1]}{'1' if A[-1] != '1' else '2'}", "校验"),
        ("912201", "18"),
        (9.122010200000001e17, "末位已丢失"),
    ],
    ids=["check", "length", "number"],
)
def test_a_code_that_cannot_be_used_stays_with_its_unit(code: Any, says: str) -> None:
    roster = read(HEAD, ["示例玻璃有限公司", code, "", "", "", ""])
    (unit,) = roster.subjects
    assert unit.uscc == ""
    assert says in unit.problem
    (problem,) = roster.problems
    assert says in problem.text()
    assert not problem.fatal


def test_rows_without_a_code_are_told_together() -> None:
    rows = [[f"示例{n}厂", "", "", "", "", ""] for n in range(8)]
    roster = read(HEAD, *rows, ["示例园区", "", "", "", "园区", ""])
    assert [(one.uscc, one.problem) for one in roster.subjects] == [("", "")] * 9
    (line,) = told(roster)
    assert "名册!A2: 8 家没有统一社会信用代码（示例0厂、示例1厂、示例2厂、示例3厂、示例4厂等）" in line


def test_the_same_row_twice_is_taken_once_and_told() -> None:
    roster = read(HEAD, ["示例厂", A, "", "", "", ""], ["示例厂 ", A, "", "", "", ""])
    assert len(roster.subjects) == 1
    assert told(roster) == ["名册.xlsx 名册!A3: 示例厂 与 名册!A2 相同，只筛查一次"]


def test_one_code_under_two_names_is_screened_twice_and_told() -> None:
    roster = read(HEAD, ["示例厂", A, "", "", "", ""], ["示例新厂", A, "", "", "", ""])
    assert [one.name for one in roster.subjects] == ["示例厂", "示例新厂"]
    assert "已用于另一名称" in told(roster)[0]


def test_a_unit_may_stand_for_itself_and_inside_a_park() -> None:
    roster = read(
        HEAD, ["示例园区", B, "", "", "", ""], ["示例厂", A, "", "", "", ""], ["示例厂", A, "", "", "", "示例园区"]
    )
    assert [(one.name, len(one.tenants)) for one in roster.subjects] == [("示例园区", 1), ("示例厂", 0)]
    assert roster.problems == []


def test_a_row_without_a_name_is_not_screened_and_says_so() -> None:
    roster = read(HEAD, ["", A, "", "", "", ""], ["", "", "", "", "", ""], ["示例厂", B, "", "", "", ""])
    assert [one.name for one in roster.subjects] == ["示例厂"]
    (problem,) = roster.problems
    assert problem.fatal
    assert problem.place == "名册!A2"


def test_an_unknown_kind_is_told() -> None:
    roster = read(HEAD, ["示例厂", A, "", "", "绿色商场", ""])
    assert roster.subjects[0].kind == ""
    assert "不认识的类型“绿色商场”" in told(roster)[0]


@pytest.mark.parametrize(
    "rows", [[], [["甲", "乙"]], [["说明：本表列出单位名称"]], [HEAD]], ids=["empty", "no header", "prose", "no rows"]
)
def test_a_table_that_is_no_roster_is_told(rows: list[list[Any]]) -> None:
    roster = read(*rows)
    assert roster.subjects == []
    assert [problem.fatal for problem in roster.problems] == [True]


def test_a_roster_of_names_alone_warns() -> None:
    roster = read(["单位名称"], ["示例厂"])
    assert (roster.subjects[0].uscc, roster.subjects[0].problem) == ("", "")
    assert "名册没有“统一社会信用代码”一列" in told(roster)[0]


def test_an_application_becomes_a_unit_with_its_tenants() -> None:
    unit = {"region": "吉林省吉林市", "former_names": "示例老园区；示例更老园区"}
    tenants = (Tenant("示例一厂", A), Tenant("示例二厂", "123"))
    subject = subject_of(Case(Kind.PARK, "示例园区", "", 2023, unit=unit, tenants=tenants), "park.yaml")
    assert (subject.kind, subject.region, subject.problem) == ("park", "吉林省吉林市", "")
    assert subject.former_names == ("示例老园区", "示例更老园区")
    assert [(one.uscc, bool(one.problem)) for one in subject.tenants] == [(A, False), ("", True)]


def test_rows_of_a_roster_join_the_park_of_an_application() -> None:
    park = subject_of(Case(Kind.PARK, "示例园区", B, 2023, tenants=(Tenant("示例一厂", A),)), "park.yaml")
    entries, _ = read_entries([Sheet([HEAD, ["示例二厂", C, "", "", "", "示例园区"]])], "名册.csv")
    (unit,) = gather(entries, [park]).subjects
    assert [one.name for one in unit.tenants] == ["示例一厂", "示例二厂"]
