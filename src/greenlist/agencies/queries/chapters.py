"""The texts of a report: which there are, which are written, how long they are."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.agencies.law import policy_of
from greenlist.agencies.models import Engagement, ReportChapter
from greenlist.documents.report.agency import ChapterSpec, chapters_for


@dataclass(frozen=True, slots=True)
class Chapter:
    """One text of the report: what the template asks, and what was written (None: nothing yet)."""

    spec: ChapterSpec
    row: ReportChapter | None

    @property
    def text(self) -> str:
        """What is written."""
        return self.row.text if self.row else ""

    @property
    def characters(self) -> int:
        """How long it is."""
        return characters(self.text)

    @property
    def too_long(self) -> bool:
        """Whether it is longer than the template allows."""
        return self.spec.most is not None and self.characters > self.spec.most

    @property
    def state(self) -> str:
        """As a task: done, fault (too long), or todo."""
        return "fault" if self.too_long else "done" if self.text else "todo"


def characters(text: str) -> int:
    """Characters as people count them (字数): everything but white space."""
    return len("".join(text.split()))


def chapters_of(engagement: Engagement) -> list[Chapter]:
    """The texts in the order of the report. One query."""
    application = engagement.application
    written = {one.key: one for one in engagement.chapters.select_related("by")}
    specs = chapters_for(application.kind, policy_of(application.round))
    return [Chapter(spec, written.get(spec.key)) for spec in specs]
