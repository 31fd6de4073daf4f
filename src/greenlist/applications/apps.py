from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """The app `applications`."""

    name = "greenlist.applications"
    label = "applications"
