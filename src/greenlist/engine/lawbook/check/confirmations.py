"""Confirmations that name nothing: a fact that moved or was misspelt must not be lost in silence."""

from __future__ import annotations

from typing import Any

from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.errors import LawInvalid, LawProblem
from greenlist.engine.lawbook.files import FOLDERS, LISTS
from greenlist.engine.lawbook.schema.base import Cited
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import say

from .walk import nodes


def check_confirmations(book: LawBook) -> list[LawProblem]:
    """A problem for each confirmation that names no fact; unreadable documents are told elsewhere."""
    problems: list[LawProblem] = []
    for record in book.confirmations:
        try:
            found = fact_exists(book, record.fact)
        except LawInvalid:
            continue
        if not found:
            message = say("law.fact_unknown", fact=record.fact)
            problems.append(LawProblem(str(record.file), record.line, record.fact, message))
    return problems


def fact_exists(book: LawBook, fact_id: str) -> bool:
    """Whether an id names a fact or entry of a document, or a row of a table. Raises LawInvalid."""
    return node_of(book, fact_id) is not None


def node_of(book: LawBook, fact_id: str) -> Fact[Any] | Cited | Row | None:
    """The fact, entry or row that an id names, None where there is none. Raises LawInvalid."""
    owner, _, path = fact_id.partition("/")
    if owner in book.table_ids():
        return book.table(owner).by_id.get(path)
    kind = next((kind for kind in FOLDERS if owner in book.ids(kind)), None)
    if kind is None and not (owner == LISTS.stem and book.merged_lists):
        return None
    document, problems = book.read(kind, owner) if kind else book.read_lists()
    if document is None:
        raise LawInvalid(problems)
    return next((node for _, node in nodes(document) if _id_of(node) == fact_id), None)


def _id_of(node: Any) -> str:
    if isinstance(node, Fact):
        return node.id
    return node.path if isinstance(node, Cited) else ""
