"""Cases about agencies for tests, in each of their states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from greenlist.agencies.domain.conduct import answer_hearing, ask_hearing, decide_case, open_case, propose
from greenlist.agencies.models import ConductCase, Sanction
from greenlist.engine import clock
from greenlist.parties.models import Organisation
from world import World

from .ground import staffed

NUMBER = "吉工信资源〔2024〕9号"
REASONS = "现场照片与2023年另一企业的相同，能耗数据没有台账。"


def opened(world: World, agency: str = "agency", **more: Any) -> ConductCase:
    """A complaint that the province looks into."""
    staffed(world)
    one: Organisation = world.organisations[agency]
    return open_case(agency=one, source="complaint", ground="报告中的照片不是本厂的", by=world.hat("province"), **more)


def asked(world: World, agency: str = "agency", **more: Any) -> ConductCase:
    """The agency is asked what it has to say."""
    case = opened(world, agency, **more)
    return ask_hearing(case=case, until=clock.today() + timedelta(days=15), by=world.hat("province"))


def heard(world: World, agency: str = "agency", **more: Any) -> ConductCase:
    """It said something."""
    case = asked(world, agency, **more)
    who = world.hat("agencyhead" if agency == "agency" else "otherhead")
    return answer_hearing(case=case, text="照片用错了，是整理时的疏忽。", by=who)


def proposed(
    world: World, agency: str = "agency", *, on: date | None = None, finding: str = "fraud", **more: Any
) -> ConductCase:
    """The handler says that it was fraud."""
    case = heard(world, agency, **more)
    return propose(
        case=case, finding=finding, reasons=REASONS, by=world.hat("province"), circular_no=NUMBER,
        circular_on=on or clock.today(),
    )  # fmt: skip


def decided(world: World, agency: str = "agency", **more: Any) -> ConductCase:
    """The approver agrees."""
    case = proposed(world, agency, **more)
    decide_case(case=case, by=world.hat("provinceapprover"))
    return ConductCase.objects.select_related("agency", "province").get(pk=case.pk)


def barred(world: World, agency: str = "agency", **more: Any) -> Sanction:
    """The bar that came of it."""
    return Sanction.objects.select_related("agency", "province", "case").get(case=decided(world, agency, **more))
