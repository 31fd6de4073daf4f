"""Templates of reports: cited like other law, and chosen by the year of the policy."""

from __future__ import annotations

import pytest

from greenlist.documents.report import NoTemplate, template_for, templates
from greenlist.documents.report.build import SHOWS
from greenlist.documents.report.subject import _SPECIAL
from greenlist.documents.report.template import Part
from greenlist.engine.case import Kind
from greenlist.engine.facts import Mark
from greenlist.engine.fields import Fields
from greenlist.engine.lawbook import LawBook


def parts() -> list[tuple[str, Part]]:
    return [
        (one.template, part) for one in templates() for chapter in one.chapters for part in (chapter, *chapter.parts)
    ]


def test_every_kind_has_a_form_in_2024() -> None:
    assert {kind: template_for(kind, 2024).template for kind in Kind} == {
        Kind.FACTORY: "factory-self-2017",
        Kind.PARK: "park-self-later",
        Kind.SUPPLY_CHAIN: "supply-chain-self",
    }


def test_a_form_is_not_used_before_its_year() -> None:
    with pytest.raises(NoTemplate, match="2016"):
        template_for(Kind.FACTORY, 2016)
    assert template_for(Kind.FACTORY, None).template == "factory-self-2017"
    assert template_for(Kind.PARK, 2016).template == "park-self-later"  # its year is open: it says so in its foot


def test_every_entry_cites_a_source_of_its_file() -> None:
    for one in templates():
        entries = [one.cover, one.basic, one.commitment, *(part for name, part in parts() if name == one.template)]
        assert [entry for entry in entries if entry.source not in one.sources] == []
        assert one.used_from.source in one.sources
        assert one.fits.source in one.sources


def test_what_is_derived_is_never_marked_as_published() -> None:
    for name, part in parts():
        assert part.source != "derived" or part.mark is Mark.UNVERIFIED, (name, part.title)


def test_nothing_of_the_supply_chain_form_is_known() -> None:
    form = template_for(Kind.SUPPLY_CHAIN, 2024)
    assert form.fits.mark is Mark.UNVERIFIED
    assert {part.mark for name, part in parts() if name == form.template} == {Mark.UNVERIFIED}


def test_every_label_names_a_field_of_the_dictionary(fields: Fields, book: LawBook) -> None:
    known = {*fields.by_id, *_SPECIAL, "region"}
    lines = [line for one in templates() for line in (*one.cover.lines, *one.basic.rows)]
    assert [line.value for line in lines if line.value not in known] == []


def test_every_part_that_can_be_shown_is_shown_somewhere() -> None:
    assert {name for _, part in parts() for name in part.show} == set(SHOWS)


def test_the_groups_that_forms_name_are_those_of_packs(book: LawBook) -> None:
    groups = {block.name for pack in book.ids("pack") for block in book.pack(pack).blocks}
    named = {name for _, part in parts() for name in part.blocks}
    assert named - groups == set()
