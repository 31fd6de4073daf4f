"""Visits and reports of evaluations for tests of leads, as rows alone."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from greenlist.agencies.domain.comparing import compare
from greenlist.agencies.models import AgencyReport, Engagement, SiteVisit, TeamMember
from greenlist.applications.models import Evidence
from greenlist.engine import clock
from world import World

from .ground import blob

DAY = date(2024, 6, 3)


def visited(world: World, engagement: Engagement, day: date = DAY, **more: Any) -> SiteVisit:
    """A visit by the first of the staff."""
    assert engagement.filing is not None
    staff = engagement.filing.staff.all()[0]
    member, _made = TeamMember.objects.get_or_create(engagement=engagement, staff=staff, defaults={"part": "leader"})
    visit = SiteVisit.objects.create(
        engagement=engagement, from_on=day, to_on=day, place="厂区", met="厂长", seen="正常",
        by=world.hat("evaluator").person, at=clock.now(), **more,
    )  # fmt: skip
    visit.visitors.add(member)
    return visit


def reported(world: World, engagement: Engagement, text: str, *, number: int = 1, **content: Any) -> AgencyReport:
    """A signed report with one chapter, compared with the others."""
    who, now = world.hat("evaluator"), clock.now()
    paper = blob(f"报告{engagement.pk}{number}")
    evidence = Evidence.objects.create(
        application=engagement.application, blob=paper, name="报告.pdf", version=number, by=who.person, at=now
    )
    report = AgencyReport.objects.create(
        engagement=engagement, number=number, content={"chapters": {"summary": text}} | content,
        digest=hashlib.sha256(text.encode()).hexdigest(), paper=paper, evidence=evidence, score=None, statement=[],
        signed_by=who.person, hat=who.label, at=now,
    )  # fmt: skip
    compare(report=report)
    return report
