"""Candidates by nearly equal names, from lists as they are kept."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from rapidfuzz import fuzz

from greenlist.screening.fuzzy import finder, kept
from greenlist.screening.names import name_key
from greenlist.screening.subjects import Subject
from screening.kept_lists import keep, listed

OURS = "91220101MA0Y1234X5"
OTHER = "91220101MA0Z9876Y1"
NAME = "青岚市宏达机械制造有限公司"
NEAR = "青岚市宏运机械制造有限公司"


def asked(snapshots, *subjects, threshold=85):
    return finder(snapshots, threshold=threshold).candidates(subjects)


@pytest.fixture
def snapshot(tmp_path: Path):
    return lambda *records, **more: keep(tmp_path / more.pop("file", "list.parquet"), records, **more)


def test_a_near_name_is_a_candidate_with_its_score_and_its_whole_record(snapshot):
    """近似名称成为候选：得分、整行记录、所在文件。"""
    record = listed(NEAR, doc_no="示罚〔2023〕7号", dated_on=date(2023, 5, 1))
    one = snapshot(record, listed("北屿省金川食品厂"))
    (match,) = asked([one], Subject("7", NAME))
    assert (match.subject, match.how, match.on) == ("7", "fuzzy", name_key(NEAR))
    assert match.score == fuzz.ratio(name_key(NAME), name_key(NEAR))
    assert match.record == record
    assert match.snapshot == one


def test_equal_names_are_left_to_exact_matching(snapshot):
    """名称相同的不是近似匹配，写法不同（括号、空格、繁体）也一样。"""
    one = snapshot(listed("青岚（宏达）機械有限公司"), listed("青岚(宏达) 机械有限公司。"))
    assert [match.record.name for match in asked([one], Subject("1", "青岚(宏达)机械有限公司"))] == [
        "青岚(宏达) 机械有限公司。"
    ]


@pytest.mark.parametrize(
    ("uscc", "record", "candidate"),
    [
        (OURS, {}, True),
        ("", {"uscc": OTHER}, True),
        ("", {"org_code": OTHER[8:17]}, True),
        (OURS, {"uscc": OTHER}, False),  # two codes that differ never join
        (OURS, {"org_code": OTHER[8:17]}, False),
        (OURS, {"uscc": OURS}, False),  # decided by the code already
        (OURS, {"org_code": OURS[8:17]}, False),
    ],
)
def test_codes_that_can_be_compared_leave_nothing_to_guess(snapshot, uscc, record, candidate):
    """两边都有代码：相同已定，不同排除，都不再比名称。"""
    one = snapshot(listed(NEAR, **record))
    assert bool(asked([one], Subject("1", NAME, uscc))) == candidate


def test_former_names_on_both_sides_are_near_too(snapshot):
    """曾用名（单位的、名单上括注的）也参加比较。"""
    one = snapshot(listed("北屿省金川食品厂（原" + NEAR + "）"), listed("西川县达通化工有限公司"))
    subject = Subject("1", "云台光电科技有限公司", former_names=(NAME, "西川县达運化工有限公司"))
    assert [match.on for match in asked([one], subject)] == [NEAR, "西川县达通化工有限公司"]


def test_a_record_that_meets_by_one_name_is_not_near_by_another(snapshot):
    """曾用名已完全相同的记录，不再作为近似候选。"""
    one = snapshot(listed(f"{NEAR}（原{NAME}）"))
    assert asked([one], Subject("1", NAME)) == []


def test_one_record_comes_once_with_its_best_score(snapshot):
    """一条记录经多个名称接近，只列一次，取最高分。"""
    one = snapshot(listed(f"{NEAR}（原{NAME}厂）"))
    (match,) = asked([one], Subject("1", NAME, former_names=("青岚市宏大机械有限公司",)))
    assert match.on == f"{NAME}厂"
    assert match.score == fuzz.ratio(NAME, f"{NAME}厂")


def test_one_name_may_stand_on_many_records_best_score_first(snapshot):
    """同一名称的多条记录都列出，分数高的在前。"""
    one = snapshot(
        listed("青岚市宏运机械制造有限责任公司", id_="a"),
        listed(NEAR, id_="b"),
        listed(NEAR, id_="c"),
        listed(NEAR, id_="d"),
    )
    assert [match.record.line for match in asked([one], Subject("1", NAME))] == [3, 4, 5, 2]


def test_tenants_are_asked_as_well_each_unit_once(snapshot):
    """园区内企业一并比较；已单独列出的不重复。"""
    tenant = Subject("1/1", NAME)
    one = snapshot(listed(NEAR))
    matches = asked([one], Subject("1", "示例园区管委会", kind="park", tenants=(tenant,)), tenant)
    assert [match.subject for match in matches] == ["1/1"]


def test_a_branch_is_not_near_what_is_near_its_head_office(snapshot):
    """分公司：总公司只比完全相同的名称，不比近似的。"""
    one = snapshot(listed(NEAR))
    assert asked([one], Subject("1", f"{NAME}北屿省西川县第二十三分公司")) == []


def test_a_row_that_a_newer_list_replaced_is_gone(snapshot):
    """新名单里同一条记录已改成别的名称：旧的不再算。"""
    old = snapshot(listed(NEAR, id_="a"), listed(NEAR, id_="b"), file="old.parquet", as_of=date(2024, 1, 1))
    new = snapshot(listed("西川县达通化工有限公司", id_="a"), file="new.parquet", as_of=date(2024, 6, 1))
    for order in ([old, new], [new, old]):
        (match,) = asked(order, Subject("1", NAME))
        assert match.snapshot == old
        assert match.record.id == listed("", id_="b").id


def test_the_threshold_is_the_callers(snapshot):
    """阈值由调用者定；索引随阈值重建。"""
    one = snapshot(listed("青岚市金运机械制造有限公司"))
    assert asked([one], Subject("1", NAME)) == []
    assert len(asked([one], Subject("1", NAME), threshold=80)) == 1
    assert asked([one], Subject("1", NAME), threshold=90) == []


def test_nothing_to_ask_and_nothing_to_find(snapshot):
    """没有单位、没有名单、名单为空、名称为空：都没有候选，也不出错。"""
    empty = snapshot(file="empty.parquet")
    nameless = snapshot(listed("", id_="x", uscc=OTHER), file="nameless.parquet")
    assert asked([], Subject("1", NAME)) == []
    assert asked([empty, nameless]) == []
    assert asked([empty, nameless], Subject("1", NAME), Subject("2", "")) == []


def test_the_index_is_kept_beside_the_list_and_used_again(snapshot):
    """索引存在名单旁边，下次直接使用；名单变了就重建。"""
    one = snapshot(listed(NEAR))
    beside = one.path.with_name("list.parquet.fuzzy.npz")
    first = asked([one], Subject("1", NAME))
    assert [path.name for path in one.path.parent.iterdir() if path != one.path] == [beside.name]
    with patch.object(kept, "build_index", side_effect=AssertionError("built again")):
        assert asked([one], Subject("1", NAME)) == first
    snapshot(listed("北屿省金川食品厂"), listed(NEAR))
    os.utime(one.path, ns=(1, 1))
    assert [match.record.line for match in asked([one], Subject("1", NAME))] == [3]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half a file", b"not an archive"])
def test_a_damaged_index_is_built_again(snapshot, damage):
    """索引文件损坏：重建，不报错。"""
    one = snapshot(listed(NEAR))
    beside = one.path.with_name("list.parquet.fuzzy.npz")
    beside.write_bytes(damage)
    assert len(asked([one], Subject("1", NAME))) == 1
    assert beside.stat().st_size > len(damage)


def test_a_truncated_or_foreign_index_is_built_again(snapshot):
    """索引被截断、或是别的版本写的：重建。"""
    one = snapshot(listed(NEAR))
    beside = one.path.with_name("list.parquet.fuzzy.npz")
    expected = asked([one], Subject("1", NAME))
    whole = beside.read_bytes()
    beside.write_bytes(whole[: len(whole) // 2])
    assert asked([one], Subject("1", NAME)) == expected
    with np.load(beside) as arrays:
        other = dict(arrays) | {"about": np.array([0, 85])}
    np.savez(beside, **other)
    assert asked([one], Subject("1", NAME)) == expected
    np.savez(beside, something=np.zeros(3))
    assert asked([one], Subject("1", NAME)) == expected


def test_where_nothing_can_be_written_it_still_answers(snapshot):
    """文件夹不可写：照样回答，不留下半个文件。"""
    one = snapshot(listed(NEAR))
    with patch.object(kept.tempfile, "mkstemp", side_effect=PermissionError):
        assert len(asked([one], Subject("1", NAME))) == 1
    with patch.object(kept.np, "savez", side_effect=OSError("no space left")):
        assert len(asked([one], Subject("1", NAME))) == 1
    assert list(one.path.parent.iterdir()) == [one.path]
