"""Objections as cases, and as a question to the unit."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.notices.views import handling, hearing

urlpatterns: list[URLPattern] = [
    path("objections/", handling.objection_desk, name="objections"),
    path("objections/files/<int:pk>/", handling.objection_file, name="objection-file"),
    path("objections/<int:pk>/", handling.objection, name="objection"),
    path("objections/<int:pk>/<slug:act>/", handling.objection_act, name="objection-act"),
    path("unit-objections/", hearing.unit_objections, name="unit-objections"),
    path("unit-objections/<int:pk>/", hearing.unit_objection, name="unit-objection"),
]
