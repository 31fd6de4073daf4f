"""Addresses of this room, one file per subject."""

from __future__ import annotations

from django.urls import URLPattern

from . import city, departments

urlpatterns: list[URLPattern] = [*city.urlpatterns, *departments.urlpatterns]
