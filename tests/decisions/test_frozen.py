"""A released list is frozen by the database itself: no statement changes what was decided."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, InternalError

from greenlist.decisions.models import Batch, Line
from world import World

from .ground import proposed, released

pytestmark = pytest.mark.django_db


def refused(act: object) -> None:
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        act()  # type: ignore[operator]


def test_nobody_changes_a_released_list(world: World) -> None:
    batch = proposed(world, "yes", "no")
    released(world, batch)
    lines, rows = Line.objects.filter(batch=batch), Batch.objects.filter(pk=batch.pk)
    before = list(lines.values_list("pk", "outcome", "reason", "position"))
    refused(lambda: lines.update(outcome="no"))
    refused(lines.delete)
    refused(lambda: Line.objects.create(batch=batch, application=lines[0].application, submission=lines[0].submission,
                                        kind="factory", position=9))  # fmt: skip
    for change in ({"state": "preparing"}, {"digest": "0" * 64}, {"title": "另一份"}, {"released_by": None}):
        refused(lambda change=change: rows.update(**change))
    refused(rows.delete)
    assert list(lines.values_list("pk", "outcome", "reason", "position")) == before


def test_the_minutes_are_written_after_it(world: World) -> None:
    batch = proposed(world, "yes")
    released(world, batch)
    assert Batch.objects.filter(pk=batch.pk).update(remarks="会后补记", version=9) == 1


def test_before_the_release_everything_is_open(world: World) -> None:
    batch = proposed(world, "yes")
    assert Line.objects.filter(batch=batch).update(reason="") == 1
    assert Batch.objects.filter(pk=batch.pk).update(title="改名") == 1
