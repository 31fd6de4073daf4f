"""Addresses of this room, one file per subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from . import meetings, selections

urlpatterns: list[URLPattern | URLResolver] = [*selections.urlpatterns, *meetings.urlpatterns]
