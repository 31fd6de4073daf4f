"""Caps for tests: a law to be set by the test, reports as rows, projects that came with a bundle as rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from greenlist.agencies.models import AgencyReport, Engagement
from greenlist.agencies.queries import caps
from greenlist.applications.models import Application, Evidence, Statement, Submission
from greenlist.engine import clock
from greenlist.engine.facts import Fact
from greenlist.rounds.models import Round
from world import World, organisation

from .engaged import on_route
from .ground import blob


def fact(value: object) -> Fact[Any]:
    return Fact(value=value, mark="published", source="x")


def law_of(patch: pytest.MonkeyPatch, **more: Any) -> SimpleNamespace:
    """The cap of the law of every round: fifteen of a legal person in a year, from the contract on; with changes."""
    one = SimpleNamespace(
        cap=fact(15), cap_unit=fact("法人"), cap_scope=fact("national_year"), cap_counts=fact("contract")
    )
    for name, value in more.items():
        setattr(one, name, fact(value))
    patch.setattr(caps, "third_party", lambda _round: one)
    return one


def used(world: World, round_: Round, agency: str = "agency") -> int:
    return caps.standing_of(world.organisations[agency], round_).used


def reported(world: World, engagement: Engagement) -> AgencyReport:
    """A first report as a row: nothing in it, no paper in the store."""
    by, at, paper = world.hat("owner").person, clock.now(), blob(f"report {engagement.pk}")
    evidence = Evidence.objects.create(application=engagement.application, blob=paper, name="报告.pdf", by=by, at=at)
    return AgencyReport.objects.create(
        engagement=engagement, number=1, content={}, digest="0" * 64, paper=paper, evidence=evidence, statement=[],
        signed_by=by, hat="机构负责人", at=at,
    )  # fmt: skip


def came(world: World, round_: Round, named: str, **more: Any) -> Application:
    """An application that came with a bundle, as rows: handed in on another server, its agency named."""
    number = Application.objects.count() + 500
    organisation(world, f"came{number}", "enterprise", f"来自{number}有限公司", "changchun", industry4="3484")
    one = on_route(world, round_, unit=f"came{number}", **({"state": "submitted"} | more))
    by, at = world.hat("owner").person, clock.now()
    Submission.objects.create(
        application=one, number=1, data={}, evidence=[], result={}, receipt_number=f"JL2024-{number}-1@3f2a9c01",
        receipt={}, digest="0" * 64, by=by, at=at,
    )  # fmt: skip
    Statement.objects.create(application=one, place="unit.agency", witness="verified", content=named, by=by, at=at)
    return one
