"""A sheet of the archive: a table in words with the files that belong to its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from greenlist.applications.filetypes import clean_name
from greenlist.applications.models import Application
from greenlist.bundle.writing import Source
from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

FOLDER = "records"
Cell = str | int | date | datetime | bool | Iterable[str] | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an office has of a round."""

    round: Round
    place: Jurisdiction
    applications: QuerySet[Application]

    @property
    def below(self) -> str:
        """The path of the office's place."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a row."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, in the order of the columns, and its files."""

    cells: tuple[str, ...]
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `note`: what is in it and, above all, what is left out."""

    id: str  # of its files: records/<id>.html
    title: str
    note: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)

    def add(self, *cells: Cell, files: Iterable[Attached] = ()) -> None:
        """Add a row. Raises ValueError where it has not a cell for each column."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.id}: {len(cells)} cells for {len(self.columns)} columns")
        self.rows.append(Row(tuple(text(one) for one in cells), tuple(files)))

    @property
    def page(self) -> str:
        """Its address below the index."""
        return f"{FOLDER}/{self.id}.html"

    def placed(self) -> Iterator[tuple[Row, list[tuple[str, Attached]]]]:
        """Each row with the paths of its files below `records/`; numbered, for two may bear one name."""
        number = 0
        for row in self.rows:
            paths = []
            for file in row.files:
                number += 1
                paths.append((f"{self.id}/{number:03d}-{clean_name(file.name).replace(':', '：')}", file))
            yield row, paths

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs: a mapping for each row, with the paths of its files."""
        rows = [
            dict(zip(self.columns, row.cells, strict=True))
            | ({"files": [path for path, _file in files]} if files else {})
            for row, files in self.placed()
        ]
        return {"title": self.title, "note": self.note, "columns": list(self.columns), "rows": rows}


Maker = Callable[[Scope], Sequence[Sheet]]


def text(cell: Cell) -> str:
    """A cell in words: days and moments in Asia/Shanghai, lists a line each, nothing as ''."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else str(cell) if isinstance(cell, int) else "\n".join(cell)
