"""The web server: gunicorn with the site loaded once, threads in a few processes.

python -m greenlist.ops.serving 127.0.0.1:8000        # what `greenlist demo` runs beside itself
"""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

MANY = 2  # processes, and threads in each: enough for a demo and for two cores


class PlainLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own lines go the way of all others, see `ops/logs.py`. Requests are logged there."""

    def setup(self, cfg: Any) -> None:
        """Leave its handlers off."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings instead of its command line."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings over."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The site."""
        from .wsgi import application  # noqa: PLC0415 - it loads the settings

        return application


def serve(*, bind: str, processes: int = MANY, threads: int = MANY) -> None:
    """Serve until told to stop (TERM, or INT for at once). Ends the process."""
    settings = {
        "bind": [bind],
        "workers": processes,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "logger_class": PlainLogger,
        "control_socket_disable": True,
        "proc_name": "greenlist",
    }
    Server(settings).run()


if __name__ == "__main__":
    from greenlist.ops import wsgi  # noqa: F401 - loaded while the database is made

    if sys.stdin.readline():  # nothing: whoever started us is gone
        serve(bind=sys.argv[1])
