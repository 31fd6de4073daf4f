from __future__ import annotations

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """The app `listings`."""

    name = "greenlist.listings"
    label = "listings"
