"""A sheet laid out for its page: sections with their rows, and the sheets of the others where they may be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenlist.panel.sheet import Line, shown
from greenlist.panels.models import Assignment, ItemScore, Panel, ScoreSheet
from greenlist.panels.rules.scoring import sheets
from greenlist.parties.access import Hat

from .results import blind_name
from .sheets import SheetPage
from .sheets_words import Told, Words


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One item: its line, the controls (None: it takes no points), what the witnesses say."""

    line: Line
    row: Any
    told: tuple[Told, ...]

    @property
    def apart(self) -> bool:
        """Whether the witnesses do not all say the same, or one gives a reason."""
        said = {(one.value, one.points) for one in self.told}
        return len(said) > 1 or any(one.reasons for one in self.told)


@dataclass(slots=True)
class SheetSection:
    """A first-level group of the standard with its items."""

    name: str
    lines: list[ShownLine] = field(default_factory=list)


def sections_of(form: Any, words: Words) -> list[SheetSection]:
    """The items by the groups of the standard; `form` is the form of the sheet, by whose rows points are given."""
    page: SheetPage = form.page
    names = {one.id: one.name for one in page.pack.blocks}
    found: dict[str, SheetSection] = {}
    for line in page.items:
        section = found.setdefault(line.block, SheetSection(names.get(line.block, line.block)))
        row = form.row_of(line) if line.open else None
        section.lines.append(ShownLine(line, row, words.items.get(line.id, ())))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """The signed sheet of another expert of the case."""

    expert: str
    sheet: ScoreSheet
    points: Mapping[str, str]
    reasons: tuple[tuple[str, str], ...]  # item and why the points depart

    @property
    def total(self) -> str:
        """Its total as people read it."""
        return shown(self.sheet.total)


def others_of(hat: Hat, assignment: Assignment) -> list[OtherSheet]:
    """What the others found, where this expert may read it (rules.scoring). Two queries, three where there is some."""
    case = {"assignment__application": assignment.application_id, "assignment__panel": assignment.panel_id}
    rows = sheets.visible(hat).filter(**case).exclude(assignment=assignment)
    found = list(rows.select_related("assignment__expert__person").order_by("assignment"))
    if not found:
        return []
    order = list(
        Assignment.objects.filter(application=assignment.application_id, ended_at=None)
        .order_by("pk").values_list("pk", flat=True)
    )  # fmt: skip
    return with_points(found, {one.pk: _name(assignment.panel, one.assignment, order) for one in found})


def with_points(found: list[ScoreSheet], names: Mapping[int, str]) -> list[OtherSheet]:
    """Signed sheets with their points, experts by the names given. One query."""
    given: dict[int, list[ItemScore]] = {}
    for one in ItemScore.objects.filter(sheet__in=found):
        given.setdefault(one.sheet_id, []).append(one)
    return [
        OtherSheet(
            names[sheet.pk], sheet, {one.item: shown(one.points) for one in given.get(sheet.pk, ())},
            tuple((one.item, one.reason) for one in given.get(sheet.pk, ()) if one.reason),
        )
        for sheet in found
    ]  # fmt: skip


def _name(panel: Panel, row: Assignment, order: list[int]) -> str:
    if panel.phase == Panel.Phase.NAMED:
        return row.expert.person.name
    return blind_name(order.index(row.pk) + 1)
