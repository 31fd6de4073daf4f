"""Addresses of rounds."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("rounds/", views.round_list, name="rounds"),
    path("rounds/open/", views.round_open, name="round_open"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/close/", views.round_close, name="round_close"),
    path("deadlines/<int:pk>/extend/", views.deadline_extend, name="deadline_extend"),
]
