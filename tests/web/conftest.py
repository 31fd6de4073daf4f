"""The catalogue as the tests of this folder read it: compiled from what stands in the source now."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.utils.translation import trans_real

CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "greenlist" / "locale" / "en" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Compile it, as the build does, where that was not done since it changed."""
    target = CATALOGUE.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < CATALOGUE.stat().st_mtime:
        polib.pofile(str(CATALOGUE)).save_as_mofile(str(target))
        trans_real._translations = {}
