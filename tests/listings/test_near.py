"""Near-duplicates: flagged, true and false ones alike; a person tells them apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from greenlist.listings.near import THRESHOLD, near_pairs
from greenlist.screening.names import name_key

from .published import rows


def test_one_key_under_two_spellings() -> None:
    (pair,) = near_pairs(["示例研究所（集团） 有限公司", "示例研究所(集团)有限公司", "无关的机构"])
    assert pair.score == 100
    assert pair.left < pair.right


def test_a_former_name_in_brackets_meets_it() -> None:
    assert [one.score for one in near_pairs(["新示例监测中心（原旧示例服务站）", "旧示例服务站"])] == [100]


def test_new_names_are_set_against_known_ones_and_known_ones_not_against_each_other() -> None:
    known = ["示例晨晏信息科技有限公司", "示例晨宴信息科技有限公司"]
    assert near_pairs([], known) == []
    found = near_pairs(["示例晨延信息科技有限公司"], known)
    assert len(found) == 2
    assert all("晨延" in one.left + one.right for one in found)


def test_the_agencies_of_the_lists(shared: Path) -> None:
    """lists.md 5.3 a and b: what is one body by rule, and misprints; among them pairs that must not be merged."""
    pairs = {(one.left, one.right) for one in near_pairs(row["agency"] for row in rows(shared, "national_list"))}
    for left, right in (
        ("国润创投(北京)科技有限公司", "国润创投（北京）科技有限公司"),
        ("北京国建联信认证中心有限公司", "北京建国联信认证中心有限公司"),
        ("广西晨宴信息科技有限公司", "广西晨晏信息科技有限公司"),
        ("天津市节能中心", "天津节能中心"),
        ("方圆标志任认证集团有限公司", "方圆标志认证集团有限公司"),
        ("方圆标志认证集团有限公司", "方圆标志认证集团江苏有限公司"),  # flagged too, and another body
    ):
        assert tuple(sorted((left, right))) in pairs


def test_the_units_of_the_lists(shared: Path) -> None:
    pairs = {(one.left, one.right) for one in near_pairs(row["name"] for row in rows(shared, "national_list"))}
    assert tuple(sorted(("安徽三宝棉纺针织投资有限公司", "安徽三宝棉纺织投资有限公司"))) in pairs
    assert len(pairs) < 400  # a person can go through them


firms = st.text("甲乙丙丁示例科技有限公司（）()", min_size=4, max_size=9)


@given(st.lists(firms, max_size=12, unique=True))
def test_exactly_the_pairs_of_the_threshold(names: list[str]) -> None:
    keyed = {name: name_key(name) for name in names}
    found = {frozenset({one.left_key, one.right_key}) for one in near_pairs(names) if one.left_key != one.right_key}
    wanted = {
        frozenset({a, b}) for a in keyed.values() for b in keyed.values() if a != b and fuzz.ratio(a, b) >= THRESHOLD
    }
    assert wanted <= found


@pytest.mark.parametrize("names", [[], ["", ""], ["单独一家有限公司"]])
def test_nothing_to_compare(names: list[str]) -> None:
    assert near_pairs([name for name in names if name]) == []


def test_a_short_form_inside_a_long_one() -> None:
    names = ["示例建联认证中心", "北京示例建联认证中心有限公司", "示例认证", "中心有限公司"]
    assert near_pairs(names) == []
    (pair,) = [one for one in near_pairs(names, short_forms=True) if "认证" in one.left and "认证" in one.right]
    assert {pair.left, pair.right} == {"示例建联认证中心", "北京示例建联认证中心有限公司"}
    assert pair.score < THRESHOLD
    assert near_pairs([], names, short_forms=True) == []
