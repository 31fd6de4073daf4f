"""Boxes to tick: □国有 ☑民营, √符合 □不符合, 符合□ 不符合√."""

from __future__ import annotations

import re
import unicodedata

TICKED = "☑☒√✓✔■●▣◼◉⊠⬛✅√"
OPEN = "□☐○◯〇◻⬜"
_MARK = f"[{TICKED}{OPEN}]"
_LEADING = re.compile(rf"({_MARK})\s*([^{TICKED}{OPEN}]*)")
_TRAILING = re.compile(rf"([^{TICKED}{OPEN}]*?)\s*({_MARK})")
_EDGE = " \t\n\r\u3000,，;；、/|()（）:：[]【】"


def has_boxes(text: str) -> bool:
    """Whether there is anything to tick."""
    return re.search(_MARK, text) is not None


def ticked(text: str) -> list[str]:
    """The words beside every ticked box, in their order, blanks and brackets at their edges gone."""
    folded = text.replace("\u200b", "")
    trailing = folded.rstrip(_EDGE)[-1:] in set(TICKED + OPEN) and folded.lstrip(_EDGE)[:1] not in set(TICKED + OPEN)
    pairs = [(mark, words) for words, mark in _TRAILING.findall(folded)] if trailing else _LEADING.findall(folded)
    return [_word(words) for mark, words in pairs if mark in TICKED and _word(words)]


def _word(words: str) -> str:
    """The option itself: without what opens the next bracket, and up to a wide gap."""
    bare = unicodedata.normalize("NFKC", words).strip(_EDGE)
    return re.split(r"\s{2,}|\n", bare)[0].strip(_EDGE)
