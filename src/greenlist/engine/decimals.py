"""Exact numbers: reading what people type, one arithmetic context, printing without exponents."""

from __future__ import annotations

import re
import unicodedata
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

# 40 digits: sums and quotients of filed figures (at most 15 digits) stay exact far beyond every threshold.
ARITHMETIC = Context(prec=40, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation, Overflow])

_PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
MAX_DIGITS = 34


def parse_decimal(text: str) -> Decimal | None:
    """Read a number as people write it; None if it is not one.

    Full-width digits, blanks around and thousands separators in their places are accepted; anything that
    would have to be guessed (1,23 or 1.2.3 or ten zeros too many) is not.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        return None
    number = Decimal(plain)
    return number if is_figure(number) else None


def is_figure(number: Decimal) -> bool:
    """Whether a number is one that somebody measured: finite, and of at most 34 digits in either direction."""
    if not number.is_finite():
        return False
    return not number or (len(number.as_tuple().digits) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS)


def show(number: Decimal, *, places: int | None = None) -> str:
    """Fixed-point text, never 1.2E+2 (inconsistency K13); `places` rounds half up, else all digits are kept."""
    if places is not None:
        number = round_half_up(number, places)
    text = format(number, "f")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def grouped(number: Decimal, *, places: int | None = None) -> str:
    """`show` with thousands separators, for people."""
    whole, point, rest = show(number, places=places).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole != "-0" else f"-0{point}{rest}"


TYPED_DECIMALS = 8  # people do not type more; longer ones are quotients


def brief(number: Decimal, *, separators: bool = True) -> str:
    """A number for people: as typed, or a quotient rounded to four decimals. Never use it to compare."""
    exponent = number.as_tuple().exponent
    places = 4 if isinstance(exponent, int) and -exponent > TYPED_DECIMALS else None
    text = grouped(number, places=places) if separators else show(number, places=places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round half away from zero to `places` decimals (the declared rounding of packs)."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=ARITHMETIC)
