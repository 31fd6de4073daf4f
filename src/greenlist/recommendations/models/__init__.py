"""What an office sends up: the recommendation of a city to the province, of the province to the ministry."""

from __future__ import annotations

from .intake import IntakeCheck
from .sending import Posting, Recommendation, RecommendedUnit, Upload

__all__ = ["IntakeCheck", "Posting", "Recommendation", "RecommendedUnit", "Upload"]
