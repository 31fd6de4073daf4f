"""Settings from the environment: nonsense stops the program, secrets may stand in files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from greenlist.ops import env

NAME = "GREENLIST_TRIAL"
SOURCE = Path(env.__file__).parents[1]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"


def test_a_setting_stands_in_the_environment_or_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.text(NAME, "usual") == "usual"
    monkeypatch.setenv(NAME, "given")
    assert env.text(NAME, "usual") == "given"
    monkeypatch.delenv(NAME)
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "from a file"


def test_missing_given_twice_or_unreadable_is_told_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is not set"):
        env.text(NAME)
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text(NAME)
    monkeypatch.setenv(NAME, "both")
    with pytest.raises(ImproperlyConfigured, match="both set"):
        env.text(NAME)


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, word: str, meant: bool) -> None:
    monkeypatch.setenv(NAME, word)
    assert env.flag(NAME, default=not meant) is meant


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("vielleicht", lambda: env.flag(NAME, default=False)),
        ("2", lambda: env.flag(NAME, default=False)),
        ("many", lambda: env.number(NAME, 1)),
        ("-1", lambda: env.number(NAME, 1)),
        ("0", lambda: env.number(NAME, 7, least=1)),
        ("1.5", lambda: env.number(NAME, 1)),
        ("other", lambda: env.choice(NAME, "one", ("one", "two"))),
        ("/no/such/folder", lambda: env.folders(NAME)),
        ("greenlist.example.cn", lambda: env.url(NAME, "http://127.0.0.1")),
        ("ftp://greenlist.example.cn", lambda: env.url(NAME, "http://127.0.0.1")),
    ],
)
def test_nonsense_is_told_by_name(monkeypatch: pytest.MonkeyPatch, word: str, read: Callable[[], Any]) -> None:
    monkeypatch.setenv(NAME, word)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read()


def test_lists_addresses_and_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NAME, " a.cn, ,b.cn ")
    assert env.words(NAME) == ["a.cn", "b.cn"]
    monkeypatch.setenv(NAME, f"{tmp_path},{tmp_path.parent}")
    assert env.folders(NAME) == [tmp_path, tmp_path.parent]
    monkeypatch.setenv(NAME, "https://a.cn/")
    assert env.url(NAME, "") == "https://a.cn"
    monkeypatch.setenv(NAME, " 3 ")
    assert env.number(NAME, 1) == 3


def test_every_setting_has_a_row_in_the_documents_and_no_row_is_without_one() -> None:
    call = re.compile(r"\benv\.(?:text|flag|number|words|files|folders|url|choice)\(\s*\"(\w+)\"")
    read = {
        name
        for path in SOURCE.rglob("*.py")
        if path.name != "env.py"
        for name in call.findall(path.read_text(encoding="utf-8"))
    }
    rows = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(read) > 20
    assert rows == read
