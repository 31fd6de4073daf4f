"""Letters of an office in the layout of GB/T 9704-2012: the recommendation letter (推荐文) of a city."""

from .content import Annex, Clause, Letter
from .recommending import Recommended, recommendation

__all__ = ["Annex", "Clause", "Letter", "Recommended", "recommendation"]
