"""Intake of the province."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.recommendations.views import intake
from greenlist.recommendations.views.received import intake_table

urlpatterns: list[URLPattern] = [
    path("intake/", intake.intake_list, name="intake"),
    path("intake/<int:pk>/", intake.intake_one, name="intake-one"),
    path("intake/<int:pk>/check/", intake.intake_check, name="intake-check"),
    path("intake/<int:pk>/table/", intake_table, name="intake-table"),
    path("intake/<int:pk>/take/", intake.intake_take_clean, name="intake-take-clean"),
    path("intake/units/<int:uid>/", intake.intake_unit, name="intake-unit"),
    path("intake/units/<int:uid>/take/", intake.intake_take, name="intake-take"),
    path("intake/units/<int:uid>/return/", intake.intake_return, name="intake-return"),
]
