"""Write the data-collection workbook made from a rule pack and, where given, a policy."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from greenlist.documents.style import Book
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.schema import Pack, Policy

from .conditions_sheet import write_condition_sheets
from .declared_sheet import write_declared_sheet
from .draft import Draft
from .evidence_sheet import write_evidence_sheet
from .fields_sheet import write_field_sheets
from .guide_sheet import start_guide, write_guide
from .judged_sheet import write_judged_sheet
from .layout import KIND_NAMES
from .needs import collect
from .stated import Stated
from .suggest import suggestions
from .tables_sheet import write_table_sheets, write_tenants
from .unit_sheet import write_unit_sheet


def write_roster(pack: Pack, policy: Policy | None, book: LawBook, path: Path, stated: Stated | None = None) -> None:
    """Write the roster of a park's enterprises as a workbook of its own, with those of `stated` in it.

    `read_roster` reads it back. Raises OSError.
    """
    draft = Draft(Book(path, title="园区企业名单"), collect(pack, policy, book), stated or Stated())
    write_tenants(draft)
    _close(draft)


def write_form(pack: Pack, policy: Policy | None, book: LawBook, path: Path, stated: Stated | None = None) -> None:
    """Write the form to `path` (.xlsx); the same law gives the same bytes.

    It asks for the fields that the pack's formulas and requirements name and, with a policy, for those of its
    gates, priorities and exclusion conditions. With `stated` it is prefilled, as far as it asks. `read_form`
    reads it back, the same data where nobody touched a cell. Raises OSError where the file cannot be written.
    """
    dictionary = fields_of(book)
    title = f"{KIND_NAMES[pack.kind]}数据采集表（{pack.id}）"
    draft = Draft(Book(path, title=title), collect(pack, policy, book), stated or Stated())
    draft.suggestions = suggestions(book, policy)
    guide = start_guide(draft)
    write_unit_sheet(draft, dictionary)
    write_field_sheets(draft)
    write_table_sheets(draft, book)
    write_judged_sheet(draft)
    write_condition_sheets(draft)
    if draft.needs.tenants:
        write_tenants(draft)
    write_declared_sheet(draft, dictionary)
    write_evidence_sheet(draft)
    write_guide(draft, guide, book)
    _close(draft)


def _close(draft: Draft) -> None:
    try:
        draft.book.close()
    except FileCreateError as error:
        raise OSError(*error.args) from error
