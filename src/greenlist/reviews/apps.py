from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The app `reviews`."""

    name = "greenlist.reviews"
    label = "reviews"
