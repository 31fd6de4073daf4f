"""Two people import the same bundle at once: it is written once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection

from greenlist.applications.models import Application, Submission
from greenlist.bundles.domain.importing import import_bundle
from greenlist.bundles.models import Imported
from world import build_world, round_of

from .ground import emptied, exported, handed, received


@pytest.mark.django_db(transaction=True)
def test_at_once_it_is_written_once(tmp_path: Path) -> None:
    world = build_world()
    round_ = round_of(world)
    handed(world, round_)
    out = exported(world, round_, tmp_path / "x.zip")
    emptied(units=[world.organisations["unit"]])
    row, by = received(world, out), world.hat("city")
    counts: list[int] = []
    gate = threading.Barrier(2)

    def run() -> None:
        try:
            gate.wait()
            counts.append(len(import_bundle(received=row, by=by).written))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(counts) == [0, 1]
    assert (Application.objects.count(), Submission.objects.count(), Imported.objects.count()) == (1, 1, 1)
