"""The status rules of a source, at work on cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greenlist.engine.lawbook.headers import header_key
from greenlist.engine.lawbook.schema import ListSource, StatusRule
from greenlist.engine.lawbook.schema.lists import Column

_MOST = 50_000


class Statuses:
    """The rules of one source; each combination of cells is judged once."""

    def __init__(self, source: ListSource) -> None:
        self.columns: list[Column] = list(dict.fromkeys(rule.column for rule in source.status_rules))
        self._rules = [(self.columns.index(rule.column), _words(rule), rule) for rule in source.status_rules]
        self._known: dict[tuple[str, ...], str] = {}

    def column(self, cells: Mapping[str, Sequence[str]], count: int) -> list[str]:
        """The status of each row; '' where no rule speaks."""
        if not self.columns:
            return [""] * count
        return [self.of(row) for row in zip(*(cells[column] for column in self.columns), strict=True)]

    def of(self, row: tuple[str, ...]) -> str:
        """The status of one row, its cells in the order of `columns`."""
        status = self._known.get(row)
        if status is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            status = self._known[row] = self._judged(row)
        return status

    def _judged(self, row: tuple[str, ...]) -> str:
        plain = [header_key(cell) for cell in row]
        for place, words, rule in self._rules:
            cell = plain[place]
            if cell and (cell in words if rule.whole else any(word in cell for word in words)):
                return rule.status
        return ""


def _words(rule: StatusRule) -> frozenset[str]:
    return frozenset(header_key(word) for word in rule.words)
