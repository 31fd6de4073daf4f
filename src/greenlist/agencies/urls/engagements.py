"""Asking an agency, answering, the contract, relations, the cap."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
