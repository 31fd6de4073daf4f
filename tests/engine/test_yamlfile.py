"""YAML as plain data: exact numbers, dates, lines of keys; anything clever is refused with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from greenlist.engine.yamlfile import YamlProblem, load_yaml


def data(text: str) -> object:
    return load_yaml(text)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.10", Decimal("1.10")),
        ("0.1", Decimal("0.1")),
        ("1e3", Decimal(1000)),
        ("12", 12),
        ("-12", Decimal(-12)),
        ("2024-07-12", date(2024, 7, 12)),
        ("2024-02-30", "2024-02-30"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"12"', "12"),
        ("'2024-07-12'", "2024-07-12"),
        ("yes", "yes"),
        ("on", "on"),
        ("07-31", "07-31"),
        ("1,234", "1,234"),
        ("示例", "示例"),
        ("0012", 12),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        (".nan", ".nan"),
    ],
)
def test_scalars(text: str, value: object) -> None:
    found = data(f"k: {text}")
    assert found == {"k": value}
    assert type(found["k"]) is type(value)  # type: ignore[index]


def test_digits_are_kept() -> None:
    assert str(data("k: 92.40")["k"]) == "92.40"  # type: ignore[index]


def test_lines_of_every_key() -> None:
    _, lines = load_yaml("a: 1\nb:\n  - c: 2\n  - c: 3\n")
    assert lines[("a",)] == 1
    assert lines[("b", 0, "c")] == 3
    assert lines[("b", 1, "c")] == 4


def test_an_empty_file_holds_nothing() -> None:
    assert data("") is None
    assert data("# only a comment\n") is None


def test_block_text() -> None:
    assert data("k: >-\n  甲\n  乙\n") == {"k": "甲 乙"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a:\n  b: 1\n  b: 2\n", 3),
        ("a: &x 1\nb: *x\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("a: !!python/object:os.system ls\n", 1),
        ("a: !mine {b: 1}\n", 1),
        ("a: 1\n---\nb: 2\n", 1),
        ("? [a]\n: 1\n", 1),
        ("a: 1\n b: 2\n", 2),
        ("a: [1, 2\n", 1),
        ("a:\n\t- 1\n", 2),
    ],
)
def test_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(YamlProblem) as caught:
        load_yaml(text)
    assert caught.value.line == line
    assert caught.value.reason


def test_depth() -> None:
    assert data("[" * 19 + "]" * 19) is not None
    with pytest.raises(YamlProblem, match="20"):
        load_yaml("[" * 25 + "]" * 25)


def test_a_million_brackets_are_an_answer_and_no_crash() -> None:
    with pytest.raises(YamlProblem):
        load_yaml("[" * 100_000)


def test_a_very_long_number_is_no_trap() -> None:
    assert data("k: " + "9" * 10_000) == {"k": Decimal("9" * 10_000)}
