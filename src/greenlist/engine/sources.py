"""The documents behind a result: what the short source ids of its law facts stand for."""

from __future__ import annotations

from collections.abc import Iterable

from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import LawFile, Source


def sources_of(facts: Iterable[AnyFact], documents: Iterable[LawFile], book: LawBook) -> dict[str, dict[str, str]]:
    """Title and number of every source cited, by the owner of the fact (policy, pack or table) and source id."""
    owners = {str(getattr(document, "id", "")): document.sources for document in documents}
    found: dict[str, dict[str, str]] = {}
    for fact in facts:
        owner = fact.id.partition("/")[0]
        known = owners.get(owner) or book.index.sources
        if fact.source in known:
            found.setdefault(owner, {})[fact.source] = _cited(known[fact.source])
    return {owner: dict(sorted(sources.items())) for owner, sources in sorted(found.items())}


def _cited(source: Source) -> str:
    return f"{source.title}（{source.doc_no}）" if source.doc_no else source.title
