"""Addresses of this room, one file per subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from . import desk, objections, public, results

urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    *desk.urlpatterns,
    *objections.urlpatterns,
    *results.urlpatterns,
]
