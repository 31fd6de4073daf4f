"""How wide a text is set, in em of the bundled face; which parts of it no line end may divide."""

from __future__ import annotations

import re
from functools import lru_cache

from fontTools.ttLib import TTFont

from greenlist.documents.papers.glyphs import FACES, FONTS

MM = 25.4 / 72  # of a point
SPARE = 1.18  # Latin letters may be that much wider where the word processor lacks the face named
BREAK = "\u200b"  # a place where a line may end; it is not printed
LONGEST = 20  # characters of a word that stays in one piece where the table has room: a code of 18 does
# Latin words and figures hold together, with the Chinese marks that may not stand apart from them
_WORDS = re.compile(r"[（《“〔]*[!-~\u00a0-\u024f]+[）》”〕，。、；：]*")


@lru_cache(maxsize=1)
def _advances() -> dict[str, float]:
    """Of every character of the bold face (the wider one) how far it moves the pen."""
    with TTFont(FONTS / FACES[1], lazy=True) as font:
        scale = font["head"].unitsPerEm  # type: ignore[attr-defined]
        widths = font["hmtx"].metrics
        found = {chr(code): widths[name][0] / scale for code, name in (font.getBestCmap() or {}).items()}
    return {one: width * SPARE if one < "\u0250" else width for one, width in found.items()}


@lru_cache(maxsize=50_000)
def em(text: str) -> float:
    """The width of a text on one line."""
    known = _advances()
    return sum(known.get(one, 1.0) for one in text)


def longest_word(text: str) -> float:
    """The widest piece that should not be divided; of words longer than a code none."""
    return max((em(word) for word in _WORDS.findall(text) if len(word) <= LONGEST), default=0.0)


def divisible(text: str, room: float) -> str:
    """The text with places to break in every word that is wider than `room` em."""
    if em(text) <= room:
        return text
    return _WORDS.sub(lambda found: BREAK.join(found[0]) if em(found[0]) > room else found[0], text)
