"""One application as it was handed in, laid out for whoever checks it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from greenlist.applications.comparing import Difference, FileDifference, differences, file_differences
from greenlist.applications.models import Application, ReturnedItem, Submission
from greenlist.applications.queries.handed import files_here
from greenlist.applications.queries.submission import Summary
from greenlist.applications.sections import Words
from greenlist.applications.sheets import Layout, Sheet, sheets
from greenlist.parties.access import Text
from greenlist.reviews.models import CheckedResult, FormalCheck

from .checking import Checked, findings_of
from .results import checked_result


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

    @cached_property
    def checked(self) -> Checked:
        """Everything wrong with it now, and everything a person must say a word about."""
        decided = self.corrected.result if self.corrected else self.submission.result
        return Checked(findings_of(self.application, self.submission, self.layout, decided))

    @cached_property
    def corrected(self) -> CheckedResult | None:
        """The evaluation with what the city corrected, None where it corrected nothing."""
        return checked_result(self.submission)

    @property
    def corrected_summary(self) -> Summary | None:
        """The same as a summary."""
        return Summary(self.corrected.result) if self.corrected else None

    @cached_property
    def records(self) -> list[FormalCheck]:
        """The formal checks of every version that came to an end, the newest first."""
        ended = FormalCheck.objects.filter(application=self.application).exclude(outcome="")
        return list(ended.select_related("by", "submission").defer(
            "findings", "submission__data", "submission__result", "submission__evidence", "submission__receipt"
        ).order_by("-pk"))  # fmt: skip

    @cached_property
    def files(self) -> list[FileRow]:
        """The files handed in with it."""
        return [
            FileRow(one, tuple(self.layout.name(use["place"]) for use in one["proves"]))
            for one in files_here(self.submission)
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
