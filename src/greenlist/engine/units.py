"""Units as the law writes them (tce/万元, kgce/(t·能量因数)), with exact conversion.

Atoms and their factors are the table `units` of the shipped law, each with its mark; compound units are
parsed here. `product`, `material` and `pollutant` stand for the unit a unit names itself.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from importlib import resources

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.messages import Message, say

ANY = "*"  # a column that keeps whatever unit was stated

Dimensions = tuple[tuple[str, int], ...]

_TOKEN = re.compile(r"[/·*()]|[^/·*()\s]+")
_PREFIX = "万"


class UnitError(ValueError):
    """A unit that is not known, or two that measure different things."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a factor to base units and its dimensions with their powers, sorted."""

    factor: Fraction
    dimensions: Dimensions


@cache
def _atoms() -> dict[str, Unit]:
    atoms: dict[str, Unit] = {}
    path = resources.files("greenlist") / "law" / "tables" / "units.csv"
    with path.open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            factor = Fraction(row["numerator"]) / Fraction(row["denominator"] or "1")
            dimension = row["dimension"]
            unit = Unit(factor, () if dimension == "ratio" else ((dimension, 1),))
            for name in (row["id"], *row["aliases"].split(";")):
                if name.strip():
                    atoms[_plain(name)] = unit
    return atoms


def _plain(text: str) -> str:
    text = text.replace("10⁴", _PREFIX).replace("10^4", _PREFIX).replace("×", "·").replace("₂", "2")
    return unicodedata.normalize("NFKC", text).strip().replace("•", "·").replace("∙", "·")


@cache
def parse(text: str) -> Unit:
    """A unit from its text. Raises UnitError for a word that is no unit."""
    tokens = _TOKEN.findall(_plain(text)) or ["1"]
    unit, rest = _product(tokens, text)
    if rest:
        raise UnitError(say("input.unit_unknown", unit=text))
    return unit


def _product(tokens: list[str], whole: str) -> tuple[Unit, list[str]]:
    unit, tokens = _factor(tokens, whole)
    while tokens and tokens[0] in {"/", "·", "*"}:
        sign = -1 if tokens[0] == "/" else 1
        other, tokens = _factor(tokens[1:], whole)
        unit = _combine(unit, other, sign)
    return unit, tokens


def _factor(tokens: list[str], whole: str) -> tuple[Unit, list[str]]:
    if not tokens:
        raise UnitError(say("input.unit_unknown", unit=whole))
    if tokens[0] != "(":
        return _atom(tokens[0], whole), tokens[1:]
    unit, rest = _product(tokens[1:], whole)
    if not rest or rest[0] != ")":
        raise UnitError(say("input.unit_unknown", unit=whole))
    return unit, rest[1:]


def _atom(word: str, whole: str) -> Unit:
    atoms = _atoms()
    if word in atoms:
        return atoms[word]
    if word.startswith(_PREFIX) and word[1:] in atoms:
        below = atoms[word[1:]]
        return Unit(below.factor * 10000, below.dimensions)
    raise UnitError(say("input.unit_unknown", unit=whole))


def _combine(left: Unit, right: Unit, sign: int) -> Unit:
    powers = Counter(dict(left.dimensions))
    for dimension, power in right.dimensions:
        powers[dimension] += sign * power
    dimensions = tuple(sorted((name, power) for name, power in powers.items() if power))
    return Unit(left.factor * right.factor**sign, dimensions)


def known(unit: str) -> bool:
    """Whether a text is a unit."""
    try:
        parse(unit)
    except UnitError:
        return False
    return True


def fit(first: str, second: str) -> bool:
    """Whether two units measure the same thing."""
    return known(first) and known(second) and parse(first).dimensions == parse(second).dimensions


def convert(number: Decimal, unit: str, to: str) -> Decimal:
    """The same quantity in another unit, exact.

    Raises:
        UnitError: a unit is unknown, or the two measure different things.
    """
    if unit == to:
        return number
    source, target = parse(unit), parse(to)
    if source.dimensions != target.dimensions:
        raise UnitError(say("input.unit_unfit", unit=unit, expected=to))
    ratio = source.factor / target.factor
    if ratio == 1:
        return number
    with localcontext(ARITHMETIC):
        return number * ratio.numerator / ratio.denominator
