"""What the worker does: a signed report compared with the agency's others."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django import app

from greenlist.agencies.jobs import QUEUE, compare_report
from greenlist.agencies.models import LikenessPair
from greenlist.agencies.queries.likeness import common_texts
from greenlist.parties.models import Role
from world import World, person, round_of

from .engaged import contracted, on_route
from .visits import reported

TEXT = "全厂用能以电和天然气为主，蒸汽由园区集中供应，余热回收用于生活热水，计量器具配备齐全。"


@pytest.mark.django_db
def test_a_signed_report_is_compared_whenever_the_job_runs(world: World) -> None:
    assert app.tasks["agencies.compare_report"].queue == QUEUE
    round_ = round_of(world)
    one = contracted(world, on_route(world, round_))
    person(world, "fartherhead", "孙厂长", "elsewhere", Role.APPLICANT_SIGNATORY)
    farther = on_route(world, round_, unit="elsewhere", by="farther")
    other = contracted(world, farther, by="farther", signatory="fartherhead")
    quoted = max(common_texts(one.application), key=len)
    reported(world, one, f"{TEXT}\n{quoted}")
    report = reported(world, other, f"{TEXT}\n{quoted}\n另有一段自己写的话，讲果汁浓缩和蒸发器的改造经过与节能效果。")
    compare_report(report=report.pk)
    pair = LikenessPair.objects.get()
    (passage,) = pair.passages  # what stands in the law is no passage
    assert passage["one"] == passage["other"] == TEXT
    assert pair.score < 1
