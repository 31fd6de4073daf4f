from __future__ import annotations

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """The app `bundles`."""

    name = "greenlist.bundles"
    label = "bundles"
