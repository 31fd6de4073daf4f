"""Region names of the lists: many spellings, 37 regions (law table `regions`, lists.md 3, codes.md 3)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from greenlist.engine.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `within`: the province of a 计划单列市; it is not rolled up unless somebody asks."""

    name: str
    code: str
    kind: str
    within: str


class Regions:
    """The table, asked by any spelling."""

    def __init__(self, book: LawBook) -> None:
        rows = book.table("regions").rows
        self.all = [Region(row.text("name"), row.text("code"), row.text("kind"), row.text("within")) for row in rows]
        self._by_spelling = {
            plain_region(spelling): region
            for row, region in zip(rows, self.all, strict=True)
            for spelling in (row.text("name"), row.text("full_name"), *(row["variants"] or ()))
            if spelling
        }

    def of(self, printed: str) -> Region | None:
        """The region that a printed name means, None where it is not one of them."""
        return self._by_spelling.get(plain_region(printed))

    def normalised(self, printed: str) -> str:
        """The name of the region; a name that is none of them (a city of a provincial list) without its blanks."""
        found = self.of(printed)
        return found.name if found else plain_region(printed)

    def of_code(self, code: str) -> Region | None:
        """The region of a division code."""
        return next((one for one in self.all if one.code and one.code == code), None)


def plain_region(printed: str) -> str:
    """Half width, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", printed))


@lru_cache(maxsize=4)
def regions_of(book: LawBook) -> Regions:
    """The regions of a law book, read once."""
    return Regions(book)
