"""The map of a province as tiles, one for each recommending unit. Schematic: places beside their neighbours.

Where the tiles lie is data of ours (`tiles.csv`), no coordinates; a province without data has its tiles in rows.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .funnel import Group

DATA = Path(__file__).with_name("tiles.csv")
SIZE, GAP = 86, 6
SHADES = 4
ACROSS = 4  # tiles in a row where nothing is known


@dataclass(frozen=True, slots=True)
class Tile:
    """One recommending unit: where its tile stands in the picture, its number, its shade (0 none, 4 the most)."""

    name: str
    count: int
    x: int
    y: int
    shade: int

    @property
    def middle(self) -> int:
        """Where the words stand."""
        return self.x + SIZE // 2

    @property
    def name_at(self) -> int:
        """The line of the name."""
        return self.y + 32

    @property
    def count_at(self) -> int:
        """The line of the number."""
        return self.y + 62


@dataclass(frozen=True, slots=True)
class TileMap:
    """The picture."""

    tiles: list[Tile]
    width: int
    height: int
    known: bool  # the places lie as their neighbours do
    size: int = SIZE


def tile_map(province: str, groups: Sequence[Group]) -> TileMap:
    """The cities of a province with how many applications each has."""
    known = _known().get(province, {})
    placed = bool(groups) and all(one.name in known for one in groups)
    most = max((one.total for one in groups), default=0)
    tiles = []
    for number, one in enumerate(groups):
        row, column = known[one.name] if placed else divmod(number, ACROSS)
        shade = -(-one.total * SHADES // most) if most else 0
        tiles.append(Tile(one.name, one.total, column * (SIZE + GAP), row * (SIZE + GAP), shade))
    width = max((one.x for one in tiles), default=0) + SIZE
    return TileMap(tiles, width, max((one.y for one in tiles), default=0) + SIZE, placed)


@cache
def _known() -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["province"], {})[row["place"]] = (int(row["row"]), int(row["column"]))
    return found
