from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from greenlist.documents.papers.glyphs import use_fonts


class OpsConfig(AppConfig):
    """The app `ops`."""

    name = "greenlist.ops"
    label = "ops"

    def ready(self) -> None:
        """Let letters, lists and packages be set with the fonts of the setting, as reports are."""
        use_fonts(settings.FONTS)
