"""Indicators and their points: values by formula, points by method, one figure by the pack's index."""

from .plan import ItemPlan, PackPlan, plan_of
from .result import ItemResult, Score, State
from .score import score_case

__all__ = ["ItemPlan", "ItemResult", "PackPlan", "Score", "State", "plan_of", "score_case"]
