"""Shingles, sketches, pairs and passages: what must be true of them whatever the texts are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greenlist.agency.likeness import Text, pairs, passages, share
from greenlist.agency.likeness.pairs import common_of, set_of
from greenlist.agency.likeness.shingles import LENGTH, shingled
from greenlist.agency.likeness.sketches import FOUND, chance, deviation, rows_for, sketch

LETTERS = [chr(0x4E00 + code) for code in range(1500)]
PARAGRAPH = st.text(st.sampled_from(LETTERS), min_size=LENGTH, max_size=40)
PARAGRAPHS = st.lists(PARAGRAPH, min_size=1, max_size=8).map(tuple)


def written(seed: int, paragraphs: int, length: int = 60) -> tuple[str, ...]:
    """Paragraphs that nobody else writes."""
    codes = np.random.default_rng(seed).integers(0x4E00, 0x4E00 + len(LETTERS), (paragraphs, length), np.uint32)
    return tuple(row.tobytes().decode("utf-32-le") for row in codes)


def by_hand(text: Text) -> set[str]:
    """The shingles of plain Chinese paragraphs, as strings."""
    return {one[at : at + LENGTH] for one in text.paragraphs for at in range(len(one) - LENGTH + 1)}


@given(PARAGRAPHS, PARAGRAPHS)
def test_share_is_symmetric_and_that_of_plain_sets(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    a, b = Text("a", one), Text("b", (*other, one[0]))
    sets = by_hand(a), by_hand(b)
    assert share(a, b) == share(b, a) == len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@given(PARAGRAPHS)
def test_a_text_is_like_itself(paragraphs: tuple[str, ...]) -> None:
    a, b = Text("a", paragraphs), Text("b", tuple(reversed(paragraphs)))
    assert share(a, b) == 1
    (pair,) = pairs([a, b], threshold=0.9)
    assert (pair.estimated, pair.share) == (1, 1)


@given(st.integers(0, 2**32 - 1), st.integers(0, 20))
def test_estimate_lies_near_the_exact_share(seed: int, common: int) -> None:
    same, mine, theirs = (written(seed + 2**32 * place, 20) for place in range(3))
    a, b = (Text(key, (*same[:common], *own[common:])) for key, own in (("a", mine), ("b", theirs)))
    exact = share(a, b)
    sets = [set_of(one, common_of(())) for one in (a, b)]
    estimated = float((sketch(sets[0]) == sketch(sets[1])).mean())
    assert abs(estimated - exact) <= 6 * deviation(0.5)


@given(PARAGRAPHS)
def test_a_sketch_is_that_of_the_set(paragraphs: tuple[str, ...]) -> None:
    twice = set_of(Text("a", paragraphs * 2), common_of(()))
    once = set_of(Text("b", paragraphs), common_of(()))
    assert np.array_equal(sketch(twice), sketch(once))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_taken(one: str, other: str) -> None:
    a, b = Text("a", tuple(one.split("\n"))), Text("b", tuple(other.split("\n")))
    assert 0 <= share(a, b) == share(b, a) <= 1
    for passage in passages(a, b):
        assert all(0 <= start < end <= len(passage.one) for start, end in passage.one_spans)
        assert all(0 <= start < end <= len(passage.other) for start, end in passage.other_spans)


@given(PARAGRAPHS, st.integers(0, 7))
def test_spans_are_where_the_texts_agree(paragraphs: tuple[str, ...], at: int) -> None:
    long = "".join(paragraphs)
    assume(len(long) >= 20)
    (passage,) = passages(Text("a", (long,)), Text("b", ("前言", f"另一段{long}完")))[:1]
    ((start, end),) = passage.other_spans
    assert long in passage.other[start:end] or passage.other[start:end] in f"另一段{long}完"
    assert passage.one_spans == ((0, len(long)),)


def test_figures_and_signs_do_not_hide_a_copy() -> None:
    a = Text("a", ("公司2023年用水12.5万吨，重复利用率达到90%，管理规范有序。",))
    b = Text("b", ("公司2022年用水7万吨；重复利用率 达到 88.1 %，管理规范、有序。",))
    assert share(a, b) == 1
    (passage,) = passages(a, b)
    assert passage.one[slice(*passage.one_spans[0])] == "公司2023年用水12.5万吨，重复利用率达到90%，管理规范有序"


def test_shingles_stay_within_their_paragraph() -> None:
    assert len(shingled(("一二三四五", "六七八九十")).hashes) == 0
    assert len(shingled(("一二三四五六",)).hashes) == 1
    assert len(shingled(()).hashes) == 0


def test_template_and_law_are_left_out_with_their_blanks_filled() -> None:
    template = "本报告依据绿色工厂评价通则编制，评价范围为某厂全部生产设施和辅助设施，评价期为上一自然年度。"
    filled = template.replace("某厂", "示例厂")
    texts = [Text(key, (filled, *written(number, 4))) for number, key in enumerate("ab")]
    assert share(*texts) > 0
    assert share(*texts, leave_out=[template]) == 0
    assert passages(*texts, leave_out=[template]) == []


def test_planted_pairs_are_found_among_many_and_nobody_else() -> None:
    texts = [Text(str(number), written(number, 12)) for number in range(40)]
    copied = (*texts[3].paragraphs[:9], *written(99, 3))
    found = pairs([*texts, Text("copy", copied)], threshold=0.5)
    assert [(pair.one, pair.other) for pair in found] == [("3", "copy")]
    assert found[0].share == pytest.approx(9 / 15)


def test_empty_texts_are_like_nobody() -> None:
    assert pairs([Text("a", ()), Text("b", ("短",)), Text("c", ())], threshold=0.1) == []
    assert share(Text("a", ()), Text("b", ())) == 0


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
def test_bands_find_what_lies_at_the_threshold(threshold: float) -> None:
    rows = rows_for(threshold)
    assert rows == 1 or chance(threshold, rows) >= FOUND
