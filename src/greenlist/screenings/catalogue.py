"""What sources and conditions are called in a round: by its policy, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from greenlist.screening.by_hand import BY_HAND


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names by id; an id nobody knows any more is shown as it is."""

    sources: Mapping[str, str]
    conditions: Mapping[str, str]  # NEG-1a and NEG-1 alike
    feeds: Mapping[str, tuple[str, ...]]  # source -> fine ids of the conditions it answers

    def source(self, key: str) -> str:
        """The name of a source."""
        return self.sources.get(key, key)

    def condition(self, key: str) -> str:
        """NEG-2b 违法违规."""
        name = self.conditions.get(key) or self.conditions.get(key.rstrip("abcdefgh"), "")
        return f"{key} {name}".strip()


def catalogue_of(round_: Round) -> Catalogue:
    """The names a round uses."""
    book = book_of(round_)
    lists = book.list_sources(round_.policy_id)
    english = user_language() == "en"
    names = {
        one.id: (one.name_en if english else "") or one.name
        for one in book.policy(round_.policy_id).exclusion.conditions
    }
    for one in lists.values():
        names |= {feed.id: names.get(feed.condition, "") for feed in one.feeds}
    sources = source_names(lists) | {BY_HAND: _("人工核实")}
    return Catalogue(sources, names, {key: feeds_of(one) for key, one in lists.items()})


def condition_names(authority: Jurisdiction) -> dict[str, str]:
    """Conditions by fine id, as the newest open round of a province names them. One query."""
    newest = Round.objects.filter(jurisdiction=authority, state=Round.State.OPEN).select_related("law").first()
    return dict(catalogue_of(newest).conditions) if newest else {}


def source_names(lists: Mapping[str, ListSource]) -> dict[str, str]:
    """Sources by id, in the language of the page."""
    english = user_language() == "en"
    return {key: (one.name_en if english else "") or one.name for key, one in lists.items()}


def feeds_of(source: ListSource) -> tuple[str, ...]:
    """The conditions a source answers, each once."""
    return tuple(dict.fromkeys(feed.id for feed in source.feeds))
