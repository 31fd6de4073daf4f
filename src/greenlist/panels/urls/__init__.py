"""Addresses of this room, one file per subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from . import experts, panels, results, scoring

urlpatterns: list[URLPattern | URLResolver] = [
    *experts.urlpatterns,
    *panels.urlpatterns,
    *scoring.urlpatterns,
    *results.urlpatterns,
]
