from __future__ import annotations

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """The app `recommendations`."""

    name = "greenlist.recommendations"
    label = "recommendations"
