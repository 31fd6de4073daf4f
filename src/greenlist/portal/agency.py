"""What the home of an agency's people tells: filings, what waits for them, what they evaluate, what bars them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.agencies.models import ConductCase, Engagement, Filing, Revision, Sanction
from greenlist.agencies.queries.engagement_list import Places, places_of
from greenlist.agencies.queries.filing_page import Beginning, beginnings
from greenlist.agencies.queries.register import bars_on
from greenlist.agencies.queries.standing import Standing, standing
from greenlist.agencies.rules.conduct import conduct
from greenlist.agencies.rules.engagements import engagements
from greenlist.agencies.rules.filings import filings
from greenlist.applications.models import Nonconformity
from greenlist.applications.process import process_of
from greenlist.engine import clock
from greenlist.parties.access import Hat

MOST = 20  # engagements on the page; the list has all
NEXT: dict[str, Promise] = {  # by the state of the application
    "contracted": gettext_lazy("写出评价计划，确定评价组"),
    "planned": gettext_lazy("文件评审"),
    "documents_reviewed": gettext_lazy("现场评价"),
    "site_evaluated": gettext_lazy("核查数据，编写报告"),
    "report_drafted": gettext_lazy("内部技术复核，签章"),
}
_S, _N = Engagement.State, Nonconformity.State


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing with how it stands today."""

    filing: Filing
    standing: Standing

    @property
    def mine(self) -> bool:
        """Whether the agency has something to do."""
        return self.filing.state in {Filing.State.DRAFT, Filing.State.RETURNED}


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement as the agency sees it: where it stands, what comes next."""

    engagement: Engagement
    label: str
    mine: bool  # the next step is the agency's
    next_step: str
    answered: int = 0  # nonconformities that the unit answered


@dataclass(frozen=True, slots=True)
class AgencyDesk:
    """All of it."""

    filed: list[Filed] = field(default_factory=list)
    bars: list[Sanction] = field(default_factory=list)
    requests: list[Engagement] = field(default_factory=list)
    engaged: list[Engaged] = field(default_factory=list)
    hearings: list[ConductCase] = field(default_factory=list)  # cases that wait for the agency's word
    more: bool = False  # there are more engagements than are shown
    places: list[Places] = field(default_factory=list)
    beginnings: list[Beginning] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many things wait for the agency."""
        return (
            len(self.requests)
            + len(self.hearings)
            + sum(one.mine for one in self.engaged)
            + sum(one.mine for one in self.filed)
        )


def agency_desk(hat: Hat) -> AgencyDesk:
    """The desk of an agency. As many queries for one engagement as for a hundred."""
    agency = hat.organisation
    if agency is None:
        return AgencyDesk()
    today = clock.today()
    bars = list(bars_on(today).filter(agency=agency).select_related("province"))
    barred = {one.province_id: one for one in bars}
    rows = filings.visible(hat).select_related("jurisdiction", "round")
    filed = [Filed(one, standing(one, today, bar=barred.get(one.jurisdiction_id))) for one in rows[:MOST]]
    live = list(_live(engagements.visible(hat))[: MOST + 1])
    asked = [one for one in live if one.state == _S.ASKED]
    working = [_engaged(one) for one in live[:MOST] if one.state != _S.ASKED]
    return AgencyDesk(
        filed, bars, asked, sorted(working, key=lambda one: not one.mine), _hearings(hat), len(live) > MOST,
        places_of(agency), beginnings(agency),
    )  # fmt: skip


def _hearings(hat: Hat) -> list[ConductCase]:
    """Cases about which the agency was asked and has not answered. One query."""
    rows = conduct.visible(hat).filter(state=ConductCase.State.HEARING, heard_at=None)
    return list(rows.select_related("province"))


def _live(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Those under way with what a line says, the newest first."""
    answered = Count("application__nonconformities", filter=Q(application__nonconformities__state=_N.ANSWERED))
    objected = Count("application__nonconformities", filter=Q(application__nonconformities__state=_N.OPEN))
    revising = Exists(Revision.objects.filter(engagement=OuterRef("pk"), report=None, dropped_at=None))
    around = ("application__unit", "application__city", "application__round__law")
    under_way = rows.filter(state__in=Engagement.LIVE).select_related(*around)
    return under_way.annotate(answered=answered, objected=objected, revising=revising).order_by("-asked_at", "-pk")


def _engaged(one: Engagement) -> Engaged:
    application = one.application
    if one.state == _S.ACCEPTED:
        return Engaged(one, str(one.get_state_display()), mine=False, next_step=_("等申报单位签约"))
    labels = {state.id: state.labels.office for state in process_of(application.round).states}
    answered: int = one.answered  # type: ignore[attr-defined] # here and below: annotated by the query
    step, mine = _next(one)
    return Engaged(one, _(labels.get(application.state, application.state)), mine or bool(answered), step, answered)


def _next(one: Engagement) -> tuple[str, bool]:
    """What comes next, and whether it is the agency's."""
    if one.revising:  # type: ignore[attr-defined]
        return _("正在修订报告，复核后重新签章"), True
    state = one.application.state
    if state in NEXT:
        return str(NEXT[state]), True
    if state == "technically_reviewed":
        return _("报告已签章，等申报单位提交"), False
    return "", False
