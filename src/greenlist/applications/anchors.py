"""Where on the form a thing is asked that the engine names: field, item, condition, table cell."""

from __future__ import annotations

import re
from functools import cached_property

from django.urls import reverse

from greenlist.documents.form.layout import UNIT_FIELDS
from greenlist.engine.fields import Fields, fields_of
from greenlist.rounds.law import book_of

from .models import Application
from .sections import Section, section_of_place, sections_of

_BACK = re.compile(r"(?P<id>[\w.]+)\[-(?P<back>\d+)\]")  # park_va[-1]: a year before
_ROW = re.compile(r"(?P<table>\w+)\[\d+\](?:\.\w+)?")  # products[2].energy
_OF_YEAR = re.compile(r"(?P<id>[\w.]+)@(?P<year>\d{4})")  # park_va@2022
_UNIT_KEYS = {field_id: key for key, field_id in UNIT_FIELDS.items()}


class Anchors:
    """Links into the sections of one application."""

    def __init__(self, application: Application) -> None:
        self.application = application

    @cached_property
    def sections(self) -> list[Section]:
        """Its sections."""
        return sections_of(self.application)

    @cached_property
    def fields(self) -> Fields:
        """The data dictionary of its law."""
        return fields_of(book_of(self.application.round))

    def places(self, key: str) -> list[str]:
        """Places of the application at which what the engine calls `key` may be stated, the likeliest first."""
        year = self.application.evaluation_year
        if found := _OF_YEAR.fullmatch(key):
            return [f"years.{found['year']}.{found['id']}", f"values.{found['id']}"]
        if found := _BACK.fullmatch(key):
            return [f"years.{year - int(found['back'])}.{found['id']}"]
        if found := _ROW.fullmatch(key):
            return [f"table-{found['table']}".replace("_", "-")]
        if key in self.fields.by_id and self.fields.by_id[key].table:
            return [f"table-{self.fields.by_id[key].table}".replace("_", "-")]
        if key in _UNIT_KEYS:
            return [f"unit.{_UNIT_KEYS[key]}", "unit"]
        own = [f"{start}.{key}" for start in ("values", f"years.{year}", "unit", "narrative", "judged", "conditions")]
        return [key, *own, f"declared.{key}", f"chosen.{key}"]

    def find(self, key: str) -> tuple[Section, str] | None:
        """The section and place at which `key` is asked, None where no page asks for it."""
        for place in self.places(key):
            section = section_of_place(self.sections, place)
            if section is not None:
                return section, place
        return None

    def url(self, key: str) -> str:
        """The address of the control, '' where no page asks for it."""
        found = self.find(key)
        if found is None:
            return ""
        section, place = found
        address = section_url(self.application, section)
        return address if place == section.id else f"{address}#f-{place}"


def section_url(application: Application, section: Section) -> str:
    """The address of a section's page."""
    if section.url_name == "section":
        return reverse("section", kwargs={"pk": application.pk, "section": section.id})
    return reverse(section.url_name, kwargs={"pk": application.pk})
