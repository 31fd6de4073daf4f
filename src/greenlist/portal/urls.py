from __future__ import annotations

from django.urls import URLPattern, path
from django.views.i18n import set_language

from . import views, views_watching

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("agency/", views.agency, name="agency-desk"),
    path("rounds/<int:pk>/watch/", views_watching.round_watch, name="round-watch"),
    path("rounds/<int:pk>/watch/<slug:table>/<slug:form>/", views_watching.round_watch_table, name="round-watch-table"),
    path("about/", views.about, name="about"),
    path("language/", set_language, name="language"),
]
