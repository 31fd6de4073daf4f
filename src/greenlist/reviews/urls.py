"""Addresses of the offices' work."""

from __future__ import annotations

from django.urls import path

from . import views, views_return

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("applications/<int:pk>/review/", views.review, name="review"),
    path("applications/<int:pk>/accept/", views.accept, name="accept"),
    path("applications/<int:pk>/send-back/", views_return.send_back, name="send_back"),
]
