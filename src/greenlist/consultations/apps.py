from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The app `consultations`."""

    name = "greenlist.consultations"
    label = "consultations"
