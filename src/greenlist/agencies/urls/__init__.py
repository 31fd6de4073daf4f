"""Addresses of `agencies`, by subject."""

from __future__ import annotations

from django.urls import URLPattern

from . import conduct, desk, engagements, evaluation, filings, register, reports, yearly

urlpatterns: list[URLPattern] = [
    *filings.urlpatterns,
    *register.urlpatterns,
    *desk.urlpatterns,
    *engagements.urlpatterns,
    *evaluation.urlpatterns,
    *reports.urlpatterns,
    *conduct.urlpatterns,
    *yearly.urlpatterns,
]
