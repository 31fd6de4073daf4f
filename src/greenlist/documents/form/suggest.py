"""Words offered for text fields, taken from the tables of the law; other words may still be typed."""

from __future__ import annotations

from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.schema import Policy

# Field -> table and column that holds its usual words.
_WORDS = {
    "energy.type": ("factors_energy", "medium"),
    "energy.grade": ("factors_energy", "grade"),
    "products.level_product": ("energy_benchmarks", "product"),
    "products.level_route": ("energy_benchmarks", "route"),
    "products.level_indicator": ("energy_benchmarks", "indicator"),
    "products.energy_limit_standard": ("energy_quota_standards", "standard"),
    "level_inputs.input": ("correction_inputs", "label"),
    "industry": ("key_industries", "industry"),
    "sub_industry": ("key_industries", "sub_industry"),
}


def suggestions(book: LawBook, policy: Policy | None) -> dict[str, tuple[str, ...]]:
    """Words by field id; recommending units come from the table `recommending_units_<place>`."""
    words = dict(_WORDS)
    if policy is not None:
        words["recommender"] = (f"recommending_units_{policy.id.partition('-')[0]}", "name")
    tables = set(book.table_ids())
    found = {field: _column(book, *place) for field, place in words.items() if place[0] in tables}
    return {field: column for field, column in found.items() if column}


def _column(book: LawBook, table: str, column: str) -> tuple[str, ...]:
    texts = (row.text(column) for row in book.table(table).rows)
    return tuple(dict.fromkeys(text for text in texts if text))


def correction_ids(book: LawBook) -> dict[str, str]:
    """Id of a correction input by the label that the form offers."""
    table = "correction_inputs"
    return {row.text("label"): row.id for row in book.table(table).rows} if table in book.table_ids() else {}
