"""Addresses of the interface for programs: /api/v1/..."""

from __future__ import annotations

from django.urls import path

from . import v1_agencies, v1_screenings  # noqa: F401 - their operations join those of `v1`
from .v1 import api

urlpatterns = [path("v1/", api.urls)]
