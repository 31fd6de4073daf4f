"""What an office sends up: the recommendation of a city to the province, of the province to the ministry."""

from __future__ import annotations

from .intake import IntakeCheck
from .packages import Package, PackageFile, PackageRun
from .sending import Posting, Recommendation, RecommendedUnit, Scan, Upload

__all__ = [
    "IntakeCheck", "Package", "PackageFile", "PackageRun", "Posting", "Recommendation", "RecommendedUnit", "Scan",
    "Upload",
]  # fmt: skip
