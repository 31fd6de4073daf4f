"""Who may see and do what with recommendations and their intake."""

from .intake import intake
from .recommendations import packages, recommendations, scans, units

__all__ = ["intake", "packages", "recommendations", "scans", "units"]
