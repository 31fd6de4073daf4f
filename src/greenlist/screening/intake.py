"""The tables of a file on their way to the store: header found, rows mapped, faults told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.lawbook.schema.lists import Column
from greenlist.engine.messages import Message, say

from .imported import Report
from .mapping import Mapper
from .reading import Batch, Header, Table, Unreadable, find_header
from .reading.headers import SEARCHED

_NOTES = 20  # rows that a sheet without header may have: a cover, an explanation


@dataclass(slots=True)
class Intake:
    """The tables of a file on their way to the store."""

    source: ListSource
    name: str
    report: Report
    nil: bool = False  # stated to hold nobody
    passed_over: int = 0
    _troubles: list[Message] = field(default_factory=list)

    def run(self, tables: Iterator[Table], write: Callable[[str], object]) -> None:
        """Hand the rows of every table to `write`. Raises Unreadable where no table has a header."""
        found = False
        labels: list[str] = []
        for table in tables:
            batches = table.batches()
            first = next(batches, None)
            header = find_header(first.rows[:SEARCHED], self.source) if first else None
            if first is None or header is None:
                labels = labels or _likely_labels(first)
                self._without_header(table, first)
                continue
            found = True
            self._table(table, header, _chained(first.after(header.rows), batches), write)
        if not found:
            raise Unreadable(_no_header(self.source, self.name, labels))

    def _without_header(self, table: Table, first: Batch | None) -> None:
        """A sheet that explains is left alone; a long one may be a list that nobody could read."""
        if first and len(first.rows) > _NOTES:
            self._troubles.append(say("lists.sheet_unread", sheet=table.name))

    def _table(self, table: Table, header: Header, batches: Iterator[Batch], write: Callable[[str], object]) -> None:
        mapper = Mapper(self.source, header, sheet=table.name)
        last: Batch | None = None
        for batch in batches:
            mapped = mapper.map(batch)
            if mapped.text:
                write(mapped.text)
            self.passed_over += mapped.passed_over
            self.report.add(mapped.refused, mapped.noted)
            last = batch
        if table.trouble:
            self._troubles.append(table.trouble)
        if table.open_end and last and 0 < len(last.rows[-1]) < header.width:
            self._troubles.append(say("lists.cut_off", line=last.lines[-1]))

    def trouble(self, rows: int) -> Message | None:
        """Why the list is not whole, None where it is."""
        if self._troubles:
            return self._troubles[0]
        if self.report.lost:
            return say("lists.rows_lost", count=self.report.lost)
        if self.nil:
            return say("lists.nil_rows", count=rows) if rows else None
        return None if rows else say("lists.no_rows")


def _chained(first: Batch, rest: Iterator[Batch]) -> Iterator[Batch]:
    if first.rows:
        yield first
    yield from rest


def _likely_labels(batch: Batch | None) -> list[str]:
    """The first row with more than one filled cell: what somebody may have meant as the header."""
    for row in batch.rows[:SEARCHED] if batch else ():
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            return filled[:12]
    return []


def _no_header(source: ListSource, name: str, labels: list[str]) -> Message:
    groups: list[list[Column]] = [["name", "uscc", "org_code"], *source.required]
    headers = [[header for column in group for header in source.columns.get(column, ())[:1]] for group in groups]
    wanted = [
        say("lists.one_of", headers=group) for number, group in enumerate(headers) if group not in headers[:number]
    ]
    return say("lists.no_header", file=name, wanted=wanted, found=labels)
