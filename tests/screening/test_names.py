"""Name keys against the noise of the national lists (codes.md 5.1) and the pairs that must stay apart (5.3)."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.screening.names import name_key, read_name

NOISE = [  # spelling, the same name spelt otherwise
    ("TCL 空调器（中山）有限公司", "TCL空调器(中山)有限公司"),
    ("北京 ABB 电气传动系统有限公司", "北京ABB电气传动系统有限公司"),
    ("日立电梯 （ 成都 ） 有限公司", "日立电梯(成都)有限公司"),
    ("江苏太古可口可乐饮料有限 公司", "江苏太古可口可乐饮料有限公司"),
    ("徐工集团工程机械股份有限 公司", "徐工集团工程机械股份有限公司"),
    ("深圳创维-RGB 电子有限公司", "深圳创维－RGB电子有限公司"),
    ("庆鼎精密电子（淮安）有限公司", "庆鼎精密电子(淮安)有限公司"),
    ("上海三菱电机·上菱空调机电器有限公司", "上海三菱电机•上菱空调机电器有限公司"),
    ("松下·万宝（广州）压缩机有限公司", "松下・万宝(广州)压缩机有限公司"),
    ("重庆美心.麦森门业有限公司", "重庆美心·麦森门业有限公司"),
    ("一汽—大众汽车有限公司成都分公司", "一汽-大众汽车有限公司成都分公司"),
    ("一汽——大众汽车有限公司成都分公司", "一汽-大众汽车有限公司成都分公司"),
    ("霍尼韦尔-码捷(苏州)科技有限公司", "霍尼韦尔－码捷（苏州）科技有限公司"),
    ("示例甲機械製造有限公司", "示例甲机械制造有限公司"),
    ("ａｂｃ示例有限公司", "ABC示例有限公司"),
    ("〔示例〕甲有限公司", "(示例)甲有限公司"),
    ("\u3000示例甲有限公司\u00a0", "示例甲有限公司"),
    ("ABC  Example Co", "ABC Example Co"),
]
APART = [
    ("鸿富锦精密电子（郑州）有限公司", "鸿富胜精密电子（郑州）有限公司"),
    ("鸿富泰精密电子（烟台）有限公司", "鸿富锦精密电子（烟台）有限公司"),
    ("新远东电缆有限公司", "远东电缆有限公司"),
    ("内蒙古金海伊利乳业有限责任公司", "内蒙古金川伊利乳业有限责任公司"),
    ("西宁经济技术开发区东川工业园区", "西宁经济技术开发区南川工业园区"),
    ("安徽三宝棉纺针织投资有限公司", "安徽三宝棉纺织投资有限公司"),
    ("吉林省长春市示例有限公司", "长春市示例有限公司"),
    ("示例股份有限公司", "示例有限公司"),
    ("示例集团有限公司", "示例股份有限公司"),
    ("示例有限公司", "示例有限责任公司"),
    ("示例有限公司长春分公司", "示例有限公司"),
    ("示例（长春）有限公司", "示例长春有限公司"),
]
FORMER = [
    ("广西粤桂广业控股股份有限公司（原贵糖）", "广西粤桂广业控股股份有限公司", "贵糖"),
    (
        "宝武集团鄂城钢铁有限公司（原武汉钢铁集团鄂城钢铁有限责任公司）",
        "宝武集团鄂城钢铁有限公司",
        "武汉钢铁集团鄂城钢铁有限责任公司",
    ),
    (
        "深圳市宝能汽车有限公司（原长安标致雪铁龙汽车有限公司）",
        "深圳市宝能汽车有限公司",
        "长安标致雪铁龙汽车有限公司",
    ),
    ("示例甲有限公司(曾用名：示例乙有限公司)", "示例甲有限公司", "示例乙有限公司"),
    ("示例甲有限公司（原名:示例乙有限公司）", "示例甲有限公司", "示例乙有限公司"),
    ("示例甲有限公司（更名前：示例乙（长春）有限公司）", "示例甲有限公司", "示例乙(长春)有限公司"),
    ("示例甲有限公司（原示例乙（长春）有限公司）", "示例甲有限公司", "示例乙(长春)有限公司"),
    ("原平示例有限公司", "原平示例有限公司", ""),
    ("示例有限公司（原平）", "示例有限公司(原平)", ""),
    ("示例（原平）有限公司", "示例(原平)有限公司", ""),
    ("天津港保税区（空港、临港片区）", "天津港保税区(空港、临港片区)", ""),
    ("（原示例乙有限公司）", "(原示例乙有限公司)", ""),
]


@pytest.mark.parametrize(("one", "other"), NOISE)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_firms_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(("printed", "key", "former"), FORMER)
def test_a_former_name_in_brackets_is_read_off(printed: str, key: str, former: str) -> None:
    found = read_name(printed)
    assert (found.printed, found.key, found.former_key) == (printed, key, former)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    found = read_name(text)
    assert found.former_key or name_key(found.key) == found.key


def test_a_blank_between_latin_words_is_kept() -> None:
    assert name_key("ABC EXAMPLE") != name_key("ABCEXAMPLE")


class TestNationalList:
    """The five batches as printed (lists.md 4, codes.md 5.1): counted in the source data beside the checkout."""

    @pytest.fixture
    def rows(self, shared: Path) -> list[dict[str, str]]:
        path = shared / "data" / "national_list.csv"
        if not path.exists():
            pytest.skip("national_list.csv is not among the source data beside this checkout")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    def test_no_two_names_of_one_kind_share_a_key(self, rows: list[dict[str, str]]) -> None:
        counted = Counter((row["kind"], name_key(row["name"])) for row in rows)
        assert len(rows) == 2482
        assert [one for one, count in counted.items() if count > 1] == []

    def test_half_width_brackets_meet_full_width_ones(self, rows: list[dict[str, str]]) -> None:
        half = [row["name"] for row in rows if "(" in row["name"]]
        assert len(half) == 14
        for name in half:
            assert read_name(name.replace("(", "（").replace(")", "）")).key == read_name(name).key

    def test_names_that_stand_in_two_kinds(self, rows: list[dict[str, str]]) -> None:
        """94 as printed, 97 after unifying."""
        factories = {row["name"] for row in rows if row["kind"] == "factory"}
        chains = {row["name"] for row in rows if row["kind"] == "supply_chain"}
        assert len(factories & chains) == 94
        assert len({name_key(one) for one in factories} & {name_key(one) for one in chains}) == 97

    def test_the_key_joins_no_more_than_the_spelling_explains(self, rows: list[dict[str, str]]) -> None:
        """Names that meet differ in nothing but width, blanks, dots, dashes and the former name behind them."""
        printed: dict[str, set[str]] = {}
        for row in rows:
            printed.setdefault(name_key(row["name"]), set()).add(row["name"])
        for names in printed.values():
            for one, other in combinations(sorted(names), 2):
                assert _letters(one) == _letters(other), (one, other)


def _letters(name: str) -> str:
    bare = name.split("（原", maxsplit=1)[0].split("(原", maxsplit=1)[0]
    return "".join(character for character in bare.upper() if character.isalnum())
