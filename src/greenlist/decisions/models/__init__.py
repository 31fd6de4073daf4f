"""Decisions on many applications, prepared as a list and released in one act: selection and the province's meeting."""

from __future__ import annotations

from .batches import Batch, Stage
from .lines import Line, LineNote
from .quotas import StatedQuota

__all__ = ["Batch", "Line", "LineNote", "Stage", "StatedQuota"]
