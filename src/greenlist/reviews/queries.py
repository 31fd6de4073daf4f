"""What the offices read: the inbox, and one application as it was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet

from greenlist.applications.comparing import Difference, FileDifference, differences, file_differences
from greenlist.applications.models import Application, ReturnedItem, Submission
from greenlist.applications.queries.submission import Summary
from greenlist.applications.sections import Words
from greenlist.applications.sheets import Layout, Sheet, sheets
from greenlist.engine import clock
from greenlist.parties.access import Text
from greenlist.rounds.models import Round

WAITING = "submitted"


def inbox(visible: QuerySet[Application], *, round_id: str = "", kind: str = "", state: str = WAITING) -> QuerySet[Any]:
    """Applications on a desk, those that wait longest first; '' leaves a filter out.

    Each with `handed_in`, the number of its newest version.
    """
    rows = visible.select_related("unit", "round", "city").annotate(handed_in=Max("submissions__number"))
    if round_id.isdigit():
        rows = rows.filter(round=int(round_id))
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("state_since", "pk")


def rounds_of(visible: QuerySet[Application]) -> QuerySet[Round]:
    """The rounds that have something on a desk."""
    return Round.objects.filter(pk__in=visible.values("round"))


def days_waiting(application: Application) -> int:
    """Whole days since the application came to where it stands, by dates in Asia/Shanghai."""
    return (clock.today() - application.state_since.astimezone(clock.SHANGHAI).date()).days


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a version: as frozen, with what it proves in words."""

    file: dict[str, Any]
    proves: tuple[Text | Words, ...]


class Dossier:
    """One version as it was handed in, laid out for whoever checks it."""

    def __init__(self, application: Application, submission: Submission) -> None:
        self.application = application
        self.submission = submission
        self.layout = Layout(application)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """What was stated, by sections, with what was left out."""
        return sheets(self.layout, self.submission.data, gaps=True)

    @property
    def summary(self) -> Summary:
        """The evaluation that was frozen with it."""
        return Summary(self.submission.result)

    @property
    def conditions(self) -> list[dict[str, Any]]:
        """The conditions that are not met, and those that decide and are not determined."""
        every = self.submission.result["conditions"]
        return [one for one in every if one["answer"] == "not_met" or (one["gate"] and one["answer"] != "met")]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What the consistency checks found, errors first."""
        order = {"error": 0, "warning": 1, "info": 2}
        return sorted(self.submission.result["findings"], key=lambda one: order[one["severity"]])

    @cached_property
    def files(self) -> list[FileRow]:
        """The files handed in with it."""
        return [
            FileRow(one, tuple(self.layout.name(use["place"]) for use in one["proves"]))
            for one in self.submission.evidence
        ]

    @cached_property
    def before(self) -> Submission | None:
        """The version before this one."""
        earlier = Submission.objects.only("number", "data", "evidence").filter(application=self.application)
        return earlier.filter(number=self.submission.number - 1).first()

    @cached_property
    def differences(self) -> list[Difference]:
        """What changed since the version before."""
        return differences(self.layout, self.before.data, self.submission.data) if self.before else []

    @cached_property
    def file_differences(self) -> list[FileDifference]:
        """The files that changed since the version before."""
        return file_differences(self.layout, self.before.evidence, self.submission.evidence) if self.before else []

    @cached_property
    def mended(self) -> list[ReturnedItem]:
        """The items that were sent back before this version."""
        return list(ReturnedItem.objects.filter(resolved_in=self.submission))


def newest(application: Application) -> Submission | None:
    """The newest version handed in, whole."""
    return application.submissions.select_related("by").order_by("-number").first()
