"""How wide a text is set, in em; how many lines it takes; where no line end may divide it.

Columns are made for the bundled face, which is a little wider than Times. Lines are counted for the widest case, so
that a row is as high as estimated in the PDF and in any word processor: Latin letters as wide as the widest common face
in their place, no mark squeezed into half its width, a gap between Chinese and Latin letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

from fontTools.ttLib import TTFont

from greenlist.documents.papers.glyphs import FACES, FONTS

MM = 25.4 / 72  # of a point
# DejaVu Serif, which stands in where Times is lacking, has letters that much wider, and these em (regular, bold)
SPARE = (1.15, 1.19)
_FIXED = (("0123456789", 0.64, 0.70), (" ", 0.32, 0.35), ("#+<=>^{}~", 0.84, 0.84))
GAP = 0.25  # em that a word processor puts between Chinese and Latin letters, whether asked to or not
BREAK = "\u200b"  # a place where a line may end; it is not printed
LONGEST = 20  # characters of a word that stays in one piece where the table has room: a code of 18 does
_LATIN = "!-~\u00a0-\u024f"
_OPENS, _CLOSES = "（《“〔‘「『【〈", "）》”〕’」』】〉，。、；：！？％‰℃…·～"
_ENDS = r"[/!)\]},.;:?]+"
# Latin words and figures hold together, with the Chinese marks that may not stand apart from them
_WORDS = re.compile(rf"[{_OPENS}]*[{_LATIN}]+[{_CLOSES}]*")
# what should stay together: such a word, also with a closing mark after a blank, or a character with its marks
_LETTERS = rf"[{_LATIN}]+(?: +{_ENDS}(?= |$))*[{_CLOSES}]*"
_UNIT = rf"[{_OPENS}]*(?:{_LETTERS}|[^ ]{_ENDS}(?![{_LATIN}])|[^ ])[{_CLOSES}]*"
_UNITS = re.compile(_UNIT)
# LibreOffice ends no line between a closing mark and Latin letters; typst does
_PIECES = re.compile(rf"( *)({_UNIT}(?:(?<=[）》”〕’」』】〉，。、]){_LETTERS})*)")
_BORDER = re.compile(rf"(?<=[A-Za-z0-9])(?=[^ {_LATIN}])|(?<=[^ {_LATIN}])(?=[A-Za-z0-9])")

Piece = tuple[float, float]  # em of the blanks before it, which vanish where a line begins with it; em of itself


@lru_cache(maxsize=2)
def _advances(*, bold: bool) -> dict[str, float]:
    """Of every character of the bundled face how far it moves the pen."""
    with TTFont(FONTS / FACES[bold], lazy=True) as font:
        scale = font["head"].unitsPerEm  # type: ignore[attr-defined]
        widths = font["hmtx"].metrics
        return {chr(code): widths[name][0] / scale for code, name in (font.getBestCmap() or {}).items()}


@lru_cache(maxsize=2)
def _widest(*, bold: bool) -> dict[str, float]:
    """The same in whatever face stands in."""
    wide = {one: width * SPARE[bold] if one < "\u0250" else width for one, width in _advances(bold=bold).items()}
    return wide | {one: widths[bold] for characters, *widths in _FIXED for one in characters}


@lru_cache(maxsize=50_000)
def em(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line in the bundled face."""
    known = _advances(bold=bold)
    return sum(known.get(one, 1.0) for one in text)


def widest_em(text: str, *, bold: bool = False) -> float:
    """The same in the widest face."""
    known = _widest(bold=bold)
    return sum(known.get(one, 1.0) for one in text)


def longest_word(text: str, *, bold: bool = False) -> float:
    """The widest piece that should not be divided; of words longer than a code none."""
    words = {one for one in _UNITS.findall(text) if len(one) <= LONGEST and _WORDS.search(one)}
    return max((em(one, bold=bold) + GAP * len(_BORDER.findall(one)) for one in words), default=0.0)


def divisible(text: str, room: float, *, bold: bool = False) -> str:
    """The text with places to break in every word that is wider than `room` em."""
    if em(text, bold=bold) <= room:
        return text
    return _WORDS.sub(lambda found: BREAK.join(found[0]) if em(found[0], bold=bold) > room else found[0], text)


def lines(text: str, room: float, *, bold: bool = False) -> int:
    """How many lines a text takes at most where a line holds `room` em."""
    return sum(_filled(part, room) for part in _pieces(text, bold=bold))


def _filled(pieces: tuple[Piece, ...], room: float) -> int:
    count, used = 1, 0.0
    for gap, width in pieces:
        if used and used + gap + width > room:
            count, used = count + 1, 0.0
        if width > room:  # divided, by some after an opening mark already: nothing follows on its last line
            count, used = count + ceil(width / room) - 1, room
        else:
            used += width + (gap if used else 0.0)
    return count


@lru_cache(maxsize=50_000)
def _pieces(text: str, *, bold: bool) -> tuple[tuple[Piece, ...], ...]:
    """Of each line that is written as one: its indivisible pieces."""
    return tuple(tuple(_cut(part, bold=bold)) for part in text.split("\n"))


def _cut(part: str, *, bold: bool) -> list[Piece]:
    found: list[Piece] = []
    borders = {one.start() for one in _BORDER.finditer(part)}
    for one in _PIECES.finditer(part):
        inside = sum(one.start(2) < at < one.end(2) for at in borders)
        before = widest_em(one[1], bold=bold) + GAP * (one.start(2) in borders)
        found.append((before, widest_em(one[2], bold=bold) + GAP * inside))
    return found
