"""What a home page tells: how an application stands, what a round still waits for. Plain values for templates."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.applications.models import Application
from greenlist.applications.process import process_of
from greenlist.applications.rules import AT_AGENCY, EDITABLE, WORKING
from greenlist.engine import clock
from greenlist.rounds.models import Deadline, Round

RETURNED = gettext_lazy("已退回，等待补正")  # handed in before and sent back: what the process calls a draft
ACTORS: dict[str, Promise] = {
    "applicant": gettext_lazy("申报单位"),
    "agency": gettext_lazy("第三方评价机构"),
    "city": gettext_lazy("市（州）工业和信息化主管部门"),
    "province": gettext_lazy("省工业和信息化厅"),
    "ministry": gettext_lazy("工业和信息化部"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An application as its unit sees it: what its state is called, what comes next, by when."""

    application: Application
    label: str
    mine: bool  # the next step is the unit's own
    final: bool
    next_step: str
    deadline: Deadline | None

    @property
    def late(self) -> bool:
        """Not handed in although the date of the unit's step is past."""
        on = self.deadline.on if self.deadline else None
        return self.application.state in WORKING and on is not None and on < clock.today()


@dataclass(frozen=True, slots=True)
class Count:
    """How many applications stand in one state of one round."""

    state: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Desk:
    """A round with what stands where in it, in the order of its process."""

    round: Round
    counts: list[Count]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(one.count for one in self.counts)


def standing(application: Application) -> Standing:
    """How one application stands. Needs `round.deadlines` and what queries.applicant_applications counts."""
    process = process_of(application.round)
    state = next(one for one in process.states if one.id == application.state)
    mine = application.state in EDITABLE or _asked_by_agency(application)
    onward = [way for way in process.transitions if way.from_state == state.id and not way.back]
    step = _own_step(application) if mine else _others_step(onward[0].actor if onward else "")
    label = RETURNED if application.state in EDITABLE and application.returned else _(state.labels.applicant)
    return Standing(application, str(label), mine, state.final, step, next_date(application.round))


def _asked_by_agency(application: Application) -> bool:
    """Whether the agency at work waits for an answer."""
    objections: int = application.objections  # type: ignore[attr-defined]  # annotated by the query
    return application.state in AT_AGENCY and objections > 0


def _own_step(application: Application) -> str:
    open_items: int = application.open_items  # type: ignore[attr-defined]  # annotated by the query
    if application.state in AT_AGENCY:
        count: int = application.objections  # type: ignore[attr-defined]
        return _("评价机构提出 %(count)d 个问题，请改好并答复") % {"count": count}
    if application.returned and open_items:
        return _("有 %(count)d 项被退回，请改好后重新提交") % {"count": open_items}
    if application.state == "draft":
        return _("继续填报")
    if application.state == "self_screened" and application.route == "agency" and not application.agency_id:
        return _with_agency(application)
    if application.state == "self_screened":
        return _("重新签署承诺书并提交") if application.agency_id else _("继续填报，做完自评价")
    return _("核对无误后，由单位负责人提交")


def _with_agency(application: Application) -> str:
    """What comes next between the choice of an agency and the contract."""
    words = {"asked": _("等评价机构答复"), "accepted": _("评价机构已接受，请签订合同")}
    engaged: str | None = application.engaged  # type: ignore[attr-defined]
    return words.get(engaged or "", _("委托第三方机构，或交来签章的评价报告"))


def _others_step(actor: str) -> str:
    return _("等待%(who)s办理") % {"who": ACTORS[actor]} if actor in ACTORS else ""


def next_date(round_: Round, *, kinds: tuple[str, ...] = ("apply", "city", "province", "ministry")) -> Deadline | None:
    """The first date of the calendar that is set, in the order of the steps asked for. Needs `deadlines`."""
    dates = {one.kind: one for one in round_.deadlines.all() if one.on is not None}
    return next((dates[kind] for kind in kinds if kind in dates), None)


def desk(round_: Round, counted: dict[str, int]) -> Desk:
    """The counts of one round in the order of its process, empty states left out.

    An office sees nothing that was never handed in, so what is being worked on there was sent back.
    """
    counts = [
        Count(one.id, _(one.labels.office), counted[one.id])
        for one in process_of(round_).states
        if one.id in counted and one.id not in WORKING
    ]
    returned = sum(count for state, count in counted.items() if state in WORKING)
    return Desk(round_, ([Count("returned", str(RETURNED), returned)] if returned else []) + counts)
