"""`/healthz`: is the site ready to serve. Says nothing else, so anybody may ask."""

from __future__ import annotations

import logging

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)
_known: dict[str, bool] = {}  # migrations once applied stay applied while this process runs


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """200 when the database answers and every migration is applied, 503 with the part that fails otherwise."""
    database = answers()
    migrations = database and up_to_date()
    ready = database and migrations
    parts = {"status": "ok" if ready else "unavailable", "database": database, "migrations": migrations}
    return JsonResponse(parts, status=200 if ready else 503)


def answers() -> bool:
    """Whether the database answers."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("the database does not answer")
        return False
    return True


def up_to_date() -> bool:
    """Whether every migration is applied. Raises django.db.Error where the database does not answer."""
    if not _known.get(DEFAULT_DB_ALIAS):
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        _known[DEFAULT_DB_ALIAS] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known[DEFAULT_DB_ALIAS]
