"""An evaluation as its work page shows it: the records of every step, and what is missing for the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.law import third_party
from greenlist.agencies.models import (
    AgencyReport,
    DocumentCheck,
    Engagement,
    EvaluationPlan,
    Revision,
    SiteVisit,
    TeamMember,
    TechnicalReview,
)
from greenlist.applications.models import Nonconformity
from greenlist.engine.lawbook.schema.policy import EvaluationProcedure

from .chapters import Chapter, chapters_of
from .reports import open_revision_of, signed_report
from .values import Unverified, unverified


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing for the next step, in plain words, and the page where it is mended."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps. `state` is that of a task; `lacks` what is missing before it can be called done."""

    id: str
    title: str | Promise
    url: str
    state: str
    lacks: tuple[Lack, ...] = ()
    count: str = ""

    @property
    def section(self) -> Step:
        """Itself: the list of tasks shows sections."""
        return self


STEPS: tuple[tuple[str, str | Promise, str, str], ...] = (  # id, title, state of the application once done, page
    ("request", _("预评价"), "contracted", "engagement"),
    ("plan", _("评价组织安排"), "planned", "engagement-plan"),
    ("documents", _("文件评审"), "documents_reviewed", "engagement-documents"),
    ("site", _("现场评价"), "site_evaluated", "engagement-site"),
    ("report", _("报告编写"), "report_drafted", "engagement-chapters"),
    ("review", _("内部技术复核与签章"), "technically_reviewed", "engagement-review"),
)
_ORDER = tuple(to for _id, _title, to, _page in STEPS)


@dataclass
class Work:
    """The records of one evaluation, each read once when it is asked for."""

    engagement: Engagement

    @cached_property
    def procedure(self) -> EvaluationProcedure:
        """The minimums of the policy; null is not written."""
        return third_party(self.engagement.application.round).procedure

    @cached_property
    def plan(self) -> EvaluationPlan | None:
        """The plan, None before one was written."""
        return EvaluationPlan.objects.filter(engagement=self.engagement).first()

    @cached_property
    def team(self) -> list[TeamMember]:
        """The team, the leader first."""
        rows = self.engagement.team.select_related("staff").prefetch_related("visits")
        return sorted(rows, key=lambda one: (list(TeamMember.Part).index(TeamMember.Part(one.part)), one.pk))

    @property
    def leader(self) -> TeamMember | None:
        """The leader of the team."""
        return next((one for one in self.team if one.part == TeamMember.Part.LEADER), None)

    @cached_property
    def checks(self) -> list[DocumentCheck]:
        """The document review."""
        return list(self.engagement.document_checks.select_related("evidence__blob", "by"))

    @cached_property
    def visits(self) -> list[SiteVisit]:
        """The visits with who went and their photos."""
        people = Prefetch("visitors", TeamMember.objects.select_related("staff"))
        return list(self.engagement.visits.prefetch_related(people, "photos"))

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The texts of the report."""
        return chapters_of(self.engagement)

    @cached_property
    def reviews(self) -> list[TechnicalReview]:
        """The technical reviews, the newest first."""
        return list(self.engagement.technical_reviews.select_related("reviewer").order_by("-pk"))

    @cached_property
    def issues(self) -> list[Nonconformity]:
        """The nonconformities of the application."""
        return list(self.engagement.application.nonconformities.all())

    @cached_property
    def unverified(self) -> Unverified:
        """Numbers that nobody verified yet."""
        return unverified(self.engagement.application)

    @cached_property
    def report(self) -> AgencyReport | None:
        """The newest signed version."""
        return signed_report(self.engagement)

    @cached_property
    def revision(self) -> Revision | None:
        """The revision that is open."""
        return open_revision_of(self.engagement)

    @property
    def incompetent(self) -> list[TeamMember]:
        """Those of the team whose filed abilities do not cover the kind: shown, decided by a person."""
        kind = self.engagement.application.kind
        return [one for one in self.team if kind not in one.staff.kinds]

    def passed(self, digest: str) -> TechnicalReview | None:
        """The newest review, if it passed exactly the draft of this digest."""
        newest = next(iter(self.reviews), None)
        return newest if newest is not None and newest.passed and newest.basis == digest else None

    @cached_property
    def steps(self) -> list[Step]:
        """The six steps with their states."""
        return [self.step(one) for one, _title, _to, _page in STEPS]

    @property
    def now(self) -> Step | None:
        """The step that is due; None: everything is done."""
        return next((one for one in self.steps if one.state != "done"), None)

    def step(self, name: str) -> Step:
        """One step by its id."""
        from . import lacks  # noqa: PLC0415 - the lacks look at the work

        number = next(n for n, one in enumerate(STEPS) if one[0] == name)
        _id, title, _to, page = STEPS[number]
        state = self._state(number)
        missing = tuple(lacks.OF[name](self)) if state != "done" else ()
        return Step(name, title, reverse(page, args=[self.engagement.pk]), state, missing)

    def _state(self, number: int) -> str:
        """done, partial (the one that is due) or todo; of a report being revised the last two are due again."""
        reached = self._reached()
        if number <= reached:
            return "done"
        return "partial" if number == reached + 1 else "todo"

    def _reached(self) -> int:
        """Number of the last step that is done, -1 without a contract."""
        if self.engagement.state != Engagement.State.CONTRACTED:
            return -1
        if self.revision is not None:
            return len(STEPS) - 3
        if self.report is not None:
            return len(STEPS) - 1
        state = self.engagement.application.state
        return _ORDER.index(state) if state in _ORDER else 0


def work_of(engagement: Engagement) -> Work:
    """The work of one engagement. Nothing is asked before it is read; the whole page takes some fifteen queries."""
    return Work(engagement)
