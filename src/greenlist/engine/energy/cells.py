"""Cells of the rows an applicant hands in, and words compared as people write them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache

from greenlist.engine.case import Row

_YES = {"是", "yes", "true"}
_NO = {"否", "no", "false"}


def text(row: Row, column: str) -> str:
    """A text cell without blanks around, '' where it was not handed in."""
    given = row.get(column)
    return str(given.value).strip() if given is not None and isinstance(given.value, str) else ""


def name_of(product: Row) -> str:
    """A product's own name, else the name it is compared under."""
    return text(product, "name") or text(product, "level_product")


def number(row: Row, column: str) -> Decimal | None:
    """A number cell, None where it was not handed in."""
    given = row.get(column)
    return given.value if given is not None and isinstance(given.value, Decimal) else None


def yes(row: Row, column: str) -> bool | None:
    """A yes/no cell, None where it was not handed in."""
    given = row.get(column)
    if given is not None and isinstance(given.value, bool):
        return given.value
    return as_bool(text(row, column))


def as_bool(word: str) -> bool | None:
    """是 / 否 in the ways people type them, None for anything else."""
    word = word.strip().lower()
    return True if word in _YES else False if word in _NO else None


def same(first: str, second: str) -> bool:
    """Whether two names are the same but for width, case and blanks (MTO（附录A） and mto (附录A))."""
    return plain(first) == plain(second)


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name for comparison: width folded, lower case, no blanks, one kind of dash."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("—", "-").replace("–", "-")
    return "".join(folded.split())
