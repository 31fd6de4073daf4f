"""Addresses of this room, one file per subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from . import intake, sending

urlpatterns: list[URLPattern | URLResolver] = [*sending.urlpatterns, *intake.urlpatterns]
