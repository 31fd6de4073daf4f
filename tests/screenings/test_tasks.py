"""What the worker does: lists read, units screened again, what was cut off picked up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from greenlist.engine import clock
from greenlist.screenings import tasks
from greenlist.screenings.locks import alone
from greenlist.screenings.models import ListFile, Run
from world import World, build_world, round_of

from .ground import handed_in, taken


def test_a_list_is_read_and_who_it_concerns_is_screened(world: World, tmp_path: Path) -> None:
    handed_in(world, round_of(world))
    row = taken(world, tmp_path, "gsxt_status")
    tasks.read_list(row.pk)
    row.refresh_from_db()
    assert row.state == "ready"
    tasks.rescreen(row.pk)
    assert Run.objects.get().because == row


def test_of_lists_that_came_in_together_the_last_one_has_units_screened(world: World, tmp_path: Path) -> None:
    handed_in(world, round_of(world))
    rows = [taken(world, tmp_path, source) for source in ("gsxt_status", "gsxt_serious")]
    for row in rows:
        tasks.read_list(row.pk)
    for row in rows:
        tasks.rescreen(row.pk)
    assert Run.objects.get().because == rows[-1]


@pytest.mark.parametrize("state", ["waiting", "reading"])
def test_what_was_left_is_picked_up(world: World, tmp_path: Path, state: str) -> None:
    row = taken(world, tmp_path, "gsxt_status")
    hour_ago = clock.now() - timedelta(hours=1)
    ListFile.objects.filter(pk=row.pk).update(state=state, at=hour_ago)
    tasks.read_waiting(0)
    row.refresh_from_db()
    assert row.state == "ready"


def test_what_has_only_just_come_is_left_to_its_own_job(world: World, tmp_path: Path) -> None:
    row = taken(world, tmp_path, "gsxt_status")
    tasks.read_waiting(0)
    row.refresh_from_db()
    assert row.state == "waiting"


def test_one_reads_at_a_time(world: World) -> None:
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    with connection.cursor() as cursor, alone("reading", "1"):
        assert cursor.execute(held).fetchone() == (1,)
    with connection.cursor() as cursor:
        assert cursor.execute(held).fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closing(do: Callable[..., Any]) -> Callable[..., Any]:
        """The worker's thread has a connection of its own."""

        def done(*args: Any, **more: Any) -> Any:
            try:
                return do(*args, **more)
            finally:
                connection.close()

        return done

    for task in (tasks.read_list, tasks.rescreen, tasks.read_waiting):
        monkeypatch.setattr(task, "func", closing(task.func))
    world = build_world()
    handed_in(world, round_of(world))
    row = taken(world, tmp_path, "gsxt_status")
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as worker:
        worker.run_worker(wait=False, queues=["lists"], install_signal_handlers=False, listen_notify=False)
    row.refresh_from_db()
    assert row.state == "ready"
    assert Run.objects.get().because == row
    assert set(ProcrastinateJob.objects.filter(queue_name="lists").values_list("status", flat=True)) == {"succeeded"}
