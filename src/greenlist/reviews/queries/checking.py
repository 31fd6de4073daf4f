"""Everything wrong with a version now, and everything a person must say a word about: one list (REQ-43)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Submission
from greenlist.applications.sheets import Layout
from greenlist.reviews.models import CheckedPoint

from . import found_in_result, found_outside
from .completeness import completeness
from .rows import ORDER, CheckRow

GROUPS: dict[str, str | Promise] = {
    "reading": _("没有读懂的内容"),
    "exclusion": _("否决情形"),
    "screening": _("名单筛查"),
    "prerequisite": _("前置条件"),
    "gates": _("申报条件和基本要求"),
    "checks": _("数据核对"),
    "completeness": _("完整性"),
    "evidence": _("证明材料"),
    "agency": _("第三方机构"),
}
Data = dict[str, Any]
_PLACES = {key: number for number, key in enumerate(GROUPS)}


def findings_of(
    application: Application, submission: Submission, layout: Layout | None = None, decided: Data | None = None
) -> list[CheckRow]:
    """Everything wrong with a version now: consistency checks of the frozen result, completeness, evidence,
    prerequisites, exclusion and screening, agency standing; with what was answered of it.

    Numbered as the law numbers it, the gravest first in each group. `decided`: the result that decides, where it is
    at hand. At most seven queries, more with an agency.
    """
    layout = layout or Layout(application)
    found = [
        *found_in_result.rows(submission, layout),
        *completeness(submission, layout),
        *found_outside.rows(application, submission, decided),
    ]
    found.sort(key=lambda one: (_PLACES[one.group], ORDER[one.severity]))
    return with_answers(submission, found)


def with_answers(submission: Submission, rows: Iterable[CheckRow]) -> list[CheckRow]:
    """The lines with what was said of them: of this version, or of an earlier one whose file is the same. One query."""
    said: dict[str, CheckedPoint] = {}
    before: dict[str, CheckedPoint] = {}
    points = CheckedPoint.objects.filter(check_of__application=submission.application_id)
    for one in points.select_related("check_of", "by").defer("check_of__findings"):
        (said if one.check_of.submission_id == submission.pk else before)[one.point] = one
    return [_answered(row, said, before) for row in rows]


def _answered(row: CheckRow, said: dict[str, CheckedPoint], before: dict[str, CheckedPoint]) -> CheckRow:
    if row.decided_by != "person":
        return row
    if one := said.get(row.id):
        return replace(row, answer=one.answer, note=one.note, answered_by=one.by.name)
    same_file = row.id.startswith("file:") and before.get(row.id)
    if same_file and same_file.answer == CheckedPoint.Answer.FINE:
        return replace(row, answer=same_file.answer, note=same_file.note, answered_by=same_file.by.name, carried=True)
    return row


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one group."""

    id: str
    title: str
    rows: tuple[CheckRow, ...]

    @property
    def errors(self) -> int:
        """How many are errors."""
        return sum(one.severity == "error" for one in self.rows)

    @property
    def left(self) -> int:
        """How many keep the version from being accepted."""
        return sum(one.open for one in self.rows)


class Checked:
    """The lines of a version, parted into what the program decided and what a person must."""

    def __init__(self, rows: Sequence[CheckRow]) -> None:
        self.rows = list(rows)

    @property
    def wrong(self) -> list[Group]:
        """What the program holds to be wrong or missing, by group."""
        return grouped(one for one in self.rows if one.decided_by == "program" and one.severity != "info")

    @property
    def told(self) -> list[CheckRow]:
        """What the program found in order, where that is worth a word."""
        return [one for one in self.rows if one.decided_by == "program" and one.severity == "info"]

    @property
    def asked(self) -> list[Group]:
        """What a person says a word about, by group."""
        return grouped(one for one in self.rows if one.decided_by == "person")

    @property
    def left(self) -> list[CheckRow]:
        """What keeps the version from being accepted."""
        return [one for one in self.rows if one.open]

    @property
    def errors(self) -> list[CheckRow]:
        """What the program holds to be an error: accepting in spite of it wants a reason."""
        return [one for one in self.rows if one.decided_by == "program" and one.severity == "error"]

    @property
    def faults(self) -> list[CheckRow]:
        """What an officer called a fault."""
        return [one for one in self.rows if one.answer == CheckedPoint.Answer.FAULT]

    @property
    def must(self) -> int:
        """How many points must be decided."""
        return sum(one.must for one in self.rows)


def grouped(rows: Iterable[CheckRow]) -> list[Group]:
    """Lines by their group, in the order of `GROUPS`."""
    every: dict[str, list[CheckRow]] = {}
    for one in rows:
        every.setdefault(one.group, []).append(one)
    return [Group(key, str(title), tuple(every[key])) for key, title in GROUPS.items() if key in every]


__all__ = ["GROUPS", "CheckRow", "Checked", "Group", "findings_of", "grouped", "with_answers"]
