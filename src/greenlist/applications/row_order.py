"""The order of the form for what a sheet holds: the database keeps none among the places of an upload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .data import Data
from .sections import Section


def places_in_order(sections: Sequence[Section], rows: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Every place question by question, and row by row: `rows` are the keys of the rows by table."""
    places = (place for section in sections for place in _places(section, rows))
    return {place: number for number, place in enumerate(dict.fromkeys(places))}


def _places(section: Section, rows: Mapping[str, Iterable[str]]) -> Iterator[str]:
    if section.kind == "table":
        for key in rows.get(section.table, ()):
            yield from (question.key for question in section.row(key))
    else:
        yield from (place for question in section.questions for place in (question.key, *question.places))


def cells_in_order(sections: Sequence[Section], table: str, cells: Mapping[str, Data]) -> dict[str, Data]:
    """The cells of a row in the order of the columns of its table, what names the row first."""
    section = next((one for one in sections if one.table == table), None)
    columns = [column.id.partition(".")[2] for column in section.columns] if section else []
    return {name: cells[name] for name in (*columns, *cells) if name in cells}
