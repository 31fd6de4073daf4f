"""What the offices keep of their work on applications, one file per subject."""

from __future__ import annotations

from .blocking import Block
from .checking import CheckedPoint, FormalCheck
from .correcting import CheckedResult
from .ruling import ScreeningRuling

__all__ = ["Block", "CheckedPoint", "CheckedResult", "FormalCheck", "ScreeningRuling"]
