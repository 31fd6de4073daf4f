from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("journal/", views.journal_list, name="journal"),
    path("journal/export/", views.journal_export, name="journal_export"),
    path("journal/verify/", views.journal_verify, name="journal_verify"),
]
