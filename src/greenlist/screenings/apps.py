from __future__ import annotations

from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    """The app `screenings`."""

    name = "greenlist.screenings"
    label = "screenings"
