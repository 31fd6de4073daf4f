from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The app `parties`."""

    name = "greenlist.parties"
    label = "parties"
