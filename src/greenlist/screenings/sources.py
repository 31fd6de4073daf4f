"""The sources a province may read lists of."""

from __future__ import annotations

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of, installed_law
from greenlist.rounds.models import Round


def sources_of(authority: Jurisdiction) -> dict[str, ListSource]:
    """By id: those of the installed law, and those that the policies of its open rounds add. One query."""
    found = dict(installed_law()[1].list_sources())
    for round_ in Round.objects.filter(jurisdiction=authority, state=Round.State.OPEN):
        found = book_of(round_).list_sources(round_.policy_id) | found
    return found
