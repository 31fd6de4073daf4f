"""Every loading check: the shipped files with one thing broken, and small packs of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .support import BLOCKS, HEAD, INDEX, ITEM, SMALL, Told, broken, check, line_of, shipped, write_law

CHAIN = "packs/supply-chain.yaml"
F2018 = "packs/factory-2018.yaml"
CN2025 = "policies/cn-2025.yaml"
PROCESS = "processes/national-2024.yaml"
X1 = "points: 20, mark: published, clause: 指标体系 X1"

# file, what is broken, how, the key and code of the one problem, words of the sentence
MUTATIONS = [
    (CHAIN, "{id: X2, name: 实施", "{id: X1, name: 实施", "blocks.X1", "law.id_twice", "编号 X1 重复，另见第"),
    (F2018, "weight: 20", "weight: 21", "blocks", "law.weights_sum", "权重合计 101，应为 100"),
    (CHAIN, X1, X1.replace("20", "21"), "blocks.X1.points", "law.points_sum", "分值合计 20，应为 21"),
    (CHAIN, X1, "points: 20, clause: 指标体系 X1", "blocks.X1.mark", "law.mark_missing", "published 原文"),
    (CHAIN, X1, X1.replace("clause", "claus"), "blocks.X1.claus", "law.key_unknown", "不认识的键 claus"),
    (CHAIN, X1, X1.replace("published", "known"), "blocks.X1.mark", "law.value_not_one_of", "“known”不在允许"),
    (CHAIN, X1, X1.replace("20", "二十"), "blocks.X1.points", "law.value_wrong", "值“二十”不合要求：应是数字"),
    (CHAIN, "type: sum", "type: sums", "index.type", "law.value_not_one_of", "checklist、sum、"),
    (CHAIN, "source: d586", "source: d587", "source", "law.source_unknown", "来源 d587 没有写在 sources"),
    (CHAIN, "greenlist: 1", "greenlist: 2", "greenlist", "law.version", "greenlist: 1"),
    (F2018, '"2018-12-01"', '"2018-13-01"', "in_force_from", "law.value_wrong", "应是日期，如"),
    (F2018, '"2018-12-01"', '"2026-12-01"', "in_force_from", "law.dates_order", "2026-12-01 晚于 2025-12-31"),
    (CN2025, "platform-2026", "platform-2027", "standards.factory.default", "law.unknown_id", "platform-2027 的规则包"),
    (
        CN2025,
        "key_industries",
        "key_industry",
        "standards.factory.industry_table",
        "law.unknown_id",
        "key_industry 的数值表",
    ),
    (CN2025, "[third_party]", "[third_partie]", "steps_off", "law.step_unknown", "没有环节 third_partie；可写："),
    (
        "policies/cn-2024.yaml",
        "value: national-2024",
        "value: national-2042",
        "process",
        "law.unknown_id",
        "national-2042 的流程",
    ),
    (
        "policies/cn-2024.yaml",
        "{value: national-2024",
        "national-2024 #",
        "process",
        "law.fact_expected",
        "{value: …, mark: …",
    ),
    (PROCESS, "to: ", "to: nowhere_", "transitions.T01.to", "law.state_unknown", "没有状态 nowhere_"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "code", "words"), MUTATIONS, ids=[f"{one[4]}-{one[3]}" for one in MUTATIONS]
)
def test_one_thing_broken_is_told_at_its_place(
    tmp_path: Path, name: str, old: str, new: str, key: str, code: str, words: str
) -> None:
    files = broken(name, old, new)
    found = check(write_law(tmp_path, files))
    here = next((one for one in found if one.key == key and one.file == name), None)
    assert here is not None, found
    assert here.code == code
    assert words in here.text
    assert is_chinese(here)
    expected = line_of(shipped(name), old) if key != "blocks" else line_of(shipped(name), "blocks:") + 1
    assert abs(here.line - expected) <= 1, (here, expected)


@pytest.mark.parametrize("name", [CHAIN, F2018, CN2025, PROCESS])
def test_a_shipped_file_laid_over_itself_is_good(tmp_path: Path, name: str) -> None:
    assert check(write_law(tmp_path, {name: shipped(name)})) == []


# how the one item of a good small pack is broken -> key, code, words
ITEMS = [
    (
        "direction: up",
        "direction: down",
        "items.A1.leading",
        "law.bounds_down",
        "逆向指标的引领值应小于基准值，现为 90 与 60",
    ),
    ("leading: 90", "leading: 50", "items.A1.leading", "law.bounds_up", "正向指标的引领值应大于基准值，现为 50 与 60"),
    ("leading: 90", "leading: 60", "items.A1.leading", "law.bounds_equal", "相等（60）"),
    ("* 100", "* 100 +", "items.A1.formula", "law.formula_syntax", "写法有误"),
    ("water_reuse / (", "water_reus / (", "items.A1.formula", "law.field_unknown", "water_reus 不在数据字典"),
    ("water_reuse / (water_intake", "energy_total / (water_intake", "items.A1.formula", "law.formula_add", None),
    ('unit: "%"', "unit: t", "items.A1.formula", "law.formula_unit", "与单位 t 不符"),
    (" * 100", "", "items.A1.formula", "law.formula_factor", "相差"),
    ("water_reuse / (", "open('x') / (", "items.A1.formula", "law.formula_word", "规则文件怎么写"),
    ("block: A", "block: B", "items.A1.block", "law.block_unknown", "B 没有写在 blocks 里"),
    ("method: linear", "choice_group: G", "items.A1.choice_group", "law.group_unknown", "选择组 G"),
    ("leading: 90", "leading: {value: null}", "items.A1.leading", "law.open_without_note", "note 里写明缺什么"),
    ("id: A1", "id: A.1", "items.A.1.id", "law.id_with_dot", "不能有“.”"),
    ("mode: quantitative", "mode: counting", "items.A1.mode", "law.value_not_one_of", "quantitative、qualitative"),
    ("    block: A\n", "", "items.A1.block", "law.key_missing", "缺少必填项 block"),
    ("points: 10", "points: 9", "items", "law.points_sum", "分值合计 9，应为 10"),
    (
        "    mark: published\n",
        "    mark: published\n    source: there\n",
        "items.A1.source",
        "law.source_unknown",
        "there",
    ),
]


def test_the_small_pack_is_good(tmp_path: Path) -> None:
    assert check(write_law(tmp_path, {"packs/small.yaml": SMALL})) == []


@pytest.mark.parametrize(("old", "new", "key", "code", "words"), ITEMS, ids=[f"{one[3]}-{one[1]}" for one in ITEMS])
def test_an_item_is_held_to_its_rules(
    tmp_path: Path, old: str, new: str, key: str, code: str, words: str | None
) -> None:
    if code == "law.formula_add":
        new = new.replace("energy_total / (water_intake", "water_reuse / (energy_total")
    item = ITEM.replace(old, new, 1)
    assert item != ITEM
    text = HEAD + INDEX + BLOCKS + "items:\n" + item
    found = check(write_law(tmp_path, {"packs/small.yaml": text}))
    here = next((one for one in found if one.key == key), None)
    assert here is not None, found
    assert (here.file, here.code) == ("packs/small.yaml", code)
    assert words is None or words in here.text
    assert is_chinese(here)
    assert here.line == line_of(text, _stands(key, text))


def _stands(key: str, text: str) -> str:
    """What stands on the line a key is told at (the parent's where the key itself is missing)."""
    last = key.rsplit(".", 1)[-1]
    if key == "items":
        return "  - id: A1"
    return f"    {last}: " if f"    {last}: " in text else "  - id: A"


def test_equal_bounds_are_good_where_steps_are_declared(tmp_path: Path) -> None:
    steps = "method: step\n    steps:\n      - {at: 60, points: 10, mark: published, clause: 表1}\n"
    item = ITEM.replace("leading: 90", "leading: 60").replace("method: linear\n", steps)
    assert check(write_law(tmp_path, {"packs/small.yaml": HEAD + INDEX + BLOCKS + "items:\n" + item})) == []


def test_a_source_out_of_force_before_it_is_in_force(tmp_path: Path) -> None:
    text = SMALL.replace("date: 2024-01-02", "in_force_from: 2025-01-01, in_force_to: 2024-01-01")
    (one,) = check(write_law(tmp_path, {"packs/small.yaml": text}))
    assert (one.line, one.key, one.code) == (7, "sources.here.in_force_from", "law.dates_order")


def test_no_source_at_all_is_told_once(tmp_path: Path) -> None:
    (one,) = check(write_law(tmp_path, {"packs/small.yaml": SMALL.replace("source: here\n", "")}))
    assert (one.key, one.code) == ("source", "law.key_missing")


def test_deadlines_out_of_order(tmp_path: Path) -> None:
    text = """\
        greenlist: 1
        policy: late
        title: 某省
        extends: jilin-2024
        source: n196
        sources: {}
        deadlines:
          province: {value: 2024-07-30, mark: published, clause: 三}
        """
    text = "\n".join(line[8:] for line in text.splitlines())
    (one,) = check(write_law(tmp_path, {"policies/late.yaml": text}))
    assert (one.file, one.line, one.key) == ("policies/late.yaml", 8, "deadlines.province")
    assert "2024-08-01 晚于 2024-07-30" in one.text


def test_a_ranking_key_must_be_a_formula(tmp_path: Path) -> None:
    files = broken("policies/jilin-2024.yaml", "green_factories_national +", "green_factory_national +")
    found = check(write_law(tmp_path, files))
    assert [(one.key, one.code) for one in found] == [("ranking.park.keys.2", "law.field_unknown")]


def test_files_that_cannot_be_told_apart(tmp_path: Path) -> None:
    found = check(write_law(tmp_path, {"packs/a.yaml": SMALL, "packs/b.yaml": SMALL}))
    assert [(one.file, one.line, one.code) for one in found] == [("packs/b.yaml", 2, "law.file_id_twice")]
    assert "packs/a.yaml" in found[0].text


def test_a_name_that_a_table_has(tmp_path: Path) -> None:
    found = check(write_law(tmp_path, {"packs/a.yaml": SMALL.replace("pack: small", "pack: checks")}))
    assert [(one.file, one.line, one.code) for one in found] == [("packs/a.yaml", 2, "law.name_taken")]


BAD_FILES = [
    (SMALL.replace("blocks:", "blocks: ["), "law.not_yaml", "括号、引号没有配对"),
    (SMALL.replace("  - id: A1", "\t- id: A1"), "law.not_yaml", "制表符"),
    (SMALL + 'note: "没有写完\n', "law.not_yaml", "没有结束"),
    (SMALL + "title: 又一个\n", "law.not_yaml", "键 title 写了两次"),
    (SMALL + "note: 甲: 乙\n", "law.not_yaml", "多了冒号"),
    (SMALL + "note: &a x\n", "law.not_yaml", "引用和标签"),
    (SMALL.encode("gb18030"), "law.not_utf8", "另存为 UTF-8"),
    ("- 甲\n- 乙\n", "law.not_mapping", "“键: 值”"),
    ("", "law.not_mapping", "“键: 值”"),
    (SMALL.replace("pack: small", "pak: small"), "law.id_missing", "缺少文件标识 pack"),
]


@pytest.mark.parametrize(("text", "code", "words"), BAD_FILES, ids=[one[2] + str(n) for n, one in enumerate(BAD_FILES)])
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str | bytes, code: str, words: str) -> None:
    (one,) = check(write_law(tmp_path, {"packs/small.yaml": text}))
    assert (one.file, one.code) == ("packs/small.yaml", code)
    assert words in one.text
    assert is_chinese(one)


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = check(write_law(tmp_path, {"packs/a.yaml": "", "policies/b.yaml": "x: ["}))
    assert {one.file for one in found} == {"packs/a.yaml", "policies/b.yaml"}


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert check(write_law(tmp_path, {"packs/small.yaml": "\ufeff" + SMALL})) == []


@pytest.mark.parametrize("name", ["packs/x.yml", "pack/x.yaml", "x.yaml", "tables/spare.csv"])
def test_a_file_that_nothing_reads_is_told(tmp_path: Path, name: str) -> None:
    (one,) = check(write_law(tmp_path, {name: SMALL}))
    assert (one.file, one.code) == (name, "law.file_stray")


def is_chinese(one: Told) -> bool:
    """The sentence is Chinese: no English words but keys and values of the file itself."""
    sentence = one.text.split(": ", 1)[1]
    return len(re.findall(r"[\u4e00-\u9fff]", sentence)) >= 5 and "Input should" not in sentence
