"""Amounts of money in list cells, brought to 元: the unit of the header, or the one written in the cell."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from greenlist.engine.lawbook.schema.lists import Unit

from .dates import BLANK

_FACTOR = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CELL = re.compile(rf"(?:人民币|[¥￥])?{_NUMBER}(万元|亿元|元|万)?(?:整|正)?(?:人民币)?")
_FINE = re.compile(rf"罚款(?:金额)?(?:人民币|共计|合计|为|:|[¥￥])*{_NUMBER}((?>万元|亿元|元|万))(?!以)")
_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 16  # the column holds 18 digits, two of them after the point


class NotAnAmount(ValueError):
    """A text that tells no amount, or one that cannot be."""


def read_amount(text: str, unit: Unit) -> Decimal | None:
    """The amount of a cell in 元, to the cent; None where it is blank.

    A unit written in the cell goes before that of the header. Of a sentence (文中) the one fine it states is taken;
    one without a fine, or with several, tells no amount.

    Raises:
        NotAnAmount: something else than an amount stands there.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain.upper() in BLANK:
        return None
    if unit == "文中":
        return _fine(plain)
    found = _CELL.fullmatch(plain)
    if found is None:
        raise NotAnAmount(text)
    return _in_yuan(found.group(1), found.group(2) or unit)


def _fine(sentence: str) -> Decimal | None:
    fines = {_in_yuan(number, unit) for number, unit in _FINE.findall(sentence)}
    return fines.pop() if len(fines) == 1 else None


def _in_yuan(number: str, unit: str) -> Decimal:
    factor = _FACTOR["万元" if unit == "万" else unit]
    amount = (Decimal(number.replace(",", "")) * factor).quantize(_CENT)
    if amount >= _MOST:
        raise NotAnAmount(number)
    return amount
