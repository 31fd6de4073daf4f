"""An evaluation in each of its states, for tests of the work; who did what is the evaluator, unless said."""

from __future__ import annotations

from datetime import date, timedelta

from agencies.ground import filed
from greenlist.agencies.domain import steps
from greenlist.agencies.models import Engagement, StaffMember, TeamMember
from greenlist.applications.models import Application, Statement
from greenlist.engine import clock
from stages import completed
from world import World, application_of, round_of

CHAPTER = "按照评价计划开展评价，核对了资料和现场，结论见后。"


def engaged(world: World, *, kind: str = "factory", unit: str = "unit", by: str = "owner") -> Engagement:
    """A contract signed: the application waits for the agency's plan."""
    round_ = round_of(world)
    filing = filed(world, round_)
    application = application_of(world, round_, unit, kind, by)
    if kind == "factory":
        completed(application, world.hat(by))
    Application.objects.filter(pk=application.pk).update(
        route="agency", state="contracted", agency=world.organisations["agency"]
    )
    application.refresh_from_db()
    head = world.hat("agencyhead").person
    return Engagement.objects.create(
        application=application, agency=world.organisations["agency"], filing=filing, state="contracted",
        asked_by=world.hat(by).person, asked_at=clock.now(), answered_by=head, answered_at=clock.now(),
        basics_confirmed=True, answer="基本要求已确认。", contract_no="示合〔2024〕1号", signed_on=clock.today(),
        starts_on=clock.today(), contracted_at=clock.now(), contracted_by=world.hat(by).person, legal_rep="何机构",
        year=round_.year, province=round_.jurisdiction,
    )  # fmt: skip


def staff_of(engagement: Engagement, number: int) -> StaffMember:
    """Somebody of the filed staff, from 0 on."""
    assert engagement.filing is not None
    return engagement.filing.staff.all()[number]


def teamed(world: World, engagement: Engagement) -> list[TeamMember]:
    """A leader and a member."""
    hat = world.hat("evaluator")
    parts = (TeamMember.Part.LEADER, TeamMember.Part.MEMBER)
    return [
        steps.add_team_member(engagement=engagement, staff=staff_of(engagement, number), part=part, by=hat)
        for number, part in enumerate(parts)
    ]


def plan_for(first: date) -> steps.Planned:
    """A plan of three days."""
    return steps.Planned(
        purpose="核实是否达到绿色工厂评价要求。", scope="示例食品有限公司厂区，评价年。", criteria="评价标准和通知。",
        starts_on=first, ends_on=first + timedelta(days=2), schedule="第一天文件，第二天现场，第三天整理。",
    )  # fmt: skip


def planned(world: World, engagement: Engagement) -> Engagement:
    """Plan and team stand."""
    hat = world.hat("evaluator")
    teamed(world, engagement)
    steps.save_plan(engagement=engagement, planned=plan_for(clock.today()), by=hat)
    steps.confirm_plan(engagement=engagement, by=hat)
    return fresh(engagement)


def reviewed(world: World, engagement: Engagement) -> Engagement:
    """Documents reviewed."""
    hat = world.hat("evaluator")
    seen = steps.Seen("能源管理制度", "sufficient", "制度齐全。")
    steps.check_document(engagement=engagement, seen=seen, by=hat)
    steps.confirm_documents(engagement=engagement, by=hat)
    return fresh(engagement)


def visit_of(engagement: Engagement, on: date | None = None) -> steps.Visited:
    """A visit of today, by the whole team."""
    day = on or clock.today()
    return steps.Visited(
        day, day, "长春市示例路1号", list(engagement.team.all()), met="生产部王经理", seen="看了制冷、锅炉和计量器具。",
        sampling="抽取三个月的电费单据。",
    )  # fmt: skip


def visited(world: World, engagement: Engagement) -> Engagement:
    """The site evaluated."""
    hat = world.hat("evaluator")
    steps.add_visit(engagement=engagement, visited=visit_of(engagement), by=hat)
    steps.confirm_site(engagement=engagement, by=hat)
    return fresh(engagement)


def written(world: World, engagement: Engagement) -> Engagement:
    """Every text of the report written, the draft not confirmed yet."""
    from greenlist.agencies.queries.chapters import chapters_of

    for one in chapters_of(engagement):
        steps.write_chapter(engagement=engagement, key=one.spec.key, text=CHAPTER, by=world.hat("evaluator"))
    return engagement


def as_claimed(world: World, engagement: Engagement) -> None:
    """Every claimed number verified as it stands, by rows of the table (verification has tests of its own)."""
    hat = world.hat("evaluator")
    rows = engagement.application.statements.filter(witness="claimed", current=True, content__isnull=False)
    Statement.objects.bulk_create(
        Statement(
            application=engagement.application, place=one.place, witness="verified", content=one.content, unit=one.unit,
            by=hat.person, hat=hat.membership, at=clock.now(), reason="与台账一致",
        )
        for one in rows
        if "." in one.place
    )  # fmt: skip


def drafted(world: World, engagement: Engagement) -> Engagement:
    """The draft complete and confirmed."""
    written(world, engagement)
    as_claimed(world, engagement)
    steps.confirm_draft(engagement=engagement, by=world.hat("evaluator"))
    return fresh(engagement)


def at_draft(world: World) -> Engagement:
    """All the way to a draft that waits for its review."""
    return drafted(world, visited(world, reviewed(world, planned(world, engaged(world)))))


def fresh(engagement: Engagement) -> Engagement:
    """As the database has it."""
    return Engagement.objects.select_related("application__round__law", "application__unit", "agency", "filing").get(
        pk=engagement.pk
    )
