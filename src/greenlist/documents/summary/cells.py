"""What is wrong with one cell of the 推荐汇总表: empty, too long, a code, a number, a date or a choice out of form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from greenlist.documents.limits import EXCEL_CELL_CHARS
from greenlist.engine.codes import industry_problem, normalise_uscc, split_industry, uscc_problem
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.lawbook.schema.policy import SummaryColumn
from greenlist.engine.messages import Message, say

from .columns import SummaryRow
from .dates import date_faults

Fault = tuple[str, Message]  # severity, message
LONG_TEXT = 200  # characters; more does not fit a printed line of the table
LONG = {"name": 80, "agency": 80, "recommender": 40, "contact": 20, "phone": 40, "industry4": 20}
PLACES = 2  # decimals of a score or share
# Left to later steps of the round or to the office; an empty cell there is no fault of the unit.
MAY_BE_EMPTY = frozenset({"consultation", "province_list", "epr_pilot", "energy_level"})
SILENT = frozenset({"note", "agency"})  # empty as a rule, or asked for by another column
RANGES: dict[str, tuple[int, int]] = {"va_share": (0, 100), "green_factory_share": (0, 100)}
WHOLE = frozenset({"green_factories", "supplier_green_factories"})
NO_DATES = frozenset({"uscc", "industry4", "phone", "seq", "standard", "three_year_scores"})
_BETWEEN = re.compile(r"[、,，;；/\s]+")
_PHONE = re.compile(r"1\d{10}|(0\d{2,3}[- ]?)?\d{7,8}([-转]\d{1,6})?|400-?\d{3}-?\d{4}|800-?\d{3}-?\d{4}")
_YEARS = re.compile(r"(\d+(\.\d+)?|—)( / (\d+(\.\d+)?|—)){2}")


def cell_faults(column: SummaryColumn, row: SummaryRow, number: int, choices: Sequence[str]) -> Iterator[Fault]:
    """Everything wrong with the cell of a column in a row; `number` counts the rows of its sheet from 1."""
    cell = row.get(column.value)
    written = "" if cell is None else str(cell)
    text = written.strip()
    if column.value == "agency":
        yield from _agency(row, text)
    if not text:
        yield from _empty(column, row)
        return
    yield from _letters(column, written)
    if column.value == "seq":
        if text != str(number):
            yield "error", say("summary.seq", value=text, expected=number)
    elif column.numeric:
        yield from _figure(column, cell, text)
    elif choices:
        if text not in choices:
            yield "error", say("summary.choice", text=text, choices=list(choices))
    else:
        yield from _FORMS.get(column.value, _free)(text)
    if column.value not in NO_DATES and not column.numeric:
        yield from date_faults(text)


def _empty(column: SummaryColumn, row: SummaryRow) -> Iterator[Fault]:
    of_a_park = column.value == "industry4" and bool(row.get("park_level"))  # the dictionary asks no code of a park
    if column.value in MAY_BE_EMPTY or of_a_park:
        yield "info", say("summary.open")
    elif column.value not in SILENT:
        yield "error", say("summary.missing")


def _agency(row: SummaryRow, text: str) -> Iterator[Fault]:
    """The agency is named where an agency evaluated, and nowhere else."""
    if row.get("route") == "第三方" and not text:
        yield "error", say("summary.agency_missing")
    if row.get("route") == "自评价" and text:
        yield "warning", say("summary.agency_self", text=text)


def _letters(column: SummaryColumn, written: str) -> Iterator[Fault]:
    """Length, blanks around, characters that nobody sees."""
    most = LONG.get(column.value, LONG_TEXT)
    if len(written) > EXCEL_CELL_CHARS:
        yield "error", say("summary.cut", length=len(written), most=EXCEL_CELL_CHARS)
    elif len(written.strip()) > most:
        yield "warning", say("summary.long", length=len(written.strip()), most=most)
    if written != written.strip():
        yield "warning", say("summary.spaces", text=written.strip()[:20])
    hidden = next((one for one in written if unicodedata.category(one) in {"Cc", "Cf"} and one not in "\n\t"), "")
    if hidden:
        yield "error", say("summary.control", point=f"U+{ord(hidden):04X}")


def _figure(column: SummaryColumn, cell: object, text: str) -> Iterator[Fault]:
    """A number is one, and such as the column can hold."""
    value = Decimal(cell) if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) else parse_decimal(text)
    if value is None or not value.is_finite() or isinstance(cell, str):
        yield "error", say("summary.no_number", text=text)
        return
    least, most = RANGES.get(column.value, (0, None))
    if value < 0:
        yield "error", say("summary.negative", value=value)
    elif most is not None and value > most:
        yield "warning", say("summary.range", value=value, least=least, most=most)
    if column.value in WHOLE and value != value.to_integral_value():
        yield "error", say("summary.whole", value=value)
    elif -int(value.normalize().as_tuple().exponent) > PLACES:
        yield "warning", say("summary.places", value=value, most=PLACES)


def _uscc(text: str) -> Iterator[Fault]:
    problem = uscc_problem(text)
    if problem is not None:
        yield "error", problem
    elif text != normalise_uscc(text):
        yield "error", say("summary.uscc_spelling", text=text, plain=normalise_uscc(text))


def _industry(text: str) -> Iterator[Fault]:
    codes = [one for one in _BETWEEN.split(text) if one]
    for code in codes:
        problem = industry_problem(code)
        if problem is not None:
            yield "error", problem
        elif code != split_industry(code):
            yield "warning", say("summary.industry_spelling", text=code, plain=split_industry(code))
    if len(codes) > 1:
        yield "warning", say("summary.industry_many", count=len(codes))


def _phone(text: str) -> Iterator[Fault]:
    numbers = [one for one in re.split(r"[、,，;；/]\s*", text) if one]
    bad = next((one for one in numbers if not _PHONE.fullmatch(one.strip())), "")
    if bad:
        yield "error", say("summary.phone", text=bad)


def _years(text: str) -> Iterator[Fault]:
    if not _YEARS.fullmatch(text):
        yield "error", say("summary.years", text=text)
    elif "—" in text:
        yield "warning", say("summary.year_open")


def _free(_text: str) -> Iterator[Fault]:
    return iter(())


_FORMS: dict[str, Callable[[str], Iterator[Fault]]] = {
    "uscc": _uscc, "industry4": _industry, "phone": _phone, "three_year_scores": _years,
}  # fmt: skip
