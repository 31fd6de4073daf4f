"""Overlays and extends: what merges, what is replaced, what is removed, and where a fault is told."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from greenlist.engine.lawbook import LawBook, LawInvalid, UnknownLaw

from .support import SMALL, broken, check, shipped, write_law

OVER = """\
greenlist: 1
pack: factory-2018
title: 本省 2018 版
extends: factory-2018
source: local
sources:
  local: {title: 某省评分表}
blocks:
  - {id: management, weight: {value: 15, mark: published, clause: 表1}}
"""


def pack_over(tmp_path: Path, text: str, name: str = "packs/factory-2018.yaml") -> LawBook:
    return LawBook([write_law(tmp_path, {name: text})])


def test_a_file_that_extends_its_own_id_changes_what_it_names(tmp_path: Path) -> None:
    below, above = LawBook().pack("factory-2018"), pack_over(tmp_path, OVER).pack("factory-2018")
    assert above.title == "本省 2018 版"
    old = {block.id: block for block in below.blocks}
    new = {block.id: block for block in above.blocks}
    assert list(old) == list(new)
    weight = new["management"].weight
    assert weight is not None
    assert (weight.value, weight.source, weight.clause) == (Decimal(15), "local", "表1")
    assert weight.settled
    assert new["infrastructure"] == old["infrastructure"]
    assert [item.id for item in above.items] == [item.id for item in below.items]


def test_sources_are_each_file_s_own(tmp_path: Path) -> None:
    pack = pack_over(tmp_path, OVER).pack("factory-2018")
    assert pack.blocks[0].source == "template3"  # as the shipped file says
    assert {"local", "template3"} <= set(pack.sources)


def test_a_fact_is_replaced_whole(tmp_path: Path) -> None:
    text = OVER + "in_force_to: {value: '2026-06-30', mark: published}\n"
    fact = pack_over(tmp_path, text).pack("factory-2018").in_force_to
    assert fact is not None
    assert (fact.value, fact.note, fact.clause, fact.source) == ("2026-06-30", "", "", "local")


def test_another_id_makes_a_new_document(tmp_path: Path) -> None:
    book = pack_over(tmp_path, OVER.replace("pack: factory-2018", "pack: my-2018"), "packs/my.yaml")
    assert book.pack("my-2018").title == "本省 2018 版"
    assert book.pack("my-2018").blocks[1].path == "my-2018/blocks.management"
    assert book.pack("factory-2018").title == LawBook().pack("factory-2018").title


def test_an_entry_is_removed_by_its_id(tmp_path: Path) -> None:
    text = OVER + "items:\n  - {id: F5-01, remove: true}\n"
    before = [item.id for item in LawBook().pack("factory-2018").items]
    after = [item.id for item in pack_over(tmp_path, text).pack("factory-2018").items]
    assert after == [one for one in before if one != "F5-01"]


def test_a_removal_that_removes_nothing_is_told(tmp_path: Path) -> None:
    text = OVER + "items:\n  - {id: F5-99, remove: true}\n"
    (one,) = check(write_law(tmp_path, {"packs/factory-2018.yaml": text}))
    assert (one.line, one.key, one.code) == (11, "items.F5-99", "law.removed_in_vain")


def test_a_file_without_extends_replaces_the_whole_file(tmp_path: Path) -> None:
    book = pack_over(tmp_path, SMALL.replace("pack: small", "pack: factory-2018"))
    assert [item.id for item in book.pack("factory-2018").items] == ["A1"]


def test_later_layers_win(tmp_path: Path) -> None:
    first = write_law(tmp_path / "1", {"packs/factory-2018.yaml": OVER})
    second_text = OVER.replace("value: 15", "value: 14").replace("本省 2018 版", "本市 2018 版")
    second = write_law(tmp_path / "2", {"packs/factory-2018.yaml": second_text})

    def seen(*layers: Path) -> tuple[str, object]:
        pack = LawBook(layers).pack("factory-2018")
        weight = pack.blocks[1].weight
        return pack.title, weight and weight.value

    assert seen(first, second) == ("本市 2018 版", Decimal(14))
    assert seen(second, first) == ("本省 2018 版", Decimal(15))


def test_a_fault_is_told_in_the_file_that_wrote_it(tmp_path: Path) -> None:
    first = write_law(tmp_path / "1", {"packs/factory-2018.yaml": OVER.replace("value: 15", "value: 十五")})
    second_text = OVER.split("blocks:", maxsplit=1)[0] + "items:\n  - {id: F5-01, points: 八}\n"
    second = write_law(tmp_path / "2", {"packs/factory-2018.yaml": second_text})
    found = {one.key: one for one in check(first, second)}
    weight, points = found["blocks.management.weight.value"], found["items.F5-01.points"]
    # both are named by a path below their own folder, so the line is of that file
    assert ("十五" in weight.text, weight.line, str(tmp_path / "1") in weight.text) == (True, 9, True)
    assert ("八" in points.text, points.line, str(tmp_path / "2") in points.text) == (True, 9, True)


def test_a_fault_of_the_shipped_file_below_is_told_there(tmp_path: Path) -> None:
    base = write_law(tmp_path / "1", broken("packs/factory-2018.yaml", "weight: 20", "weight: 二十"))
    over = write_law(tmp_path / "2", {"packs/my.yaml": OVER.replace("pack: factory-2018", "pack: my-2018")})
    found = [one for one in check(base, over) if one.key == "blocks.infrastructure.weight"]
    assert {str(tmp_path / "1") in one.text for one in found} == {True}


def test_an_unknown_extends(tmp_path: Path) -> None:
    text = OVER.replace("extends: factory-2018", "extends: factory-2081")
    (one,) = check(write_law(tmp_path, {"packs/factory-2018.yaml": text}))
    assert (one.line, one.key, one.code) == (4, "extends", "law.unknown_id")
    assert "没有编号为 factory-2081 的规则包；现有：" in one.text


def test_extends_of_itself_with_nothing_below(tmp_path: Path) -> None:
    (one,) = check(write_law(tmp_path, {"packs/x.yaml": OVER.replace("factory-2018", "mine")}))
    assert (one.line, one.key, one.code) == (4, "extends", "law.extends_nothing")


def test_extends_in_a_circle(tmp_path: Path) -> None:
    files = {
        f"packs/{a}.yaml": OVER.replace("pack: factory-2018", f"pack: {a}").replace(
            "extends: factory-2018", f"extends: {b}"
        )
        for a, b in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    found = check(write_law(tmp_path, files))
    assert {(one.key, one.line, one.code) for one in found} == {("extends", 4, "law.extends_circle")}
    with pytest.raises(LawInvalid, match="绕了一圈"):
        LawBook([tmp_path]).pack("a")


def test_an_unknown_id_names_what_there_is() -> None:
    with pytest.raises(UnknownLaw, match=r"没有编号为 jilin-2042 的政策；现有：.*jilin-2024"):
        LawBook().policy("jilin-2042")


# -- the hash names the law that a result rests on ------------------------------------------------------


def hash_of(folder: Path | None = None, pack: str = "factory-2018") -> str:
    book = LawBook([folder] if folder else [])
    book.pack(pack)
    return book.hash_of(pack)


def test_the_hash_is_the_same_in_every_process() -> None:
    code = (
        "from greenlist.engine.lawbook import LawBook; b = LawBook(); b.pack('factory-2018');"
        "print(b.hash_of('factory-2018'))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {hash_of()}


@pytest.mark.parametrize(
    ("old", "new"),
    [("weight: 20", "weight: 20.0"), ("title: 绿色", "title: 绿 色"), ("mark: secondary", "mark: published")],
)
def test_the_hash_changes_when_anything_changes(tmp_path: Path, old: str, new: str) -> None:
    text = shipped("packs/factory-2018.yaml")
    folder = write_law(tmp_path, {"packs/factory-2018.yaml": text.replace(old, new, 1)})
    assert (hash_of(folder) != hash_of()) is (old in text and old != new)


def test_the_hash_follows_what_is_extended_and_confirmed(tmp_path: Path) -> None:
    below = write_law(
        tmp_path / "1", broken("policies/cn-2024.yaml", "sources:\n", "sources:\n  zz: {title: 另一文件}\n")
    )
    word = (
        "confirmations:\n  - {fact: jilin-2024/evaluation.na_policy, document: d, by: b, on: 2024-01-01, value: zero}\n"
    )
    confirmed = write_law(tmp_path / "2", {"confirmations.yaml": word})
    hashes = set()
    for layers in ([], [below], [confirmed], [below, confirmed]):
        book = LawBook(layers)
        book.policy("jilin-2024")
        hashes.add(book.hash_of("jilin-2024"))
    assert len(hashes) == 4


def test_comments_and_layout_do_not_change_the_hash(tmp_path: Path) -> None:
    text = "# 说明\n\n" + shipped("packs/factory-2018.yaml")
    assert hash_of(write_law(tmp_path, {"packs/factory-2018.yaml": text})) == hash_of()
