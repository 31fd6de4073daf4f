"""Experts and their work: who they are, panels, who reviews what and why, conflicts, score sheets."""

from __future__ import annotations

from .experts import ClearedDoubt, DeclaredConflict, Expert, ExpertTable, PastEmployer, SharedWork
from .panels import Assignment, AssignmentPlan, Panel, PanelMember
from .sheets import ItemScore, ScoreSheet

__all__ = [
    "Assignment", "AssignmentPlan", "ClearedDoubt", "DeclaredConflict", "Expert", "ExpertTable", "ItemScore", "Panel",
    "PanelMember", "PastEmployer", "ScoreSheet", "SharedWork",
]  # fmt: skip
