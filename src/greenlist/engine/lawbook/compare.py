"""What differs between two documents of the law, clause by clause (`greenlist law diff`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from greenlist.engine.facts import AnyFact, Fact

from .check import nodes
from .schema import LawFile
from .schema.base import Cited


@dataclass(frozen=True, slots=True)
class Difference:
    """One path at which two documents differ; None where one of them has nothing there."""

    path: str
    first: AnyFact | None
    second: AnyFact | None

    @property
    def only_citation(self) -> bool:
        """True where the value is the same and only its mark, source or clause differs."""
        return self.first is not None and self.second is not None and self.first.value == self.second.value


def compare(first: LawFile, second: LawFile) -> list[Difference]:
    """The differences in the order of the schema, those of `second` alone at the end of their group."""
    left, right = facts_by_path(first), facts_by_path(second)
    paths = list(left) + [path for path in right if path not in left]
    return [
        Difference(path, left.get(path), right.get(path))
        for path in paths
        if _essence(left.get(path)) != _essence(right.get(path))
    ]


def facts_by_path(document: LawFile) -> dict[str, AnyFact]:
    """Every fact and every entry of a document by its path; an entry stands for its own words."""
    found: dict[str, AnyFact] = {}
    for _, node in nodes(document):
        if isinstance(node, Fact):
            found[node.id.partition("/")[2]] = node
        elif isinstance(node, Cited) and node.path:
            found[node.path.partition("/")[2]] = node.cite(_words(node))
    return found


def _words(entry: Cited) -> str:
    # without the document's id: the same entry of two documents reads the same
    parts = [str(getattr(entry, name, "") or "") for name in ("name", "title", "text")]
    return " ".join(part for part in parts if part) or entry.path.partition("/")[2]


def _essence(fact: AnyFact | None) -> Any:
    return None if fact is None else (fact.value, fact.mark, fact.source, fact.clause)
