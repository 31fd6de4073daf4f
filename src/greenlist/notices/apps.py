from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app `notices`."""

    name = "greenlist.notices"
    label = "notices"

    def ready(self) -> None:
        """Let the guards, the worker's jobs and the one form that takes files of strangers be known."""
        from greenlist.applications.uploads import OPEN_TO_ALL  # noqa: PLC0415 - models are not loaded before this

        from . import guards, jobs  # noqa: F401, PLC0415 - they fill process.GUARDS and procrastinate's registry
        from .limits import REQUEST  # noqa: PLC0415

        OPEN_TO_ALL["notice-object"] = REQUEST
