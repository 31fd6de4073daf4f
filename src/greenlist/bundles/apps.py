from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class BundlesConfig(AppConfig):
    """The app `bundles`."""

    name = "greenlist.bundles"
    label = "bundles"

    def ready(self) -> None:
        """Let the worker's job be known, and the address that takes files as large as a round."""
        from greenlist.applications.uploads import MB, OF_OFFICIALS  # noqa: PLC0415 - models are not loaded before this

        from . import jobs  # noqa: F401, PLC0415 - it fills procrastinate's registry

        OF_OFFICIALS["bundle-receive"] = settings.BUNDLE_MAX_MB * MB
