"""The catalogue of checks as read from the table `checks` of the law."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from greenlist.engine.case import Kind
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.formula import Formula, compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.outcome import Severity

TABLE = "checks"


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the catalogue.

    Either `test`, a formula that must hold (asked of every row of table `per` where that is named), or
    `function`, the name of a Python check. `params` are the data of a function: numbers, names, or key=value.
    """

    id: str
    kinds: tuple[str, ...]
    severity: Severity
    test: Formula | None
    function: str
    per: str
    place: str
    message: tuple[str, str]
    way_out: tuple[str, str]
    tolerance: Decimal | None
    params: tuple[str, ...]
    row: Row

    def asked_of(self, kind: Kind) -> bool:
        """Whether the check is for this kind of unit."""
        return kind.value in self.kinds

    def numbers(self) -> tuple[Decimal, ...]:
        """The params that are plain numbers."""
        parsed = [parse_decimal(param) for param in self.params]
        return tuple(number for number in parsed if number is not None)

    def named(self) -> dict[str, Decimal]:
        """The params written name=number."""
        pairs = [param.partition("=") for param in self.params]
        parsed = {name.strip(): parse_decimal(text) for name, _, text in pairs if text}
        return {name: number for name, number in parsed.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Strike:
    """One place where a check does not hold, with the values its sentences name."""

    place: str = ""  # '' : the place of the catalogue
    values: dict[str, Any] = field(default_factory=dict)
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A value that reads differently in the two languages."""

    zh: str
    en: str


_KEPT: WeakKeyDictionary[LawBook, tuple[Check, ...]] = WeakKeyDictionary()
_OF_KIND: WeakKeyDictionary[LawBook, dict[Kind, tuple[Check, ...]]] = WeakKeyDictionary()


def catalogue_of(book: LawBook, kind: Kind) -> tuple[Check, ...]:
    """The checks asked of one kind of unit, in the order of the table. Raises FormulaError, LawInvalid."""
    by_kind = _OF_KIND.setdefault(book, {})
    if kind not in by_kind:
        by_kind[kind] = tuple(check for check in catalogue(book) if check.asked_of(kind))
    return by_kind[kind]


def catalogue(book: LawBook) -> tuple[Check, ...]:
    """Every check of a law book, in the order of the table, read once. Raises FormulaError, LawInvalid."""
    if book not in _KEPT:
        _KEPT[book] = tuple(_check(row) for row in book.table(TABLE).rows)
    return _KEPT[book]


def _check(row: Row) -> Check:
    test = row.text("test")
    return Check(
        id=row.id,
        kinds=tuple(row["kinds"] or ()),
        severity=Severity(row.text("severity")),
        test=compile_formula(test) if test else None,
        function=row.text("function"),
        per=row.text("per"),
        place=row.text("place"),
        message=(row.text("message"), row.text("message_en")),
        way_out=(row.text("way_out"), row.text("way_out_en")),
        tolerance=row.number("tolerance"),
        params=tuple(row["params"] or ()),
        row=row,
    )
