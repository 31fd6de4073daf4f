"""Agencies of the national lists: the cap on real projects, and which spellings are one body (lists.md 5.2, 5.3)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pytest

from greenlist.agency.caps import standing
from greenlist.agency.facts import Body, CapRule, CapStanding, Counted
from greenlist.agency.names import agencies_of, legal_person, merged
from greenlist.agency.unions import Unions
from greenlist.engine.lawbook import LawBook
from greenlist.listings.near import near_pairs
from listings.published import rows

BATCHES = ("1", "2", "3", "4", "5")
SAIBAO = ("广州赛宝认证中心服务有限公司", "工业和信息化部电子第五研究所")

BY_RULE = [  # 5.3 a
    ("上海电器科学研究所（集团） 有限公司", "上海电器科学研究所（集团）有限公司"),
    ("国润创投(北京)科技有限公司", "国润创投（北京）科技有限公司"),
    ("国网(北京)节能设计研究院有限公司", "国网（北京）节能设计研究院有限公司"),
]
SUGGESTED = [  # 5.3 b and c: connected by suggestions, directly or through another spelling
    ("北京国建联信认证中心有限公司", "北京建国联信认证中心有限公司", "国建联信认证中心"),
    ("湖南中质信管理技术有限公司", "湖南省中质信管理技术有限公司"),
    ("安徽省方圆质量技术评价中心", "安徽方圆质量技术评价中心"),
    ("江苏省、南京市节能技术服务中心", "江苏省南京市节能技术服务中心"),
    ("方圆标志认证集团有限公司", "方圆标志任认证集团有限公司"),
    ("中国船舶重工集团公司第七一四研究所", "中国船舶重工集团公司第七十一四研究所"),
    ("国润创投（北京）科技有限公司", "国润投创（北京）科技有限公司"),
    ("广西晨晏信息科技有限公司", "广西晨宴信息科技有限公司"),
    ("九江振浔管理咨询有限公司", "九江振洵管理咨询有限公司"),
    ("天津市节能中心", "天津节能中心"),
    (
        "工业和信息化部电子第五研究所",
        "工业和信息化部电子第五研究所（中国赛宝实验室）",
        "中国赛宝实验室",
        "中国赛宝实验室（工业和信息化部电子第五研究所)",
        "工业和信息化部电子研究五所",
    ),
    ("通标标准技术服务有限公司", "通标标准技术服务有限公司（SGS）"),
    ("河北省电子信息产品监督检验院", "河北省电子信息产品监督检验院（河北省工业节能与绿色发展评价中心）"),
    ("辽宁省电子信息产品监督检验院", "辽宁省电子信息产品监督检验院(辽宁省工业节能与绿色发展评价中心)"),
    ("黑龙江省建筑材料工业规划设计研究院", "黑龙江省建筑材料工业规划设计研究院（工业节能与绿色发展评价中心）"),
    ("内蒙古自治区冶金研究院", "内蒙古自治区冶金研究院（内蒙古自治区冶金产品质量检验所）"),
    ("北京化工大学", "北京化工大学工业节能与绿色发展评价中心"),
    ("宁夏清洁发展机制环保服务中心", "宁夏清洁发展机制环保服务中心（有限责任公司）"),
    ("中国国际工程咨询公司", "中国国际工程咨询有限公司"),
    ("云南省节能技术开发经营公司", "云南省节能技术开发经营有限责任公司"),
    ("中国汽车技术研究中心", "中国汽车技术研究中心有限公司"),
    ("甘肃省建材科研设计院", "甘肃省建材科研设计院有限责任公司"),
    ("济宁市节能技术服务中心", "济宁市节能技术服务中心有限公司"),
    ("四川省地质工程勘察院", "四川省地质工程勘察院集团有限公司"),
    ("北京建筑材料科学研究总院", "北京建筑材料科学研究总院有限公司"),
    ("黑龙江省节能技术服务中心", "黑龙江省节能监测中心", "黑龙江省节能监测中心（原黑龙江省节能技术服务中心）"),
]
APART = [  # 5.3 d
    ("方圆标志认证集团有限公司", "方圆标志认证集团江苏有限公司", "方圆标志认证集团福建有限公司"),
    ("通标标准技术服务有限公司", "通标标准技术服务（上海）有限公司"),
    ("机械工业第四设计研究院有限公司", "机械工业第六设计研究院有限公司"),
    ("河北省电子信息产品监督检验院", "辽宁省电子信息产品监督检验院"),
    ("河南省建筑科学研究院有限公司", "河南省煤炭科学研究院有限公司"),
    ("江苏省节能技术服务中心", "黑龙江省节能技术服务中心"),
    ("重庆市节能技术服务中心", "西安市节能技术服务中心", "济宁市节能技术服务中心", "长春市节能技术服务中心"),
    ("国网（北京）节能设计研究院有限公司", "国网（北京）综合能源规划设计研究院有限公司"),
    ("安徽恒明工程技术有限公司", "安徽焓谷工程技术有限公司"),
    ("浙江贝斯特节能环保科技有限公司", "江西贝斯特节能环保服务有限公司"),
    ("北京卡本能源咨询有限公司", "辽宁卡本能源咨询有限公司"),
]
TWO = "中钢集团武汉安全环保研究院有限公司中钢集团金信咨询有限责任公司"


@pytest.fixture(scope="module")
def strings(shared: Path) -> list[str]:
    return sorted({row["agency"] for row in rows(shared, "agencies")})


# -- the cap ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def projects(shared: Path) -> list[Counted]:
    """Every row once for each agency it names."""
    return [
        Counted(agency, "", row["kind"], int(row["announced_on"][:4]), batch=row["batch"], province=row["region"])
        for row in rows(shared, "national_list")
        for agency in agencies_of(row["agency"])
    ]


Standings = dict[str, dict[str, CapStanding]]  # batch -> agency


@pytest.fixture(scope="module")
def standings(shared: Path, book: LawBook) -> Standings:
    law = book.policy("chongqing-2023").third_party  # 15 per legal person and batch
    rule = CapRule(law.cap, law.cap_unit, law.cap_scope)
    found: Standings = {}
    for batch in BATCHES:
        counted = [one for one in projects(shared) if one.batch == batch]
        bodies = [Body(name, name) for name in sorted({one.agency for one in counted})]
        found[batch] = {one.key: standing(one, bodies, [], counted, rule, year=0, batch=batch) for one in bodies}
    return found


def test_three_above_the_cap_in_the_first_batch(standings: Standings) -> None:
    above = {name: one.used for name, one in standings["1"].items() if one.used > 15}
    assert above == {
        "中国电子技术标准化研究院": 30, "广州赛宝认证中心服务有限公司": 28, "北京联合智业认证有限公司": 16,
    }  # fmt: skip


@pytest.mark.parametrize("batch", BATCHES[1:])
def test_nobody_above_the_cap_later(standings: Standings, batch: str) -> None:
    used = {name: one.used for name, one in standings[batch].items()}
    assert max(used.values()) <= 15
    if batch == "3":
        assert [name for name, count in used.items() if count == 15] == ["中国电子技术标准化研究院"]


def test_the_counts_are_those_of_the_source(shared: Path, standings: Standings) -> None:
    """Beside agencies.csv, which counts strings: only spellings that are one body by rule add up."""
    counts = {
        row["agency"]: {batch: int(row[f"batch_{batch}"]) for batch in BATCHES} for row in rows(shared, "agencies")
    }
    for batch in BATCHES:
        for name, one in standings[batch].items():
            together = [other for other in counts if legal_person(other) == legal_person(name)]
            double = counts[TWO][batch] if name in agencies_of(TWO) else 0
            assert one.used == sum(counts[other][batch] for other in together) + double, name


def test_affiliates_can_break_the_cap(shared: Path, book: LawBook) -> None:
    """11 and 12 projects of batch 2 make 23: if somebody says that the two are related; the names do not say it."""
    law = book.policy("liaocheng-2023").third_party
    scope = book.policy("chongqing-2023").third_party.cap_scope
    rule = CapRule(law.cap, law.cap_unit, scope)
    counted = [one for one in projects(shared) if one.batch == "2"]
    bodies = [Body(name, name) for name in sorted({one.agency for one in counted})]
    one = next(body for body in bodies if body.key == SAIBAO[0])
    assert standing(one, bodies, [], counted, rule, year=0, batch="2").used == 11
    linked = standing(one, bodies, [SAIBAO], counted, rule, year=0, batch="2")
    assert (linked.used, linked.full, set(linked.group)) == (23, True, set(SAIBAO))


# -- the names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", BY_RULE, ids=lambda names: names[0])
def test_one_by_rule(names: tuple[str, ...], strings: list[str]) -> None:
    assert set(names) <= set(strings)
    assert len({legal_person(one) for one in names}) == 1


@pytest.mark.parametrize("names", SUGGESTED, ids=lambda names: names[0])
def test_only_suggested(names: tuple[str, ...], strings: list[str]) -> None:
    assert set(names) <= set(strings)
    assert len({legal_person(one) for one in names}) == len(names)
    assert _connected(names)


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_never_by_rule(names: tuple[str, ...]) -> None:
    assert len({legal_person(one) for one in names}) == len(names)


def test_what_the_rule_merges_on_the_lists(strings: list[str]) -> None:
    """All of it: the three of 5.3 a, and a branch with its head office (5.3 e)."""
    found = sorted(tuple(sorted(names)) for names in merged(strings).values() if len(names) > 1)
    branch = ("中国船级社质量认证公司", "中国船级社质量认证公司南京分公司")
    assert found == sorted(tuple(sorted(names)) for names in [*BY_RULE, branch])


def test_two_agencies_in_one_cell(strings: list[str]) -> None:
    """5.3 f: that cell and no other."""
    split = {cell: agencies_of(cell) for cell in strings if len(agencies_of(cell)) != 1}
    assert split == {TWO: ("中钢集团武汉安全环保研究院有限公司", "中钢集团金信咨询有限责任公司")}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", ()),
        ("  ", ()),
        ("示例一有限公司、示例二有限责任公司", ("示例一有限公司", "示例二有限责任公司")),
        ("示例一有限公司示例二有限公司示例三有限公司", ("示例一有限公司", "示例二有限公司", "示例三有限公司")),
        ("示例认证有限公司南京分公司", ("示例认证有限公司南京分公司",)),
        ("示例集团公司第七研究所", ("示例集团公司第七研究所",)),
        ("江苏省、南京市节能技术服务中心", ("江苏省、南京市节能技术服务中心",)),
        ("示例（集团）有限公司", ("示例（集团）有限公司",)),
        ("示例服务中心（有限责任公司）", ("示例服务中心（有限责任公司）",)),
    ],
)
def test_cells(cell: str, names: tuple[str, ...]) -> None:
    assert agencies_of(cell) == names


def test_suggestions_are_few_enough_to_go_through(strings: list[str]) -> None:
    found = near_pairs(strings, short_forms=True)
    assert len(found) < 80
    assert Counter((one.left, one.right) for one in found).most_common(1)[0][1] == 1


def _connected(names: tuple[str, ...]) -> bool:
    unions = Unions(names)
    for one in near_pairs(names, short_forms=True):
        unions.join(one.left, one.right)
    return all(unions.together(one, other) for one, other in combinations(names, 2))
