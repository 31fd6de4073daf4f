"""The 动态管理表 of a line of a list: what is known of its unit, and the form in the formats it is handed out in."""

from __future__ import annotations

from django.utils.translation import override

from greenlist.documents.dynamic import (
    DynamicForm,
    Known,
    data_year,
    dynamic_form,
    dynamic_paper,
    figures_of,
    write_dynamic,
)
from greenlist.documents.printing import FORMS as PAPERS
from greenlist.documents.printing import printed_paper
from greenlist.engine import clock
from greenlist.engine.case import Kind as CaseKind
from greenlist.parties.access import Hat
from greenlist.parties.rules import organisations
from greenlist.rounds.law import installed_law

from .exporting import XLSX, name_now
from .models import Entry
from .queries.owners import owner_of
from .telling import last_case, last_screening

NAME = "动态管理表"
FORMS = {"xlsx": XLSX, **PAPERS}
BACK = 3  # years that can be asked for, the newest first


def years() -> list[int]:
    """The years a form can be asked for: that which is reported on now, and those before it."""
    newest = data_year(clock.today())
    return [newest - back for back in range(BACK)]


def form_of(entry: Entry) -> DynamicForm:
    """The form of the kind of a line, by the law as it is installed. Raises UnknownLaw, LawInvalid."""
    return dynamic_form(installed_law()[1], CaseKind(entry.kind))


def known_of(entry: Entry, form: DynamicForm, hat: Hat | None, year: int) -> Known:
    """What this hat may know of the unit; `entry` with its list and what became of it. At most eight queries."""
    case = last_case(hat, entry.uscc, entry.kind)
    screened = last_screening(hat, entry.uscc)
    return Known(
        form.kind, year, clock.today(), _unit(entry, hat), figures_of(case.case, form, year) if case else {},
        case.source if case else "", screened.seen if screened else (), screened.on if screened else None,
    )  # fmt: skip


def _unit(entry: Entry, hat: Hat | None) -> dict[str, str]:
    """The texts of the block `unit`: what the list says, and what the unit has registered here for whoever sees it."""
    owner, green_list = owner_of(entry.uscc, organisations.visible(hat)), entry.green_list
    with override("zh-hans"):
        level = str(green_list.get_level_display())
    told = {
        "name": name_now(entry), "uscc": entry.uscc, "region": entry.region, "list_level": level,
        "list_batch": green_list.label, "list_document": green_list.document,
        "address": owner.address if owner else "", "legal_rep": owner.legal_rep if owner else "",
    }  # fmt: skip
    return {key: text for key, text in told.items() if text}


def printed(form: DynamicForm, known: Known, suffix: str) -> bytes:
    """The form in one of `FORMS`. Raises MissingGlyph."""
    if suffix == "xlsx":
        return write_dynamic(form, known)
    return printed_paper(dynamic_paper(form, known), suffix)


def file_name(known: Known, suffix: str) -> str:
    """示例公司-2024年度动态管理表.xlsx."""
    return f"{known.name}-{known.year}年度{NAME}.{suffix}"
