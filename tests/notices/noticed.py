"""Notices and objections in every state, made by the verbs themselves, for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.notices.domain.deciding import decide_objection
from greenlist.notices.domain.drafting import Terms, draft_notice
from greenlist.notices.domain.handling import accept_objection, hear_unit, propose_outcome
from greenlist.notices.domain.hearing import answer_objection
from greenlist.notices.domain.objecting import Given, hand_in
from greenlist.notices.domain.posting import post_notice
from greenlist.notices.models import Notice, NoticedUnit, Objection
from greenlist.notices.queries.preview import preview
from greenlist.parties.models import Role
from later import put, several
from stages import submitted
from world import World, person

CARD = "11010519491231002X"  # the example of GB 11643-1999
REASON = "厅内规定：省级公示不少于5天"
TERMS = Terms(
    title="吉林省工业和信息化厅\n关于2024年度绿色制造名单拟推荐单位的公示", days=5, day_kind="calendar",
    first_day_counts=False, anonymous="record", text="根据通知要求，现将拟推荐单位予以公示。",
    contact="受理部门：资源节约与综合利用处\n电话：0431-00000000", days_reason=REASON,
)  # fmt: skip
GIVEN = Given(ground="该厂去年曾因超标排放被处罚", name="张反映", identity=CARD, phone="13900000000")


def terms(**changes: Any) -> Terms:
    """The usual terms, with changes."""
    return replace(TERMS, **changes)


def reviewed(world: World, *, count: int = 2) -> list[Application]:
    """The owner's application and `count - 1` more, all reviewed by the province."""
    sealed = submitted(world)
    first = put(sealed.application, "province_reviewed")
    return [first, *(several(world, sealed, count=count - 1, state="province_reviewed") if count > 1 else [])]


def more(world: World, application: Application, *, count: int, first: int = 300) -> list[Application]:
    """Further ones of the same round."""
    sealed = Submission.objects.get(application=application)
    return several(world, sealed, count=count, state="province_reviewed", first=first)


def drafted(world: World, rows: Sequence[Application] | None = None, **changes: Any) -> Notice:
    """A draft of the handler."""
    rows = reviewed(world) if rows is None else rows
    return draft_notice(round=rows[0].round, applications=rows, terms=terms(**changes), by=world.hat("province"))


def posted(world: World, rows: Sequence[Application] | None = None, **changes: Any) -> Notice:
    """The same posted by the approver today."""
    notice = drafted(world, rows, **changes)
    post_notice(notice=notice, digest=preview(notice).digest, by=world.hat("provinceapprover"))
    notice.refresh_from_db()
    return notice


def over(notice: Notice) -> Notice:
    """As if it had been posted so long ago that its last day was yesterday."""
    back = (notice.ends_on or clock.today()) - clock.today() + timedelta(days=1)
    moved: dict[str, date] = {"starts_on": notice.starts_on - back, "ends_on": notice.ends_on - back}  # type: ignore[operator]
    Notice.objects.filter(pk=notice.pk).update(**moved)
    for version in notice.versions.all():
        content = version.content | {name: str(day) for name, day in moved.items()}
        type(version).objects.filter(pk=version.pk).update(content=content)
    notice.refresh_from_db()
    return notice


def line_of(notice: Notice, application: Application | None = None) -> NoticedUnit:
    """The line of an application, of the first one."""
    rows = notice.units.order_by("application")
    return rows.get(application=application) if application is not None else rows[0]


def objected(world: World, notice: Notice, line: NoticedUnit | None = None, **changes: Any) -> Objection:
    """An objection under real name."""
    objection, _secret = hand_in(
        unit=line or line_of(notice), given=replace(GIVEN, **changes), source="", files=[paper("处罚决定书.pdf")]
    )
    return objection


def paper(name: str = "证明.pdf") -> SimpleUploadedFile:
    """A file as a form hands it over."""
    return SimpleUploadedFile(name, pdf(text=name), "application/pdf")


def in_days(days: int) -> date:
    """So many days from today."""
    return clock.today() + timedelta(days=days)


def accepted(world: World, notice: Notice, line: NoticedUnit | None = None) -> Objection:
    """Taken up by the handler."""
    return accept_objection(objection=objected(world, notice, line), due_on=in_days(15), by=world.hat("province"))


def heard(world: World, notice: Notice, line: NoticedUnit | None = None, *, by: str = "owner") -> Objection:
    """The unit was asked, and answered."""
    asked = hear_unit(
        objection=accepted(world, notice, line), told_unit="请说明去年处罚的情况", until=in_days(5),
        by=world.hat("province"),
    )  # fmt: skip
    return answer_objection(objection=asked, text="罚款已缴，整改已验收", by=world.hat(by), files=[paper("说明.pdf")])


def proposed(world: World, notice: Notice, outcome: str = "upheld") -> Objection:
    """An outcome proposed by the handler."""
    return propose_outcome(
        objection=heard(world, notice), outcome=outcome, findings="处罚决定书属实", by=world.hat("province")
    )


def decided(world: World, notice: Notice, outcome: str = "upheld") -> Objection:
    """Decided by the approver."""
    return decide_objection(objection=proposed(world, notice, outcome), by=world.hat("provinceapprover"))


def second_approver(world: World) -> None:
    """Another approver of the province: `approver2`."""
    if "approver2" not in world.hats:
        person(world, "approver2", "蒋审批", "province", Role.PROVINCE_APPROVER)
