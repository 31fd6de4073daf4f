"""Which line a change is about: suggested by code, name, former name, renaming, decided pair; near is a guess."""

from __future__ import annotations

import pytest

from door import uscc
from greenlist.listings.linking import suggest
from greenlist.listings.states import Event, Listed
from greenlist.screening.names import read_name


def line(number: int, name: str, code: str = "", kind: str = "factory") -> Listed:
    key = read_name(name)
    return Listed(number, kind, name, key.key, code, key.former_key)


def removal(name: str, kind: str = "factory") -> Event:
    return Event(1, "removed", kind, name, read_name(name).key)


def renaming(old: str, new: str) -> Event:
    return Event(2, "renamed", "factory", old, read_name(old).key, new, read_name(new).key)


LINES = [
    line(1, "示例精密电子（淮安）有限公司", uscc(1)),
    line(2, "示例糖业股份有限公司（原示例糖厂）"),
    line(3, "完全另外的有限公司"),
]


def found(name: str, code: str = "", **more: object) -> list[tuple[int, str]]:
    return [
        (one.entry, one.how)
        for one in suggest(removal(name), code, LINES, more.get("events", ()), more.get("same", ()))
    ]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "code", "how"),
    [
        ("改了名字的有限公司", uscc(1), (1, "uscc")),
        ("示例精密电子(淮安) 有限公司", "", (1, "name")),
        ("示例糖厂", "", (2, "former_name")),
        ("别的示例有限公司（原示例糖业股份有限公司）", "", (2, "former_name")),
        ("示例精密电子（淮安）公司", "", (1, "near")),
    ],
)
def test_how_lines_are_found(name: str, code: str, how: tuple[int, str]) -> None:
    assert found(name, code)[0] == how


def test_through_announced_renamings() -> None:
    chain = [renaming("示例精密电子（淮安）有限公司", "中间名有限公司"), renaming("中间名有限公司", "最后名有限公司")]
    assert found("最后名有限公司", events=chain) == [(1, "renamed")]
    assert found("最后名有限公司") == []


def test_through_a_pair_that_a_person_joined() -> None:
    same = [(read_name("简称示例").key, read_name("完全另外的有限公司").key)]
    assert found("简称示例", same=same) == [(3, "pair")]


def test_another_code_is_another_unit_whatever_its_name() -> None:
    assert found("示例精密电子（淮安）有限公司", uscc(9)) == []


def test_another_kind_is_not_asked() -> None:
    assert suggest(removal("示例糖厂", "park"), "", LINES, ()) == []
    assert suggest(removal("示例糖厂", ""), "", LINES, ())[0].entry == 2


def test_sure_ones_stand_before_guesses() -> None:
    lines = [line(1, "示例糖业股份有限公司二厂"), line(2, "示例糖业股份有限公司")]
    assert [(one.entry, one.sure) for one in suggest(removal("示例糖业股份有限公司"), "", lines, ())] == [
        (2, True),
        (1, False),
    ]
