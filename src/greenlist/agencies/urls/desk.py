"""From an application to the work on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import application_work

urlpatterns: list[URLPattern] = [
    path("applications/<int:pk>/agency/work/", application_work.application_engagement, name="application-engagement"),
]
