"""Addresses of evaluation, workbook, roster and copying."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.applications.views.evaluation import evaluation, result
from greenlist.applications.views.trace import trace

urlpatterns: list[URLPattern] = [
    path("applications/<int:pk>/evaluation/", evaluation, name="evaluation"),
    path("applications/<int:pk>/result/", result, name="result"),
    path("applications/<int:pk>/trace/<str:key>/", trace, name="trace"),
]
