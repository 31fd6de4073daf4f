"""The digest of a draft: of everything that the report says, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenlist.agencies.models import DocumentCheck, Engagement, EvaluationPlan, ReportChapter, SiteVisit, TeamMember
from greenlist.agencies.queries.report_content import draft_digest, report_content
from greenlist.applications.models import Statement
from greenlist.engine import clock
from world import World

from .verifying import drafted

pytestmark = pytest.mark.django_db


def changed(engagement: Engagement, change: Callable[[], Any]) -> str:
    """The digest after a change, which is undone."""
    with transaction.atomic():
        change()
        found = draft_digest(Engagement.objects.get(pk=engagement.pk))
        transaction.set_rollback(True)
    return found


def restate(one: Statement, part: str) -> None:
    """State the same again with one part changed."""
    Statement.objects.filter(pk=one.pk).update(current=False)
    if part == "content":
        one.content = {**one.content, "reason": "另一句"} if isinstance(one.content, dict) else f"{one.content}1"
    else:
        setattr(one, part, getattr(one, part) + "改")
    one.pk = None
    one.save(force_insert=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def _any_changed_statement_changes_it(
    engagement: Engagement, before: str, rows: list[int], data: st.DataObject
) -> None:
    one = Statement.objects.get(pk=data.draw(st.sampled_from(rows)))
    part = data.draw(st.sampled_from(("content", "reason", "page")))
    assert changed(engagement, lambda: restate(one, part)) != before


def test_any_changed_statement_changes_it(world: World) -> None:
    engagement = drafted(world)
    current = engagement.application.statements.filter(current=True, content__isnull=False)
    listed = {(one["place"], one["witness"]) for one in report_content(engagement)["statements"]}
    rows = [one.pk for one in current if (one.place, one.witness) in listed]
    assert len(rows) > 60
    _any_changed_statement_changes_it(engagement, draft_digest(engagement), rows)


def test_so_does_every_record_of_the_steps(world: World) -> None:
    engagement = drafted(world)
    before = draft_digest(engagement)
    assert before == draft_digest(Engagement.objects.get(pk=engagement.pk))
    for change in (
        lambda: EvaluationPlan.objects.update(scope="另一范围"),
        lambda: TeamMember.objects.filter(part="member").update(tasks="另一职责"),
        lambda: DocumentCheck.objects.update(note="另一说明"),
        lambda: SiteVisit.objects.update(seen="另一情况"),
        lambda: ReportChapter.objects.filter(key="highlights").update(text="另一亮点"),
        lambda: engagement.application.nonconformities.create(
            place="values.x", label="x", grade="minor", reason="x", by=world.hat("evaluator").person, at=clock.now()
        ),
    ):
        assert changed(engagement, change) != before


def test_what_the_report_does_not_say_leaves_it(world: World) -> None:
    engagement = drafted(world)
    before = draft_digest(engagement)
    common = {"application": engagement.application, "by": world.hat("city").person, "at": clock.now()}
    for row in (
        {"place": "commitment", "content": {"points": []}},
        {"place": "values.floor_area", "witness": "checked", "content": "1"},
    ):
        assert changed(engagement, lambda row=row: Statement.objects.create(**common, **row)) == before


def test_it_is_plain_json_in_chinese(world: World) -> None:
    content = report_content(drafted(world))
    assert json.loads(json.dumps(content, ensure_ascii=False)) == content
    assert content["result"]["stated"] == "85.60"
    assert [one["name"] for one in content["team"]] == ["评价员1", "评价员2"]
    assert "applied_on" not in content["data"]
