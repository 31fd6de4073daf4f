"""Every sentence that is said stands in the catalogue, every one that stands there is said, in both languages."""

from __future__ import annotations

import ast
import csv
import re
import string
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import greenlist
from greenlist.engine.lawbook import shipped_law
from greenlist.engine.messages import CATALOGUE, render, say

SOURCE = Path(greenlist.__file__).parent
MESSAGES = SOURCE / "engine" / "messages"
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if MESSAGES not in path.parents]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
CODE = re.compile(r"[a-z]+(\.[a-z0-9_A-Z-]+)+")


def said() -> Iterator[tuple[str, str]]:
    """File and code of every `say("code", …)`."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                first = node.args[0]
                for one in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                    if isinstance(one, ast.Constant):
                        yield path.name, one.value


def built() -> set[str]:
    """The patterns of codes that are put together: say(f"documents.kind_{kind}") -> documents\\.kind_.+"""
    patterns: set[str] = set()
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                if re.match(r"[a-z]+\\\.", parts[0]):
                    patterns.add("".join(parts))
    return patterns


def words() -> set[str]:
    """Every text constant of the source: codes also stand in tables of codes and as arguments."""
    found = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (shipped_law() / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found |= {cell for row in csv.reader(stream) for cell in row}
    return found


def placeholders(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_that_is_said_stands_in_the_catalogue() -> None:
    found = list(said())
    assert len(found) > 100
    assert [one for one in found if one[1] not in CATALOGUE] == []


def test_every_put_together_code_can_be_one_of_the_catalogue() -> None:
    rooms = {code.partition(".")[0] for code in CATALOGUE}
    patterns = [one for one in built() if one.partition("\\")[0] in rooms]
    assert patterns
    assert [one for one in patterns if not any(re.fullmatch(one, code) for code in CATALOGUE)] == []


def test_every_sentence_of_the_catalogue_is_used() -> None:
    constants, patterns = words(), built()
    unused = [
        code
        for code in CATALOGUE
        if code not in constants and not any(re.fullmatch(pattern, code) for pattern in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_the_same(code: str) -> None:
    chinese, english = CATALOGUE[code]
    assert CODE.fullmatch(code)
    assert placeholders(chinese) == placeholders(english)
    assert bool(chinese.strip()) == bool(english.strip())
    bare = re.sub(r"\{[^{}]*\}", "", chinese)
    assert re.search(r"[\u4e00-\u9fff]", bare) or not re.search(r"[A-Za-z]{4,}", bare), "no Chinese in the Chinese"


def test_a_caller_gives_what_the_sentence_names() -> None:
    lacking: list[str] = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                first, given = node.args[0], {keyword.arg for keyword in node.keywords}
                if isinstance(first, ast.Constant) and first.value in CATALOGUE and None not in given:
                    short = placeholders(CATALOGUE[first.value][0]) - given
                    lacking += [f"{path.name}:{node.lineno} {first.value}: {name}" for name in short]
    assert lacking == []


def test_values_are_shown_in_words() -> None:
    message = say("law.points_sum", sum=Decimal("10.50"), total=Decimal("1E+1"))
    assert render(message) == "分值合计 10.5，应为 10；请核对各项分值"
    inner = say("law.value_wrong", value="x", reason=say("law.expected_number"))
    assert render(inner, "en") == "x does not fit: a number is expected"
