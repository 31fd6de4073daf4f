"""Provinces in the regions that lists and units print. They help a person, they decide nothing."""

from __future__ import annotations

from greenlist.engine.lawbook import LawBook

Places = tuple[tuple[str, str], ...]  # spelling, province; longest spellings first


def places_of(book: LawBook) -> Places:
    """Every spelling of a region in the law's table, with the province it lies in."""
    found: dict[str, str] = {}
    for row in book.table("regions").rows:
        for spelling in (row.text("name"), row.text("full_name"), *(row["variants"] or ())):
            found[spelling] = row.text("within") or row.text("name")
    return tuple(sorted(((one, found[one]) for one in found if one), key=lambda pair: -len(pair[0])))


def other_province(listed: str, own: str, places: Places) -> bool:
    """Whether both texts begin with a region of the table, and not in the same province."""
    first, second = _province(listed, places), _province(own, places)
    return bool(first) and bool(second) and first != second


def _province(text: str, places: Places) -> str:
    plain = "".join(text.split())
    return next((province for spelling, province in places if plain.startswith(spelling)), "")
