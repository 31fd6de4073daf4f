"""Letters of an office in the layout of GB/T 9704-2012: the recommendation letter (推荐文), the circular (通报),
the letter that asks a department (征求意见函).
"""

from .circular import Circular, circular
from .consulting import AskedUnit, Asking, consulting
from .content import Annex, Clause, Letter
from .outcome import Outcome, outcome_notice
from .recommending import Recommended, recommendation

__all__ = [
    "Annex",
    "AskedUnit",
    "Asking",
    "Circular",
    "Clause",
    "Letter",
    "Outcome",
    "Recommended",
    "circular",
    "consulting",
    "outcome_notice",
    "recommendation",
]
