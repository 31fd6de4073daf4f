"""How the width of a page is dealt out to the columns of a table, so that its rows get low."""

from __future__ import annotations

from collections.abc import Sequence

from .measuring import MM, em, lines, longest_word

INSET = 0.35  # between a line of the table and its text, on each side, of the size of type
SAFE = 0.4  # millimetres that the lines of the table and the rounding of a word processor may take
STEP = 1.0  # millimetre by which widths are dealt out
AHEAD = 10  # steps within which a column must win something
HOLDS = (None, 20, 15, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2)  # lines to which cells are held, in turn
ABOVE = 10  # one text in so many may be higher
LINES_A_PAGE = 40


class Samples:
    """The texts of a column, its title first; many rows may say the same."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.title, self.texts = texts[0], texts[1:]
        self.unlike = tuple(dict.fromkeys(self.texts))

    def least(self, size: float, divided: float | None = None) -> float:
        """The width in millimetres that divides no word and has two Chinese characters side by side.

        In running text words of more than `divided` em may be, but a text that is one word, as a code is, may not.
        """
        words = max(2.0, longest_word(self.title, bold=True), *(_word(one, divided) for one in self.unlike))
        return (words + 2 * INSET) * size * MM + SAFE

    def lines(self, room: float) -> list[int]:
        """Of every text how many lines it takes."""
        known = {text: lines(text, room) for text in self.unlike}
        return [known[text] for text in self.texts]


class Column:
    """A column of a size of type, as it grows step by step from its least width."""

    def __init__(self, samples: Samples, size: float, divided: float | None = None) -> None:
        self._samples, self._size = samples, size
        self.least, self.steps = samples.least(size, divided), 0
        self._known: dict[int, tuple[list[int], int]] = {}

    @property
    def width(self) -> float:
        """In millimetres."""
        return self.least + self.steps * STEP

    def lines(self, more: int = 0) -> tuple[list[int], int]:
        """Of every text, and of the title, how many lines they take with so many more steps."""
        steps = self.steps + more
        if steps not in self._known:
            room = room_of(self.least + steps * STEP, self._size)
            self._known[steps] = self._samples.lines(room), lines(self._samples.title, room, bold=True)
        return self._known[steps]

    def high(self, most: int) -> bool:
        """Whether too many texts take more lines than that."""
        texts, _title = self.lines()
        return sum(one > most for one in texts) * ABOVE > len(texts)

    def gain(self, most: int) -> tuple[float, int]:
        """By how much a step more lowers the column, and how many have to be given at once."""
        now = self._cost()
        steps = range(1, min(AHEAD, most) + 1)
        return max(((now - self._cost(step)) / step, step) for step in steps)

    def _cost(self, more: int = 0) -> float:
        """High cells cost more than many low ones: a row is as high as its highest cell."""
        texts, title = self.lines(more)
        return float(sum(one**3 for one in texts) + title**3 * (1 + sum(texts) / LINES_A_PAGE))


def room_of(width: float, size: float) -> float:
    """How many em of text a line holds in a column of so many millimetres."""
    return max((width - SAFE) / (size * MM) - 2 * INSET, 1.0)


def _word(text: str, divided: float | None) -> float:
    longest = longest_word(text)
    whole = " " not in text and em(text) <= longest
    return longest if divided is None or whole else min(longest, divided)


def dealt(
    samples: Sequence[Samples], size: float, width: float, divided: float | None = None
) -> tuple[float, ...]:  # fmt: skip
    """Widths that fill the given one: of those tried the ones with which the table gets lowest.

    Each trial holds the cells to some number of lines, a few high ones aside, and gives what is left, step by step, to
    the column whose high cells get lowest by it.
    """
    columns = [Column(one, size, divided) for one in samples]
    held = [0] * len(columns)
    trials: list[tuple[float, tuple[float, ...]]] = []
    for most in HOLDS:
        for column, steps in zip(columns, held, strict=True):
            column.steps = steps
        if most is not None and not _hold(columns, most, width):
            break
        held = [one.steps for one in columns]
        _deal(columns, width)
        trials.append((_height(columns), tuple(one.width for one in columns)))
    _lowest, best = min(trials)
    return tuple(one * width / sum(best) for one in best)


def _hold(columns: Sequence[Column], most: int, width: float) -> bool:
    """Widen the columns until their cells are no higher; False where there is no room for that."""
    spare = _spare(columns, width)
    for column in columns:
        while column.high(most):
            column.steps, spare = column.steps + 1, spare - STEP
            if spare < 0:
                return False
    return True


def _deal(columns: Sequence[Column], width: float) -> None:
    while (spare := int(_spare(columns, width) // STEP)) > 0:
        gains = [one.gain(spare) for one in columns]
        best = max(range(len(gains)), key=lambda at: gains[at][0])
        gain, steps = gains[best]
        if gain <= 0:
            break
        columns[best].steps += steps


def _spare(columns: Sequence[Column], width: float) -> float:
    return width - sum(one.width for one in columns)


def _height(columns: Sequence[Column]) -> float:
    """The lines of all rows, with the heads of as many pages as they take."""
    found = [one.lines() for one in columns]
    body = sum(map(max, zip(*(texts for texts, _title in found), strict=True)))
    head = max(title for _texts, title in found)
    return float(body + head * (1 + body / max(LINES_A_PAGE - head, 1)))
