"""All checks over a book, a document, a table."""

from __future__ import annotations

from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.check_tables import check_formulas
from greenlist.engine.lawbook.errors import LawInvalid, LawProblem
from greenlist.engine.lawbook.files import FOLDERS, LISTS, FileKind
from greenlist.engine.lawbook.schema import Pack, Policy, Process
from greenlist.engine.messages import say

from .confirmations import check_confirmations
from .inspect import Inspector
from .lists import check_lists
from .packs import check_pack
from .policies import check_policy
from .processes import check_process
from .strays import check_strays
from .walk import UnitOf


def check_book(book: LawBook, unit_of: UnitOf | None) -> list[LawProblem]:
    """Every problem of every document and table of a book, each once.

    `unit_of` gives the unit of a formula's input; None leaves units unchecked. Raises LawInvalid where the
    files cannot even be told apart.
    """
    problems = book.read_tables() + check_strays(book) + _names(book)
    for kind in FOLDERS:
        for document_id in book.ids(kind):
            problems += check_document(book, kind, document_id, unit_of)
    problems += check_lists(book) + check_formulas(book, unit_of) + check_confirmations(book)
    return list({problem.text(): problem for problem in problems}.values())


def check_document(book: LawBook, kind: FileKind, document_id: str, unit_of: UnitOf | None) -> list[LawProblem]:
    """Every problem of one document."""
    try:
        merged = book.merged(kind, document_id)
        document, problems = book.read(kind, document_id)
    except LawInvalid as invalid:
        return invalid.problems
    inspector = Inspector(book, merged, unit_of)
    inspector.files()
    if document is None:
        return problems + inspector.problems
    inspector.common(document)
    if isinstance(document, Pack):
        check_pack(inspector, document)
    elif isinstance(document, Policy):
        check_policy(inspector, document)
    elif isinstance(document, Process):
        check_process(inspector, document)
    return inspector.problems


def _names(book: LawBook) -> list[LawProblem]:
    """A name belongs to one document or table: facts are addressed by it."""
    owners: dict[str, str] = dict.fromkeys([*book.table_ids(), LISTS.stem], "table")
    problems: list[LawProblem] = []
    for kind in FOLDERS:
        for document_id in book.ids(kind):
            if document_id in owners:
                file = book.merged(kind, document_id).chain[0]
                other = say(f"law.kind_{owners[document_id]}")
                problems.append(file.problem((kind,), "law.name_taken", id=document_id, kind=other))
            owners.setdefault(document_id, kind)
    return problems
