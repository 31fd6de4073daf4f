from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The app `parties`."""

    name = "greenlist.parties"
    label = "parties"

    def ready(self) -> None:
        """Hear what happens at the door."""
        from .signals import connect  # noqa: PLC0415 - models are there only now

        connect()
