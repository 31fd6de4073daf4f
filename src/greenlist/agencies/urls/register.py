"""The public register."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import register

urlpatterns: list[URLPattern] = [
    path("register/agencies/", register.register_agencies, name="register-agencies"),
    path("register/agencies/<int:pk>/", register.register_agency, name="register-agency"),
]
