"""Submitting an application beside a bare insert-and-update, in one run, on the same server.

The peer is what a program written on the same models would have to do at the least: one transaction that creates a
row of the same table with the same four JSON documents (data, evidence, result, receipt) and saves the application's
row in its new state. It locks, checks and computes nothing and tells nobody. Ours locks the row, reads everything that was stated, evaluates it, asks every guard, freezes and signs the
version, notifies the city and writes the journal. Two ratios are printed: over the whole of it, and with the evaluation
itself (the engine's work, measured in `bench_case.py`) taken out. The claim is about the second: what the platform adds
to a transaction; the first is told because it is what a user waits for.
"""

from __future__ import annotations

import statistics
import time
from typing import Any
from unittest.mock import patch

import ground

COUNT = 60  # submissions; each is timed once, turn about with the peer
WARM = 5
CLAIM = 0.5
KEPT = ("data", "evidence", "result", "receipt")


def main() -> int:
    """Run, print the ratios, and fail where the claim does not hold."""
    ground.open_site()
    ready = prepare(2 * (COUNT + WARM))
    ours, evaluations, theirs, sizes = [], [], [], []
    for (application, by), (other, _) in zip(ready[::2], ready[1::2], strict=True):
        took, evaluated, submission = submit(application, by)
        ours.append(took)
        evaluations.append(evaluated)
        theirs.append(bare(submission, other))
        sizes.append(sum(len(str(getattr(submission, name))) for name in KEPT))
    whole, peer = statistics.median(ours[WARM:]), statistics.median(theirs[WARM:])
    rest = statistics.median(a - b for a, b in zip(ours[WARM:], evaluations[WARM:], strict=True))
    print(f"{COUNT} submissions of {statistics.median(sizes) / 1024:.0f} KiB of JSON each, turn about; medians")
    print(f"submission            {whole * 1e3:7.2f} ms, evaluation {statistics.median(evaluations) * 1e3:.2f} ms of it")
    print(f"create and save       {peer * 1e3:7.2f} ms")
    print(f"ratio, all of it      {peer / whole:7.2f}x")
    print(f"ratio, not evaluating {peer / rest:7.2f}x   claim {CLAIM}x")
    return 0 if peer / rest >= CLAIM else 1


def prepare(count: int) -> list[tuple[Any, Any]]:
    """Applications of as many units, filled in, signed, ready to be handed in; and the person who may."""
    from django.db import connection

    from door import uscc
    from greenlist.parties.models import Role
    from stages import completed, signed
    from world import K, application_of, build_world, organisation, person, round_of

    world = build_world()
    round_ = round_of(world)
    made = []
    for number in range(count):
        key, code = f"unit{number}", uscc(100 + number)
        organisation(world, key, K.ENTERPRISE, f"测速食品{number}有限公司", "changchun", uscc=code, industry4="1391")
        hat = person(world, f"signatory{number}", "赵厂长", key, Role.APPLICANT_SIGNATORY)
        application = application_of(world, round_, unit=key, by=f"signatory{number}")
        made.append((signed(completed(application, hat), hat), hat))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def submit(application: Any, by: Any) -> tuple[float, float, Any]:
    """Seconds for all, seconds of them inside the evaluation, and what was handed in."""
    from greenlist.applications import process
    from greenlist.applications.domain.submitting import submit_application

    inside: list[float] = []
    evaluate = process.evaluate_data

    def timed(*args: Any, **more: Any) -> Any:
        started = time.perf_counter()
        try:
            return evaluate(*args, **more)
        finally:
            inside.append(time.perf_counter() - started)

    with patch.object(process, "evaluate_data", timed):
        started = time.perf_counter()
        submission = submit_application(application=application, by=by, version=application.version)
        return time.perf_counter() - started, sum(inside), submission


def bare(submission: Any, other: Any) -> float:
    """The same four documents and the new state written for another application, and nothing else."""
    from django.db import transaction

    from greenlist.applications.models import Submission

    documents = {name: getattr(submission, name) for name in KEPT}
    started = time.perf_counter()
    with transaction.atomic():
        made = Submission.objects.create(
            application=other, number=1, receipt_number=f"bare-{other.pk}", digest=submission.digest,
            by_id=submission.by_id, at=submission.at, **documents,
        )  # fmt: skip
        other.state, other.state_since, other.version = "submitted", submission.at, other.version + 1
        other.save()
    took = time.perf_counter() - started
    made.refresh_from_db()
    submission.refresh_from_db()
    assert all(getattr(made, name) == getattr(submission, name) for name in KEPT)
    return took


if __name__ == "__main__":
    raise SystemExit(main())
