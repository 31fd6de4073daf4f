"""LibreOffice on this machine, if there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings


def soffice() -> Path | None:
    """Where it is (GREENLIST_SOFFICE); None where there is none or it is switched off."""
    named = settings.SOFFICE
    found = None if named == "off" else shutil.which(named or "soffice")
    return Path(found) if found else None
