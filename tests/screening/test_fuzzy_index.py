"""No pair is lost: the index beside rapidfuzz asked of every pair."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from greenlist.screening.fuzzy import NameIndex, build_index
from greenlist.screening.fuzzy import index as index_module
from greenlist.screening.fuzzy.bounds import LONGEST, Bounds
from greenlist.screening.fuzzy.keys import Packing, keys_of
from greenlist.screening.fuzzy.tokens import lay_out, marks, tables

Found = set[tuple[int, int, float]]


def by_hand(queries: list[str], names: list[str], threshold: int) -> Found:
    """Every pair asked."""
    return {
        (query, name, score)
        for query, ours in enumerate(queries)
        for name, theirs in enumerate(names)
        if (score := fuzz.ratio(ours, theirs)) >= threshold
    }


def found(index: NameIndex, queries: list[str], threshold: int = 85) -> Found:
    """What the index says."""
    pairs = index.search(queries, threshold)
    return set(zip(pairs.query.tolist(), pairs.name.tolist(), pairs.score.tolist(), strict=True))


few = st.text(alphabet="甲乙丙", max_size=12)  # characters repeat all the time
edge = st.text(alphabet="甲乙", min_size=LONGEST[2] - 4, max_size=LONGEST[2] + 6)  # where fewer tokens make a key
middle = st.text(alphabet="甲乙", min_size=LONGEST[3] - 4, max_size=LONGEST[3] + 6)
firms = st.builds(
    lambda place, brand, trade, form: place + brand + trade + form,
    st.sampled_from(["", "青岚市", "北屿省青岚市"]),
    st.text(alphabet="宏达运通金川", min_size=1, max_size=4),
    st.sampled_from(["机械制造", "机械", "食品", "(青岚)科技"]),
    st.sampled_from(["有限公司", "有限责任公司", "股份有限公司", "厂"]),
)
odd = st.text(max_size=8)  # other scripts, beyond the basic plane
lone = st.text(alphabet=["\ud800", "\udfff", "甲", "\U00020000"], max_size=5)
names_ = st.lists(st.one_of(few, middle, edge, firms, odd, lone), max_size=25)


@given(names_, names_, st.integers(min_value=40, max_value=100))
@example([""], ["", ""], 85)
@example(["甲" * 200 + "乙"], ["甲" * 180, "甲" * 30, "甲"], 85)
@example(["甲乙丙"], [], 85)
def test_every_pair_is_found_with_the_score_of_rapidfuzz(queries, names, threshold):
    """任一组名称，任一阈值：与逐对比较的结果相同。"""
    assert found(build_index(names, threshold), queries, threshold) == by_hand(queries, names, threshold)


@given(st.data())
def test_names_an_edit_or_two_away_are_found(data):
    """近似名称：改一两个字，多一个字，少一个字。"""
    names = data.draw(st.lists(st.one_of(firms, middle, edge), min_size=1, max_size=20))
    queries = []
    for name in names:
        letters = list(name)
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(letters)))
            letters[at : at + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from(["", "甲", "宏", "公司"]))
        queries.append("".join(letters))
    assert found(build_index(names), queries) == by_hand(queries, names, 85)


def test_real_names_of_the_national_lists(shared):
    """国家名单的名称互相比较，与逐对比较相同。"""
    rows = (shared / "data" / "national_list.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = [row.split(",")[5] for row in rows]
    index = build_index(names)
    queries = names[::40]
    assert found(index, queries) == by_hand(queries, names, 85)


def test_very_long_names_meet():
    """极长的名称（万字）也能找到，不会撑爆内存。"""
    long = "甲乙丙丁戊己庚辛" * 1500
    names = [long, long[:-1800], long[: len(long) // 2], "甲乙"]
    assert found(build_index(names), [long + "壬"]) == by_hand([long + "壬"], names, 85)


def test_small_steps_and_batches_give_the_same(monkeypatch):
    """分批处理与一次处理相同。"""
    names = [
        f"青岚市{brand}{trade}有限公司"
        for brand in ("宏达", "宏运", "金川", "达通")
        for trade in ("机械", "食品", "化工")
    ]
    whole = build_index(names).search(names)
    monkeypatch.setattr(index_module, "STEP", 3)
    monkeypatch.setattr(index_module, "BATCH", 5)
    monkeypatch.setattr("greenlist.screening.fuzzy.tokens.CELLS", 20)
    parts = build_index(names).search(names)
    assert np.array_equal(whole.query, parts.query)
    assert np.array_equal(whole.name, parts.name)
    assert np.array_equal(whole.score, parts.score)


def test_results_stand_by_query_then_name():
    """结果先按查询、再按名称排列，每对一次。"""
    names = ["青岚市宏达机械有限公司", "青岚市宏运机械有限公司"] * 3
    pairs = build_index(names).search(list(reversed(names)))
    order = list(zip(pairs.query.tolist(), pairs.name.tolist(), strict=True))
    assert order == sorted(set(order))
    assert len(order) == 36


def test_an_index_answers_from_its_threshold_upwards():
    """可以问更高的阈值，不能问更低的。"""
    names = ["青岚市宏达机械有限公司", "青岚市宏运机械有限公司"]
    index = build_index(names, 80)
    assert found(index, names[:1], 95) == {(0, 0, 100.0)}
    with pytest.raises(ValueError, match="from 80"):
        index.search(names, 79)


@pytest.mark.parametrize("threshold", [0, 101, -3])
def test_a_threshold_is_from_1_to_100(threshold):
    """阈值在 1 至 100 之间。"""
    with pytest.raises(ValueError, match="1 to 100"):
        build_index(["甲"], threshold)


def test_saved_and_loaded(tmp_path: Path):
    """存盘后再读，结果相同；别的版本存的不读。"""
    names = ["青岚市宏达机械有限公司", "", "甲\ud800乙", "北屿省宏达食品厂"]
    index = build_index(names)
    index.save(tmp_path / "names.npz")
    again = NameIndex.load(tmp_path / "names.npz")
    assert found(again, names) == found(index, names) == by_hand(names, names, 85)
    assert [again.spelling(number) for number in range(4)] == names
    arrays = index.arrays() | {"about": np.array([0, 85])}
    with pytest.raises(ValueError, match="version 0"):
        NameIndex.of(arrays)


@given(st.integers(1, 100), st.integers(0, 90), st.integers(0, 90))
def test_the_lengths_that_can_meet_are_exactly_those(threshold, one, other):
    """长度范围：整数推导与定义逐一相符。"""
    bounds = Bounds(threshold)
    can = 200 * min(one, other) >= threshold * (one + other)
    assert (bounds.shortest(one) <= other <= bounds.longest(one)) == can
    if can:
        prefix = bounds.prefix(one, other)
        assert bounds.joint(one, other) <= prefix <= bounds.widest_prefix(one, bounds.joint(one, other))
        assert bounds.joint(one, other) == bounds.joint(other, one)


@given(few, few)
def test_marks_never_differ_in_more_bits_than_the_names_in_tokens(one, other):
    """指纹不会误排：位差不超过字差。"""
    rows = {}
    for table in tables(lay_out([one, other])):
        for number, mark, tokens in zip(table.ids.tolist(), marks(table.tokens).T, table.tokens, strict=True):
            rows[number] = mark, set(tokens.tolist())
    bits = int(np.bitwise_count(rows[0][0] ^ rows[1][0]).sum())
    assert bits <= len(rows[0][1] ^ rows[1][1])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 2_000_000, 2_097_152, 2_097_153, 50_000_000])
def test_a_key_and_a_name_share_one_number(count):
    """二百万以上的名称也装得下。"""
    packing = Packing(count)
    key, name = np.array([(1 << packing.key_bits) - 1]), np.array([max(0, count - 1)])
    packed = packing.packed(key, name)
    assert packing.upper(packed).tolist() == key.tolist()
    assert packing.name(packed).tolist() == name.tolist()
    assert packed < packing.first(key + 1)


@pytest.mark.parametrize("joint", [1, 2, 3])
def test_other_tokens_or_another_length_make_another_key(joint):
    """字不同、长度不同，键就不同：否则白比许多。"""
    places = np.arange(1, 13)[None, :]
    made = [keys_of(places, joint, length, 42)[0].ravel() for length in range(40)]
    keys = np.concatenate(made)
    assert len(np.unique(keys)) == len(keys)
    assert keys.min() >= 0
    assert keys.max() < 1 << 42
