"""A score sheet as its expert works on it: the lines of the standard, what is given so far, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Message
from greenlist.panel.sheet import TOTAL, Line, departs, lines, pointed, total_line, total_of
from greenlist.panels.models import Assignment, ItemScore, ScoreSheet
from greenlist.reviews.models import CheckedResult
from greenlist.reviews.queries.results import checked_result
from greenlist.rounds.law import book_of


@dataclass(frozen=True, slots=True)
class Given:
    """What an expert gives one line: points (None: not yet) and the reason, where they depart."""

    points: Decimal | None = None
    reason: str = ""


@dataclass
class SheetPage:
    """One assignment with the version it is about and the sheet so far."""

    assignment: Assignment
    submission: Submission
    sheet: ScoreSheet | None

    @property
    def application(self) -> Application:
        """The case."""
        return self.assignment.application

    @cached_property
    def pack(self) -> Pack:
        """The rule pack that is pinned to the case."""
        return book_of(self.application.round).pack(self.application.pack_id)

    @cached_property
    def checked(self) -> CheckedResult | None:
        """The version with what the offices corrected, None where nothing was. One query."""
        return checked_result(self.submission)

    @cached_property
    def result(self) -> dict[str, Any]:
        """The result whose values stand before the expert: with the offices' corrections, else as it was frozen."""
        found: dict[str, Any] = self.checked.result if self.checked else self.submission.result
        return found

    @cached_property
    def by_item(self) -> bool:
        """Whether points are given per item; else the sheet takes the total alone."""
        return pointed(self.pack, self.result)

    @cached_property
    def items(self) -> list[Line]:
        """Every item of the standard, those that take no points too."""
        return lines(self.pack, self.result)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that take points."""
        return [one for one in self.items if one.open] if self.by_item else [total_line(self.result)]

    @cached_property
    def given(self) -> dict[str, Given]:
        """What is given so far; before the first saving the verified points of every line. One query."""
        if self.sheet is None:
            return {one.id: Given(one.verified) for one in self.lines}
        kept = ItemScore.objects.filter(sheet=self.sheet)
        return {one.item: Given(one.points, one.reason) for one in kept}

    def total(self, given: Mapping[str, Given]) -> tuple[Decimal | None, Message | None]:
        """The total of what is given, unrounded; None with the reason while something is missing."""
        points = {key: one.points for key, one in given.items() if one.points is not None}
        if not self.by_item:
            return points.get(TOTAL), None
        law = book_of(self.application.round).policy(self.application.round.policy_id)
        return total_of(self.pack, self.result, points, law.evaluation.na_policy)

    @cached_property
    def full(self) -> Decimal | None:
        """Full marks, None where the standard has none."""
        found = self.result["score"]["max"]
        return None if found is None else Decimal(found)

    def departing(self, given: Mapping[str, Given]) -> list[Line]:
        """The lines on which the expert says something else than the verified value."""
        return [
            one
            for one in self.lines
            if (said := given.get(one.id)) and said.points is not None and departs(said.points, one.verified)
        ]


def page_of(assignment: Assignment) -> SheetPage | None:
    """The sheet of an assignment: over the version it is signed on, before that over the newest. Two queries.

    None where the case was never handed in.
    """
    sheet = ScoreSheet.objects.filter(assignment=assignment).select_related("submission").first()
    if sheet is not None and sheet.signed_at is not None:
        return SheetPage(assignment, sheet.submission, sheet)
    newest = assignment.application.submissions.order_by("-number").first()
    return SheetPage(assignment, newest, sheet) if newest is not None else None
