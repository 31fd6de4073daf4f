"""All sections of an application in the order of the task list."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.engine.lawbook import LawBook
from greenlist.rounds.law import book_of

from .conditions import basic_section, exclusions_section
from .data import block_sections, choice_section, table_sections
from .grounds import grounds_of
from .shapes import Question, Section
from .unit import narrative_section, route_section, unit_section

WHO, DATA, TABLES, PAPERS, END = _("单位与资格"), _("指标数据"), _("数据表"), _("材料"), _("提交")


def sections_of(application: Application) -> list[Section]:
    """The sections of an application, from the law its round is bound to and the pack it pins.

    Built once per process for each edition of the law, policy, pack and evaluation year.
    """
    round_ = application.round
    return list(_built(book_of(round_), round_.policy_id, application.pack_id, application.evaluation_year))


@lru_cache(maxsize=64)
def _built(book: LawBook, policy_id: str, pack_id: str, evaluation_year: int) -> tuple[Section, ...]:
    grounds = grounds_of(book, policy_id, pack_id, evaluation_year)
    sections = [
        unit_section(grounds, WHO),
        route_section(grounds, WHO),
        exclusions_section(grounds, WHO),
        basic_section(grounds, WHO),
        *block_sections(grounds, DATA),
        choice_section(grounds, DATA),
        *table_sections(grounds, TABLES),
        Section("tenants", _("园区企业名册"), TABLES, "link", url_name="tenants") if grounds.needs.tenants else None,
        Section("evidence", _("证明材料"), PAPERS, "link", url_name="evidence"),
        narrative_section(grounds, PAPERS),
        Section("commitment", _("真实性承诺"), END, "link", url_name="commitment"),
        Section("check", _("核对与提交"), END, "link", url_name="check"),
    ]
    return tuple(section for section in sections if section is not None)


def section_named(sections: list[Section], section_id: str) -> Section | None:
    """The section with an id."""
    return next((section for section in sections if section.id == section_id), None)


def section_of_place(sections: list[Section], place: str) -> Section | None:
    """The section at which a place is filled in; also by the section's own id, or a table or row as a whole."""
    for section in sections:
        if section.holds(place) or place == section.id or place in section.keys:
            return section
        if section.kind != "questions" and place.partition(".")[0] in {section.table, section.id} - {""}:
            return section
    return None


def question_of_place(sections: list[Section], place: str) -> tuple[Section, Question] | None:
    """The section and question that keep their answer at a place, None where nothing may be stated there."""
    for section in sections:
        question = section.question_at(place)
        if question is not None and question.places:
            return section, question
    return None
