"""Letters of an office in the layout of GB/T 9704-2012: the recommendation letter (推荐文), the circular (通报)."""

from .circular import Circular, circular
from .content import Annex, Clause, Letter
from .recommending import Recommended, recommendation

__all__ = ["Annex", "Circular", "Clause", "Letter", "Recommended", "circular", "recommendation"]
