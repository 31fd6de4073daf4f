"""What the pages around handing in show: what stands in the way, what is said, what was handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from greenlist.applications.anchors import Anchors
from greenlist.applications.evaluating import told, user_language
from greenlist.applications.guards import commitment_signed, ready_to_submit, route_chosen
from greenlist.applications.models import Application, Submission
from greenlist.applications.process import GUARDS, Matter, Objection, knows_agencies, objections, process_of
from greenlist.applications.sheets import Layout, Sheet, sheets
from greenlist.rounds.models import Deadline

AGENCY = "agency"  # where guards send people to the page of the engagement; no place of the form


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something to do first: in words, and the address where it is done ('' where nothing here helps)."""

    text: str
    url: str = ""
    guard: str = ""


@dataclass(frozen=True)
class Summary:
    """An evaluation in a few figures."""

    result: dict[str, Any]

    @property
    def score(self) -> dict[str, Any]:
        """The score computed here: name, shown, max, reason."""
        found: dict[str, Any] = self.result["score"]
        return found

    @cached_property
    def findings(self) -> dict[str, int]:
        """How many findings of each severity."""
        counted = {"error": 0, "warning": 0, "info": 0}
        for one in self.result["findings"]:
            counted[one["severity"]] += 1
        return counted


@dataclass
class Readiness:
    """An application about to be handed in, evaluated once."""

    application: Application
    matter: Matter = field(init=False)

    def __post_init__(self) -> None:
        self.matter = Matter(self.application, user_language())

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """Everything that stands in the way of handing in, whatever step is next."""
        return self.as_obstacles([*ready_to_submit(self.matter), *self._of_table()])

    def _of_table(self) -> list[Objection]:
        """What the guards of the last step have against it, on the route chosen (self-evaluation where none is)."""
        source = "technically_reviewed" if self.application.route == "agency" else "self_evaluated"
        ways = process_of(self.application.round).transitions
        return [one for way in ways if (way.from_state, way.to) == (source, "submitted")
                for one in objections(self.matter, way)]  # fmt: skip

    @cached_property
    def exclusions(self) -> list[Obstacle]:
        """What stands in the way of the self-check of exclusions."""
        return self.as_obstacles(GUARDS["RS-1"](self.matter))

    @cached_property
    def before_next(self) -> list[Obstacle]:
        """What stands in the way of the evaluation being done: route, its report, the signed commitment."""
        if self.application.agency_id is not None:
            return self.as_obstacles([*self._of_table(), *route_chosen(self.matter), *commitment_signed(self.matter)])
        return self.as_obstacles([*route_chosen(self.matter), *commitment_signed(self.matter)])

    def as_obstacles(self, against: Iterable[Objection]) -> list[Obstacle]:
        """Objections with the address where each is mended, each said once."""
        anchors = Anchors(self.application)
        told_once = {(one.reason, one.place): one for one in against}.values()
        return [Obstacle(one.reason, self._url(anchors, one.place), one.guard) for one in told_once]

    def _url(self, anchors: Anchors, place: str) -> str:
        if place == AGENCY:
            return reverse("application-agency", kwargs={"pk": self.application.pk})
        return anchors.url(place) if place else ""

    @cached_property
    def problems(self) -> list[Obstacle]:
        """What could not be read, where the evaluation itself could be made."""
        anchors, language = Anchors(self.application), user_language()
        return [Obstacle(told(one, language), anchors.url(one.place)) for one in self.matter.evaluated.problems]

    @cached_property
    def summary(self) -> Summary | None:
        """The evaluation; None where none could be made."""
        result = self.matter.evaluated.result
        return Summary(result) if result else None

    @cached_property
    def sheets(self) -> list[Sheet]:
        """All that is stated, by sections."""
        return sheets(Layout(self.application), self.matter.data, gaps=True)

    @cached_property
    def may_engage(self) -> bool:
        """Whether an agency can be engaged here, and is not yet."""
        application = self.application
        here = application.route == "agency" and application.agency_id is None
        return here and knows_agencies(application.round)

    @property
    def next_act(self) -> str:
        """The step that comes next: screen, evaluate, report, submit; '' where none is the applicant's."""
        state, route = self.application.state, self.application.route
        if state == "self_screened":
            return "report" if route == "agency" else "evaluate"
        return {"draft": "screen", "self_evaluated": "submit", "technically_reviewed": "submit"}.get(state, "")


def deadline_to_apply(application: Application) -> Deadline | None:
    """The date by which units apply."""
    return Deadline.objects.filter(round=application.round_id, kind=Deadline.Kind.APPLY).first()


@dataclass(frozen=True, slots=True)
class ToMend:
    """An item that was sent back, and where it is mended."""

    label: str
    reason: str
    url: str


def returned_items(application: Application) -> list[ToMend]:
    """The open items of a return. One query where it was sent back, none else."""
    if not application.returned:
        return []
    anchors = Anchors(application)
    open_ones = application.returned_items.filter(resolved_in=None)
    return [ToMend(one.label, one.reason, anchors.url(one.place)) for one in open_ones]


def versions_of(application: Application) -> QuerySet[Submission]:
    """The versions handed in, newest first, without their content."""
    rows = application.submissions.select_related("by").order_by("-number")
    return rows.defer("data", "result", "evidence", "receipt")
