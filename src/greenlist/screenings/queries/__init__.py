"""What is read of screening, one file per subject."""

from .answers import (
    OUTCOMES,
    history_of,
    newest_of_round,
    newest_outcome,
    newest_result,
    newest_results,
    outcome_counts,
    units,
    with_findings,
)
from .decisions import decided, judgements_about
from .findings import concerned, findings_of, grave_findings, newest_among, standing_like, to_decide, with_run
from .lists import SourceCard, history, in_use, opened_sources, overtaken, source_cards, unread
from .lookups import asked_about, lookups_about
from .rounds import cities_of, in_round, listed, open_rounds, pending, people_of_offices, round_for_listed
from .runs import newest_run, runs_of

__all__ = [
    "OUTCOMES",
    "SourceCard",
    "asked_about",
    "cities_of",
    "concerned",
    "decided",
    "findings_of",
    "grave_findings",
    "history",
    "history_of",
    "in_round",
    "in_use",
    "judgements_about",
    "listed",
    "lookups_about",
    "newest_among",
    "newest_of_round",
    "newest_outcome",
    "newest_result",
    "newest_results",
    "newest_run",
    "open_rounds",
    "opened_sources",
    "outcome_counts",
    "overtaken",
    "pending",
    "people_of_offices",
    "round_for_listed",
    "runs_of",
    "source_cards",
    "standing_like",
    "to_decide",
    "units",
    "unread",
    "with_findings",
    "with_run",
]
