"""Experts and their work: who they are, panels, who reviews what and why, conflicts, score sheets."""

from __future__ import annotations

from .experts import DeclaredConflict, Expert, PastEmployer, SharedWork
from .panels import Assignment, Panel, PanelMember
from .sheets import ItemScore, ScoreSheet

__all__ = [
    "Assignment", "DeclaredConflict", "Expert", "ItemScore", "Panel", "PanelMember", "PastEmployer", "ScoreSheet",
    "SharedWork",
]  # fmt: skip
