"""The ranked table of a list of 2,000 applications beside a bare Django view, in one run, behind the same middleware.

Ours: `/selections/<pk>/` for a handler of the city: rules, counts by kind and outcome, places, a page of 50 with place,
reason, tier, score, tie-breaks, consultation, screening and decision, the forms of what may be done, the whole frame of
the site. The peer: a view without any of that, which takes the same 50 rows with one plain query and puts the same
figures into one table. Both go through the same WSGI handler with the same cookie, turn about; the same 50 units in the
same order are asserted, and that a list of 2,000 takes no more queries than one of 100.

The list is ranked when it is opened and when somebody refreshes it; both are timed beside the engine's `rank` of the
same entries in memory, whose order must be the same.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import ground
from waiting import waiting

APPLICATIONS = 2_000
ROUNDS = 40
PAGE = 50
CLAIM_MS = 300


def main() -> int:
    """Run, print the figures, and fail where the claim does not hold."""
    ground.open_site()
    world, model = build()
    few, _took = fresh_list(world, model, 100)
    queries = count_queries(world, few)
    close(world, few)
    batch, opened = fresh_list(world, model, APPLICATIONS)
    assert count_queries(world, batch) <= queries + 1, "more rows, more queries"  # one more to count the pages
    refreshed = refresh_time(world, batch)
    ranked = same_order(batch)
    ours = visitor(world, f"/selections/{batch.pk}/")
    bare = visitor(world, f"/bare/{batch.pk}/")
    assert names(ours()) == names(bare())
    assert len(set(names(ours()))) == PAGE
    mine, theirs = measure([ours, bare])
    print(f"{APPLICATIONS:,} applications, pages of {PAGE}, {ROUNDS} turns; medians")
    print(f"ranked table  {mine * 1e3:7.1f} ms   {count_queries(world, batch)} queries   claim {CLAIM_MS} ms at most")
    print(f"bare view     {theirs * 1e3:7.1f} ms   ratio {theirs / mine:5.2f}x")
    print(f"opened        {opened:7.2f} s    refreshed {refreshed:.2f} s    engine's rank alone {ranked:.3f} s")
    return 0 if mine * 1e3 <= CLAIM_MS else 1


def build() -> tuple[Any, Any]:
    """The small world, and an application handed in for good."""
    from django.test import Client
    from django.urls import path

    from greenlist.ops import urls
    from stages import submitted
    from world import build_world

    world = build_world()
    world.client = lambda name: _signed_in(Client(), world.hats[name].person)
    urls.urlpatterns.append(path("bare/<int:pk>/", bare_view))
    return world, submitted(world)


def _signed_in(client: Any, person: Any) -> Any:
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def fresh_list(world: Any, model: Any, count: int) -> tuple[Any, float]:
    """The list of a city about so many units, and the seconds it took to open it."""
    from greenlist.applications.models import Application
    from greenlist.decisions.domain import open_batch
    from greenlist.decisions.models import Stage

    there = Application.objects.filter(state="consulted").count()
    waiting(model, world.hat("owner").person, 1000 + there, count - there)
    started = time.perf_counter()
    batch = open_batch(round=model.application.round, stage=Stage.SELECTION, by=world.hat("city"))
    return batch, time.perf_counter() - started


def close(world: Any, batch: Any) -> None:
    """Give the list up."""
    from greenlist.decisions.domain import drop

    drop(batch=batch, reason="测速", by=world.hat("city"))


def refresh_time(world: Any, batch: Any) -> float:
    """Seconds of a refresh that changes nothing."""
    from greenlist.decisions.domain import refresh

    started = time.perf_counter()
    refresh(batch=batch, by=world.hat("city"), version=batch.version)
    return time.perf_counter() - started


def same_order(batch: Any) -> float:
    """Seconds of the engine's ranking alone; its order is that of the list."""
    from greenlist.applications.models import Submission
    from greenlist.decisions.queries.law import policy_of
    from greenlist.engine.case import Kind
    from greenlist.engine.ranking import entry_of_result, rank

    policy = policy_of(batch.round)
    rows = Submission.objects.filter(application__decision_lines__batch=batch).select_related("application__unit")
    entries = [
        entry_of_result(
            one.result,
            policy,
            Kind.FACTORY,
            lambda: None,
            name=one.application.unit.name,
            uscc=one.application.unit.uscc,
        )
        for one in rows
    ]
    started = time.perf_counter()
    order = rank(entries, policy)[Kind.FACTORY]
    took = time.perf_counter() - started
    listed = batch.lines.order_by("position").values_list("application__unit__name", flat=True)
    assert [one.entry.name for one in order] == list(listed)
    return took


def bare_view(_request: Any, pk: int) -> Any:
    """The same fifty rows from one plain query, in one table, and nothing around it."""
    from django.http import HttpResponse
    from django.template import Context, Template

    from greenlist.decisions.models import Line

    rows = Line.objects.filter(batch=pk).select_related("application__unit").order_by("kind", "position")[:PAGE]
    return HttpResponse(Template(TABLE).render(Context({"rows": rows})))


TABLE = """<table>{% for one in rows %}<tr><td><a href="/lines/{{ one.pk }}/">{{ one.application.unit.name }}</a></td>
<td>{{ one.position }}</td><td>{{ one.tier }}</td><td>{{ one.score }}</td><td>{{ one.application.unit.industry4 }}</td>
<td>{{ one.outcome }}</td><td>{{ one.reason }}</td></tr>{% endfor %}</table>"""


def visitor(world: Any, path: str) -> Callable[[], bytes]:
    """A function that asks for a page as the city's handler, through the WSGI handler."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    cookie = f"{settings.SESSION_COOKIE_NAME}={world.client('city').cookies[settings.SESSION_COOKIE_NAME].value}"
    handler = WSGIHandler()

    def ask() -> bytes:
        said: list[str] = []
        environ = RequestFactory()._base_environ(PATH_INFO=path, HTTP_COOKIE=cookie, HTTP_HOST="127.0.0.1")  # noqa: SLF001
        answer = handler(environ, lambda status, _headers: said.append(status))
        content = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        assert said == ["200 OK"], (path, said)
        return content

    return ask


def names(content: bytes) -> list[str]:
    """The units on a page, in order."""
    return re.findall(r"/lines/\d+/\">(测速单位[^<]+)<", content.decode())


def measure(asked: list[Callable[[], bytes]]) -> list[float]:
    """Median seconds of each, turn about."""
    took: list[list[float]] = [[] for _ in asked]
    for number in range(ROUNDS + 5):
        for ask, times in zip(asked, took, strict=True):
            started = time.perf_counter()
            ask()
            if number >= 5:
                times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in took]


def count_queries(world: Any, batch: Any) -> int:
    """SQL statements of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = visitor(world, f"/selections/{batch.pk}/")
    ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


if __name__ == "__main__":
    raise SystemExit(main())
