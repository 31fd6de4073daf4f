from __future__ import annotations

from django.urls import URLPattern, path
from django.views.i18n import set_language

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("agency/", views.agency, name="agency-desk"),
    path("about/", views.about, name="about"),
    path("language/", set_language, name="language"),
]
