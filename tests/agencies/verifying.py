"""Evaluations for tests of verification and signing: contracted with everything claimed; drafted; reviewed; signed."""

from __future__ import annotations

from datetime import date

from applications.filled import fill
from greenlist.agencies.domain.signing import draft_digest, sign_report
from greenlist.agencies.models import (
    AgencyReport,
    DocumentCheck,
    Engagement,
    EvaluationPlan,
    ReportChapter,
    SiteVisit,
    TeamMember,
    TechnicalReview,
)
from greenlist.agencies.points import POINTS
from greenlist.agencies.queries.verifying import values_of
from greenlist.applications.models import Application, Statement
from greenlist.documents.report import chapters_for
from greenlist.engine import clock
from greenlist.rounds.law import book_of
from world import World

from .engaged import contracted, on_route

DAY = date(2024, 5, 20)
BASIS = "与台账、发票逐笔核对一致"


FOOD, TEXTILE = "factory-03-food.yaml", "chain-01-textile.yaml"  # no score is computed; 83.50 is


def claimed(world: World, sample: str = FOOD) -> Engagement:
    """A contract about an application with everything filled in."""
    application = on_route(world, kind="supply_chain" if sample == TEXTILE else "factory")
    fill(application, sample, world.hat("owner"))
    application.statements.filter(place__in=["claimed_score", "unit.agency"]).delete()  # the agency's to state
    return contracted(world, application)


def confirmed(world: World, engagement: Engagement) -> Engagement:
    """Everything that is claimed is verified as claimed, as rows alone; where it must be, the score is stated."""
    application, by = engagement.application, world.hat("evaluator")
    common = {
        "application": application,
        "witness": "verified",
        "by": by.person,
        "hat": by.membership,
        "at": clock.now(),
    }
    rows = [
        Statement(place=one.place, content=one.claimed.content, unit=one.claimed.unit, reason=BASIS, **common)
        for one in values_of(application)
        if one.claimed is not None
    ]
    if application.kind == "factory":
        rows.append(Statement(place="claimed_score", content={"total": "85.60"}, reason=BASIS, **common))
    Statement.objects.bulk_create(rows)
    return engagement


def recorded(world: World, engagement: Engagement) -> Engagement:
    """The records of every step, and the chapters; the application stands before the signature."""
    assert engagement.filing is not None
    by, at = world.hat("evaluator").person, clock.now()
    EvaluationPlan.objects.create(
        engagement=engagement, purpose="评价绿色工厂", scope="本厂全部生产活动", criteria="通则", starts_on=DAY,
        ends_on=DAY, schedule="一天", by=by, at=at,
    )  # fmt: skip
    first, second = engagement.filing.staff.all()[:2]
    leader = TeamMember.objects.create(engagement=engagement, staff=first, part="leader", tasks="负责")
    TeamMember.objects.create(engagement=engagement, staff=second, part="member")
    DocumentCheck.objects.create(
        engagement=engagement, position=1, document="能源台账", finding="sufficient", by=by, at=at
    )
    visit = SiteVisit.objects.create(
        engagement=engagement, from_on=DAY, to_on=DAY, place="长春厂区", met="赵厂长", seen="生产线正常", by=by, at=at
    )
    visit.visitors.add(leader)
    application = engagement.application
    policy = book_of(application.round).policy(application.round.policy_id)
    for one in chapters_for(application.kind, policy):
        ReportChapter.objects.create(engagement=engagement, key=one.key, text=f"{one.title}的内容", by=by, at=at)
    stand_at(application, "report_drafted")
    return engagement


def stand_at(application: Application, state: str) -> None:
    """Put the application at a state."""
    application.state = state
    application.save(update_fields=["state"])


def drafted(world: World, sample: str = FOOD) -> Engagement:
    """A report that is written."""
    return recorded(world, confirmed(world, claimed(world, sample)))


def passed(world: World, engagement: Engagement, *, ok: bool = True) -> TechnicalReview:
    """What the reviewer says of the draft as it is now."""
    return TechnicalReview.objects.create(
        engagement=engagement, reviewer=world.hat("agencyreviewer").person, hat="复核", passed=ok,
        points=dict.fromkeys(POINTS, "fine"), opinion="同意", basis=draft_digest(engagement), at=clock.now(),
    )  # fmt: skip


def signed(world: World, sample: str = FOOD) -> AgencyReport:
    """The first version, signed by the head of the agency."""
    engagement = drafted(world, sample)
    passed(world, engagement)
    return sign_report(engagement=engagement, by=world.hat("agencyhead"))


def fresh(engagement: Engagement) -> Engagement:
    """The engagement as it is in the database now."""
    return Engagement.objects.select_related(
        "application__unit", "application__round__law", "application__city", "agency", "filing"
    ).get(pk=engagement.pk)
