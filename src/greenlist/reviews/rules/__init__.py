"""Who may work on applications handed in, one access object per model."""

from __future__ import annotations

from .checks import formal_checks
from .reviews import reviews
from .rulings import rulings

__all__ = ["formal_checks", "reviews", "rulings"]
