from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The app `decisions`."""

    name = "greenlist.decisions"
    label = "decisions"
