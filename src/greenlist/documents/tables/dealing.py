"""How the width of a page is dealt out to the columns of a table, as a careful clerk would.

Codes, figures and short words get what they need and no more; names and other running texts share the rest, so that
all of them stay within the same number of lines. Widths follow the texts evenly: like texts give like widths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from .measuring import MM, em, lines, longest_word

INSET = 0.25  # between a line of the table and its text, on each side, of the size of type
SAFE = 0.4  # millimetres that the lines of the table and the rounding of a word processor may take
STEP = 0.1  # em by which widths are tried
ABOVE = 10  # one text in so many may be higher than the others
HEAD_LINES = 5  # a title may always take
LEAST = 2.0  # em of a column
WIDEST = 60.0  # em that no column needs


@dataclass(frozen=True, slots=True)
class Whole:
    """What stays in one piece: texts of `short` em, of longer ones `start`, and words, in running text of `words`."""

    short: float = 4.0
    start: float = 3.0
    words: float = WIDEST


class Samples:
    """The texts of a column, its title first; many rows may say the same. `floor` are em it has in any case."""

    def __init__(self, texts: Sequence[str], *, floor: float = LEAST) -> None:
        self.title, self.texts, self._floor = texts[0], texts[1:], floor
        self.unlike = tuple(dict.fromkeys(self.texts))

    def least(self, whole: Whole) -> float:
        """The em that divide nothing that should stay in one piece. A text that is one word, as a code is, always."""
        title = longest_word(self.title, bold=True)
        return _stepped(max(self._floor, title, *(_in_one_piece(one, whole) for one in self.unlike)))

    def greatest(self) -> float:
        """The em in which every text stands on one line."""
        return _stepped(max(em(line) for text in self.unlike for line in text.split("\n")) if self.unlike else 0.0)

    def lines(self, room: float) -> list[int]:
        """Of every text how many lines it takes."""
        known = {text: lines(text, room) for text in self.unlike}
        return [known[text] for text in self.texts]

    def held(self, most: int, least: float) -> float:
        """The em, from `least`, in which the texts take no more lines than that, a few high ones aside."""
        steps = range(ceil((WIDEST - least) / STEP))
        return least + STEP * bisect_left(steps, True, key=lambda step: self._holds(most, least + step * STEP))

    def _holds(self, most: int, room: float) -> bool:
        if lines(self.title, room, bold=True) > max(most, HEAD_LINES):
            return False
        return sum(one > most for one in self.lines(room)) * ABOVE <= len(self.texts)


def room_of(width: float, size: float) -> float:
    """How many em of text a line holds in a column of so many millimetres."""
    return max((width - SAFE) / (size * MM) - 2 * INSET, 1.0)


def width_of(room: float, size: float) -> float:
    """How many millimetres a column takes that holds so many em."""
    return (room + 2 * INSET) * size * MM + SAFE


def least_width(samples: Sequence[Samples], size: float, whole: Whole) -> float:
    """The millimetres that the columns take at least together."""
    return sum(width_of(one.least(whole), size) for one in samples)


def mean_lines(samples: Sequence[Samples], rooms: Sequence[float]) -> float:
    """How many lines a row has on average in columns that hold so many em."""
    found = [one.lines(room) for one, room in zip(samples, rooms, strict=True)]
    rows = [max(row) for row in zip(*found, strict=True)]
    return sum(rows) / len(rows) if rows else 1.0


def dealt(samples: Sequence[Samples], size: float, width: float, whole: Whole) -> tuple[float, ...]:
    """Widths in millimetres that fill the given one, where the least of the columns leave room."""
    lost = sum(width_of(0.0, size) for _ in samples)
    room = (width - lost) / (size * MM)
    least = [one.least(whole) for one in samples]
    held = _held(samples, least, room)
    rooms = _filled(held, [max(some, one.greatest()) for some, one in zip(held, samples, strict=True)], room)
    return tuple(width_of(one, size) for one in rooms)


def _held(samples: Sequence[Samples], least: Sequence[float], room: float) -> list[float]:
    """The columns held to as few lines as there is room for."""
    for most in range(1, 40):
        held = [one.held(most, some) for one, some in zip(samples, least, strict=True)]
        if sum(held) <= room:
            return held
    return list(least)


def _filled(rooms: Sequence[float], greatest: Sequence[float], room: float) -> list[float]:
    """All columns widened in proportion until they fill the room, each up to its greatest width, then all alike."""
    open_, found = set(range(len(rooms))), list(rooms)
    while open_:
        free = room - sum(one for at, one in enumerate(found) if at not in open_)
        factor = free / sum(rooms[at] for at in open_)
        full = {at for at in open_ if rooms[at] * factor >= greatest[at]}
        for at in open_:
            found[at] = greatest[at] if at in full else rooms[at] * factor
        if not full:
            return found
        open_ -= full
    return [one * room / sum(found) for one in found]


def _in_one_piece(text: str, whole: Whole) -> float:
    longest, width = longest_word(text), em(text)
    one_word = " " not in text and width <= longest
    return max(longest if one_word else min(longest, whole.words), width if width <= whole.short else whole.start)


def _stepped(room: float) -> float:
    """Up to the next step: tables that are almost alike look alike."""
    return ceil(room / STEP) * STEP
