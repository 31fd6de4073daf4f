"""The side of whoever answers: signed in, or by a personal link."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.consultations.views import by_link, departments

urlpatterns: list[URLPattern] = [
    path("letters/", departments.letter_list, name="letters"),
    path("letters/<int:pk>/", departments.letter, name="letter"),
    path("reply/<str:token>/", by_link.by_link, name="consult-link"),
]
