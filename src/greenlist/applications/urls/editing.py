"""Addresses of the list, the task list and the forms."""

from __future__ import annotations

from django.urls import path

from greenlist.applications.views.lists import applications, start
from greenlist.applications.views.overview import application
from greenlist.applications.views.rows import rows
from greenlist.applications.views.sections import section
from greenlist.applications.views.statements import state_place

urlpatterns = [
    path("applications/", applications, name="applications"),
    path("applications/start/", start, name="start"),
    path("applications/<int:pk>/", application, name="application"),
    path("applications/<int:pk>/s/<slug:section>/", section, name="section"),
    path("applications/<int:pk>/state/", state_place, name="state"),
    path("applications/<int:pk>/rows/", rows, name="rows"),
]
