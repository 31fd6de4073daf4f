"""A table handed in beside what the program holds: who is in one only, and which cells differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from greenlist.listings.columns import plain_header

from .read import Row, Sheet, TableIn, number_of

UNCOMPARED = frozenset({"seq", "note", "kind"})
_OFFICE = re.compile(r"(?:朝鲜族)?(?:自治州|市|州)?(?:工业和信息化局|工信局)?$")
_SPLIT = re.compile(r"[、,;/]")


@dataclass(frozen=True, slots=True)
class Held:
    """A unit as the program holds it. `key` is handed back; `cells` by the names of `SUMMARY_VALUES`."""

    key: int
    kind: str
    cells: Mapping[str, object]

    @property
    def name(self) -> str:
        """The unit."""
        return str(self.cells.get("name") or "")


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs: the header as printed, what the program holds, what the table says, and its line."""

    held: Held
    column: str
    ours: str
    theirs: str
    sheet: str
    line: int


@dataclass(slots=True)
class Differences:
    """What differs. `same`: units of which no compared cell differs."""

    cells: list[Difference] = field(default_factory=list)
    only_theirs: list[tuple[Sheet, Row]] = field(default_factory=list)
    only_ours: list[Held] = field(default_factory=list)
    same: int = 0

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.cells or self.only_theirs or self.only_ours)


def compare(table: TableIn, held: Sequence[Held]) -> Differences:
    """Set a table beside what is held: by code, else by name; of any kind where the table does not say which."""
    found = Differences()
    left = {one.key: one for one in held}
    index = _Index(held)
    for sheet, row in table.rows:
        mine = next((one for one in index.of(sheet.kind, row) if one.key in left), None)
        if mine is None:
            found.only_theirs.append((sheet, row))
            continue
        del left[mine.key]
        differ = list(_cells(sheet, row, mine))
        found.cells += differ
        found.same += not differ
    found.only_ours = list(left.values())
    return found


class _Index:
    """Who is held, by code and by name."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._found: dict[str, list[Held]] = {}
        for one in held:
            for word in {str(one.cells.get("uscc") or ""), plain_header(one.name)} - {""}:
                self._found.setdefault(word, []).append(one)

    def of(self, kind: str, row: Row) -> Iterator[Held]:
        """Whoever a row may be about, the code before the name."""
        for word in (row.cells.get("uscc", ""), plain_header(row.name)):
            yield from (one for one in self._found.get(word, ()) if not kind or one.kind == kind)


def _cells(sheet: Sheet, row: Row, held: Held) -> Iterator[Difference]:
    for key, header in sheet.columns.items():
        if key in UNCOMPARED:
            continue
        ours, theirs = str(held.cells.get(key) or ""), row.cells.get(key, "")
        if not (equal(ours, theirs) or (key == "recommender" and _area(ours) == _area(theirs))):
            yield Difference(held, header, ours, theirs, sheet.name, row.line)


def equal(ours: str, theirs: str) -> bool:
    """Whether two cells say the same: as numbers, as lists, or as text without regard to blanks and width."""
    before, after = number_of(ours), number_of(theirs)
    if before is not None and after is not None:
        return before == after
    return _parts(ours) == _parts(theirs)


def _area(text: str) -> str:
    """A recommending unit by its place alone: 长春市工信局, 长春市 and 长春 are one."""
    return _OFFICE.sub("", plain_header(text))


def _parts(text: str) -> list[str]:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return [_numeric(part) for part in _SPLIT.split(plain) if part]


def _numeric(part: str) -> str:
    number = number_of(part)
    return part if number is None else str(number.normalize())
