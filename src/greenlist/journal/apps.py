from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app `journal`."""

    name = "greenlist.journal"
    label = "journal"
