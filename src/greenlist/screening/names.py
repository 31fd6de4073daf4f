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
_LONG_DASH = re.compile(r"-{2,}")
# Two characters at least: (原平) is a place. Brackets may stand inside the former name.
_FORMER = re.compile(r"\((?:原名?|曾用名|更名前)[:为]?((?:[^()]|\([^()]*\)){2,})\)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name, its key, and the key of a former name printed behind it in brackets ('' without one)."""

    printed: str
    key: str
    former_key: str


def read_name(printed: str) -> Name:
    """The keys of a name. Place prefixes, legal forms and branch suffixes stay: they tell firms apart."""
    return Name(printed, *keys_of(printed))


def keys_of(printed: str) -> tuple[str, str]:
    """Key and former key of a name, as `read_name` gives them; lists have millions of names."""
    if _plain_characters().fullmatch(printed):
        return printed, ""  # most names: there is nothing to fold
    plain = _folded(printed)
    found = _FORMER.search(plain)
    if found is None or found.start() == 0:
        return plain, ""
    return plain[: found.start()], found.group(1)


def name_key(printed: str) -> str:
    """The key under which two spellings of one name meet."""
    return read_name(printed).key


def _folded(printed: str) -> str:
    plain = unicodedata.normalize("NFKC", printed).strip()
    plain = plain.translate(_BRACKETS).translate(_DOTS).translate(_DASHES)
    plain = _LONG_DASH.sub("-", plain)
    plain = _BLANK_AT_CHINESE.sub("", _BLANKS.sub(" ", plain))
    return plain.translate(_simplified()).upper()


@cache
def _plain_characters() -> re.Pattern[str]:
    """Chinese characters that folding leaves as they are, capitals and digits."""
    folded = _simplified()
    kept = "".join(chr(code) for code in range(0x4E00, 0x9FFF) if code not in folded)
    return re.compile(f"[{kept}A-Z0-9]+")


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters to simplified ones, one by one: names are not sentences, phrases do not count."""
    converter = opencc.OpenCC("t2s")
    characters = [chr(code) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(first, last + 1)]
    converted = converter.convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
