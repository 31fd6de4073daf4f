"""The list of 20,000 applications beside a bare Django view, in one run, on the same server with the same middleware.

Ours: `/applications/` for somebody of the province: who sees what, filters, states in words, sorted, a page of 50 with
score and version, the whole frame of the site around it. The peer: a view without permissions, filters or frame that
takes the same 50 rows with one plain query and puts the same words into one table. Both go through the same WSGI
handler with the same cookie, turn about; the same 50 units are asserted, and that queries do not grow with the list.
A second peer stands behind Django's own middleware alone, to show what ours costs.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import ground

APPLICATIONS = 20_000
ROUNDS = 60
CLAIM = 0.7
PAGE = 50


def main() -> int:
    """Run, print the ratios, and fail where the claim does not hold."""
    ground.open_site()
    world = build(PAGE * 2)
    queries = count_queries(world)
    grow(APPLICATIONS)
    assert count_queries(world) <= queries + 1, (
        "more rows, more queries"
    )  # one more to count what one page does not hold
    ours = visitor(world, "province", "/applications/")
    city = visitor(world, "city", "/applications/")
    bare = visitor(world, "province", "/bare/")
    plain = visitor(world, "province", "/bare/", plain=True)
    assert names(ours()) == names(bare()) == names(plain())
    assert len(set(names(ours()))) == PAGE
    mine, citys, theirs, least = measure([ours, city, bare, plain])
    print(f"{APPLICATIONS:,} applications, pages of {PAGE}, {ROUNDS} turns; requests/s by medians")
    print(f"ours, province        {1 / mine:7.1f}   {count_queries(world)} queries")
    print(f"ours, a city          {1 / citys:7.1f}")
    print(f"bare view             {1 / theirs:7.1f}   ratio {theirs / mine:5.2f}x   claim {CLAIM}x")
    print(f"bare view, bare stack {1 / least:7.1f}   ratio {least / mine:5.2f}x")
    return 0 if theirs / mine >= CLAIM else 1


def build(count: int) -> Any:
    """The small world, with one application handed in for good and the start of the long list."""
    from django.test import Client
    from django.urls import path

    from greenlist.ops import urls
    from stages import submitted
    from world import build_world

    world = build_world()
    submitted(world)
    world.client = lambda name: _signed_in(Client(), world.hats[name].person)
    urls.urlpatterns.append(path("bare/", bare_view))
    grow(count)
    return world


def _signed_in(client: Any, person: Any) -> Any:
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


GROW = """
WITH made AS (
  INSERT INTO parties_organisation (kind, name, uscc, legal_rep, address, jurisdiction_id, industry4, field, status,
                                    status_reason, created_at)
  SELECT 'enterprise', '测速单位' || n || '有限公司', 'B' || lpad(n::text, 17, '0'), '', '', {city}, '1391', '',
         'confirmed', '', now() FROM generate_series({first}, {last}) n RETURNING id
), applied AS (
  INSERT INTO applications_application (round_id, unit_id, city_id, kind, route, evaluation_year, pack_id, pack_hash,
    pack_reason, state, state_since, version, returned, created_by_id, created_at)
  SELECT a.round_id, made.id, a.city_id, a.kind, a.route, a.evaluation_year, a.pack_id, a.pack_hash, a.pack_reason,
         a.state, a.state_since + made.id * interval '1 second', a.version, false, a.created_by_id, a.created_at
  FROM made, applications_application a WHERE a.id = {model} RETURNING id
)
INSERT INTO applications_submission (application_id, number, data, evidence, result, receipt_number, receipt, digest,
                                     by_id, at)
SELECT applied.id, 1, s.data, s.evidence, s.result, 'JL-' || applied.id, s.receipt, s.digest, s.by_id, s.at
FROM applied, applications_submission s WHERE s.application_id = {model}
"""


def grow(count: int) -> None:
    """Make the list so long, with copies of the one application that was handed in."""
    from django.core.cache import cache
    from django.db import connection

    from greenlist.applications.models import Application

    model = Application.objects.order_by("pk")[0]
    there = Application.objects.count()
    with connection.cursor() as cursor:
        for first in range(there, count, 1000):
            last = min(first + 999, count - 1)
            cursor.execute(GROW.format(city=model.city_id, model=model.pk, first=first, last=last))
        cursor.execute("VACUUM ANALYZE")
    cache.clear()
    assert Application.objects.count() == count


def bare_view(_request: Any) -> Any:
    """The same fifty rows from one plain query, in one table, and nothing around it."""
    from django.db.models import OuterRef, Subquery
    from django.http import HttpResponse
    from django.template import Context, Template

    from greenlist.applications.models import Application, Submission

    newest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
    rows = Application.objects.select_related("unit", "city", "round").order_by("-state_since", "-id").annotate(
        number=Subquery(newest.values("number")[:1]), score=Subquery(newest.values("result__ranking_score__value")[:1])
    )[:PAGE]  # fmt: skip
    return HttpResponse(Template(TABLE).render(Context({"rows": rows})))


TABLE = """<table>{% for one in rows %}<tr><td><a href="/applications/{{ one.pk }}/">{{ one.unit.name }}</a></td>
<td>{{ one.unit.uscc }}</td><td>{{ one.city.name }}</td><td>{{ one.get_kind_display }}</td><td>{{ one.state }}</td>
<td>{{ one.state_since|date:"Y-m-d H:i" }}</td><td>{{ one.number }}</td><td>{{ one.score }}</td></tr>
{% endfor %}</table>"""
BARE_STACK = (
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)  # fmt: skip


def visitor(world: Any, who: str, path: str, *, plain: bool = False) -> Callable[[], bytes]:
    """A function that asks for a page as somebody signed in, through the WSGI handler."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory, override_settings

    cookie = f"{settings.SESSION_COOKIE_NAME}={world.client(who).cookies[settings.SESSION_COOKIE_NAME].value}"
    with override_settings(MIDDLEWARE=list(BARE_STACK)) if plain else override_settings():
        handler = WSGIHandler()

    def ask() -> bytes:
        said: list[str] = []
        environ = RequestFactory()._base_environ(PATH_INFO=path, HTTP_COOKIE=cookie, HTTP_HOST="127.0.0.1")  # noqa: SLF001
        answer = handler(environ, lambda status, _headers: said.append(status))
        body = b"".join(answer)
        answer.close()
        assert said == ["200 OK"], said
        return body

    return ask


def names(page: bytes) -> list[str]:
    """The units on a page, in their order."""
    return list(dict.fromkeys(re.findall(r"测速单位\d+有限公司", page.decode())))


def count_queries(world: Any) -> int:
    """How many queries a page costs the province."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    client = world.client("province")
    client.get("/applications/", HTTP_HOST="127.0.0.1")
    with CaptureQueriesContext(connection) as captured:
        client.get("/applications/", HTTP_HOST="127.0.0.1")
    return len(captured)


def measure(pages: list[Callable[[], bytes]]) -> list[float]:
    """The median seconds of each, asked for in turn."""
    took: list[list[float]] = [[] for _ in pages]
    for turn in range(ROUNDS + 5):
        for page, times in zip(pages, took, strict=True):
            started = time.perf_counter()
            page()
            if turn >= 5:
                times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in took]


if __name__ == "__main__":
    raise SystemExit(main())
