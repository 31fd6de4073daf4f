"""Addresses of what came out of a panel."""

from __future__ import annotations

from django.urls import path

from greenlist.panels.views import results, rounds

urlpatterns = [
    path("panels/<int:pk>/results/", results.panel_results, name="panel-results"),
    path("panels/<int:pk>/results.xlsx", results.panel_results_file, name="panel-results-file"),
    path("panels/<int:pk>/calibration/", results.panel_calibration, name="panel-calibration"),
    path("panels/<int:pk>/named/", rounds.panel_named, name="panel-named"),
    path("panels/<int:pk>/sheets/<int:application>/", results.panel_sheets, name="panel-sheets"),
    path("panels/<int:pk>/sheets/<int:application>/further/", rounds.panel_further, name="panel-further"),
]
