"""The differing characters of two names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from greenlist.screening.differences import Segment, differences, of_match
from greenlist.screening.outcomes import Match
from greenlist.screening.subjects import Subject
from screening.kept_lists import listed

MARKS = {"same": " ", "only_left": "-", "only_right": "+"}


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("青岚市宏达机械厂", "青岚市宏运机械厂", " 青岚市宏|-达|+运| 机械厂"),
        ("北屿省青岚市宏达食品", "青岚市宏达食品", "-北屿省| 青岚市宏达食品"),
        ("宏达食品有限公司", "宏达食品股份有限公司", " 宏达食品|+股份| 有限公司"),
        ("甲乙", "丙丁", "-甲乙|+丙丁"),
        ("甲乙", "甲乙", " 甲乙"),
        ("", "甲", "+甲"),
        ("甲", "", "-甲"),
        ("", "", ""),
    ],
)
def test_a_change_shows_what_stood_and_what_stands(left, right, shown):
    """换字、多字、少字，各按两边标出。"""
    assert "|".join(MARKS[one.where] + one.text for one in differences(left, right)) == shown


names = st.text(alphabet="甲乙丙丁(ab", max_size=14)


@given(names, names)
def test_segments_hold_both_names_and_as_little_change_as_the_score_counts(left, right):
    """拼回去就是两个名称；相同的字数与得分一致；相邻的段不同类。"""
    segments = differences(left, right)
    assert "".join(one.text for one in segments if one.where != "only_right") == left
    assert "".join(one.text for one in segments if one.where != "only_left") == right
    same = sum(len(one.text) for one in segments if one.where == "same")
    if left or right:
        assert 200 * same / (len(left) + len(right)) == pytest.approx(fuzz.ratio(left, right))
    kinds = [one.where for one in segments]
    assert all(kinds[place] != kinds[place + 1] for place in range(len(kinds) - 1))
    assert all(one.text for one in segments)


def test_of_a_match_the_nearest_name_of_the_unit_is_shown():
    """与曾用名接近的，按曾用名比较。"""
    record = listed("青岚市宏运机械厂")
    subject = Subject("1", "云台光电科技有限公司", former_names=("青岚市宏达机械厂",))
    match = Match("1", record, "fuzzy", record.name_key, 87.5)
    assert of_match(subject, match) == (
        Segment("青岚市宏", "same"),
        Segment("达", "only_left"),
        Segment("运", "only_right"),
        Segment("机械厂", "same"),
    )
