from __future__ import annotations

from django.apps import AppConfig


class PaperworkConfig(AppConfig):
    """The app `paperwork`."""

    name = "greenlist.paperwork"
    label = "paperwork"

    def ready(self) -> None:
        """Let the worker's jobs be known, and the round's page show whether batches are held."""
        from . import jobs  # noqa: F401, PLC0415 - models are not loaded before this
        from .queries.holds import register  # noqa: PLC0415

        register()
