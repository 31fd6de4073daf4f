"""Names as they are compared (codes.md 5.2, a proposal: unverified). The printed name is always kept beside the key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import opencc

_BRACKETS = str.maketrans("[]{}〔〕【】「」『』〈〉《》", "()" * 8)  # full-width ones are folded by NFKC
_DOTS = str.maketrans(dict.fromkeys("·•.・‧∙⋅・．", "·"))
_DASHES = str.maketrans(dict.fromkeys("-—–－‐‑‒―−", "-"))
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff()"
_BLANK_AT_CHINESE = re.compile(rf"(?<=[{_CHINESE}·-])\s+|\s+(?=[{_CHINESE}·-])")
_BLANKS = re.compile(r"\s+")
_FORMER = re.compile(r"\((?:原名?|曾用名|更名前)[:为]?([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name, its key, and the key of a former name printed behind it in brackets ('' without one)."""

    printed: str
    key: str
    former_key: str


def read_name(printed: str) -> Name:
    """The keys of a name. Place prefixes, legal forms and branch suffixes stay: they tell firms apart."""
    plain = _folded(printed)
    found = _FORMER.search(plain)
    if found is None or found.start() == 0:
        return Name(printed, plain, "")
    return Name(printed, plain[: found.start()], found.group(1))


def name_key(printed: str) -> str:
    """The key under which two spellings of one name meet."""
    return read_name(printed).key


def _folded(printed: str) -> str:
    plain = unicodedata.normalize("NFKC", printed).strip()
    plain = plain.translate(_BRACKETS).translate(_DOTS).translate(_DASHES).replace("——", "-")
    plain = _BLANK_AT_CHINESE.sub("", _BLANKS.sub(" ", plain))
    return plain.translate(_simplified()).upper()


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters to simplified ones, one by one: names are not sentences, phrases do not count."""
    converter = opencc.OpenCC("t2s")
    characters = [chr(code) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(first, last + 1)]
    converted = converter.convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
