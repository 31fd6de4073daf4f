"""Submitting an application beside a bare insert-and-update, in one run, on the same server.

The peer is what a program written on the same models would have to do at the least: one transaction that creates a
row of the same table with the same four JSON documents (data, evidence, result, receipt) and saves the application's
row in its new state. It locks, checks and computes nothing and tells nobody. Ours locks the row, reads everything that
was stated, evaluates it, asks every guard, freezes and signs the version, notifies the city and writes the journal.

Three ratios are printed, and the claim is held against the first:

as a request    POST /applications/<pk>/submit/ beside a view that does no more than the peer, both behind the same
                middleware with the same person, key and session: what the user waits for
as a verb       submit_application() beside the peer, without any request around them
not evaluating  the same with the engine's evaluation taken out (`bench_case.py` measures that)
"""

from __future__ import annotations

import json
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
    ready = prepare(4 * (COUNT + WARM))
    took: dict[str, list[float]] = {name: [] for name in ("verb", "rest", "evaluation", "bare", "request", "view")}
    for number in range(0, len(ready), 4):
        (application, by), (other, _), (third, signatory), (fourth, _) = ready[number : number + 4]
        whole, evaluated, submission = submit(application, by)
        took["verb"].append(whole)
        took["evaluation"].append(evaluated)
        took["rest"].append(whole - evaluated)
        took["bare"].append(bare(submission, other))
        took["request"].append(post(signatory, f"/applications/{third.pk}/submit/", third.version))
        WAITING.append((submission, fourth))
        took["view"].append(post(signatory, "/bare/", 0))
    ms = {name: statistics.median(times[WARM:]) * 1e3 for name, times in took.items()}
    size = sum(len(json.dumps(getattr(submission, name))) for name in KEPT) / 1024
    print(f"{COUNT} submissions of {size:.0f} KiB of JSON each, turn about; medians")
    for label, ours, peer in (
        ("as a request", "request", "view"),
        ("as a verb", "verb", "bare"),
        ("not evaluating", "rest", "bare"),
    ):
        print(f"{label:<15} ours {ms[ours]:6.2f} ms   bare {ms[peer]:6.2f} ms   {ms[peer] / ms[ours]:.2f}x")
    print(f"claim {CLAIM}x as a request")
    return 0 if ms["view"] / ms["request"] >= CLAIM else 1


WAITING: list[tuple[Any, Any]] = []  # for the bare view: what to write for which application


def post(by: Any, path: str, version: int) -> float:
    """Seconds for one form of a signed-in person, through the whole of Django."""
    from django.conf import settings

    from world import Browser

    browser = Browser(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    browser.handler = served(browser.handler)
    browser.force_login(by.person, "allauth.account.auth_backends.AuthenticationBackend")
    started = time.perf_counter()
    answer = browser.post(path, {"version": version})
    took = time.perf_counter() - started
    assert answer.status_code == 302, (path, answer.status_code)
    return took


SERVED: list[Any] = []  # the handler, its middleware loaded once as in a server


def served(handler: Any) -> Any:
    """The one handler of all requests: a new one would load its middleware again inside of the time taken."""
    if not SERVED:
        handler.load_middleware()
        SERVED.append(handler)
    return SERVED[0]


def bare_view(_request: Any) -> Any:
    """The peer as a view."""
    from django.http import HttpResponseRedirect

    write(*WAITING.pop())
    return HttpResponseRedirect("/")


def prepare(count: int) -> list[tuple[Any, Any]]:
    """Applications of as many units, filled in, signed, ready to be handed in; and the person who may."""
    from django.db import connection
    from django.urls import path

    from door import uscc
    from greenlist.ops import urls
    from greenlist.parties.models import Role
    from stages import completed, signed
    from world import K, application_of, build_world, organisation, person, round_of

    urls.urlpatterns.append(path("bare/", bare_view))
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
    """Seconds for the same four documents and the new state written for another application, and nothing else."""
    started = time.perf_counter()
    made = write(submission, other)
    took = time.perf_counter() - started
    made.refresh_from_db()
    submission.refresh_from_db()
    assert all(getattr(made, name) == getattr(submission, name) for name in KEPT)
    return took


def write(submission: Any, other: Any) -> Any:
    """The peer."""
    from django.db import transaction

    from greenlist.applications.models import Submission

    documents = {name: getattr(submission, name) for name in KEPT}
    with transaction.atomic():
        made = Submission.objects.create(
            application=other, number=1, receipt_number=f"bare-{other.pk}", digest=submission.digest,
            by_id=submission.by_id, at=submission.at, **documents,
        )  # fmt: skip
        other.state, other.state_since, other.version = "submitted", submission.at, other.version + 1
        other.save()
    return made


if __name__ == "__main__":
    raise SystemExit(main())
