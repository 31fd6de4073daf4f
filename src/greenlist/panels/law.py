"""What the law of a round says about experts, and the industries they know."""

from __future__ import annotations

from functools import lru_cache

from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.policy import ExpertReview
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

INDUSTRIES, DIVISION, SECTION = "industries", "division", "section"


def expert_review(round_: Round) -> ExpertReview:
    """What the policy of a round says about experts. Any value may be None: the text does not say."""
    return book_of(round_).policy(round_.policy_id).expert_review


@lru_cache(maxsize=1)
def divisions() -> dict[str, str]:
    """Two-digit industries of GB/T 4754, code -> name, as the installed law knows them."""
    return {row.id: row.text("name") for row in LawBook().table(INDUSTRIES).rows if row.text("level") == DIVISION}


@lru_cache(maxsize=1)
def sections() -> dict[str, tuple[str, ...]]:
    """Sections of GB/T 4754: their name -> their two-digit industries."""
    rows = LawBook().table(INDUSTRIES).rows
    names = {row.id: row.text("name") for row in rows if row.text("level") == SECTION}
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.text("level") == DIVISION:
            name = names.get(row.text("parent"), "")
            found[name] = (*found.get(name, ()), row.id)
    return found


def division_label(code: str) -> str:
    """13 农副食品加工业; a code that the table does not have stands alone."""
    return f"{code} {divisions().get(code, '')}".strip()
