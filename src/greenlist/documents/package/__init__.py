"""The dossier of a unit merged into one PDF: parts in order, pictures as pages, bookmarks, volumes, a cover that lists.

Nothing is changed in what people handed in; what cannot be a page is named on the cover and goes beside the volumes.
"""

from .build import Made, Volume, build
from .checklist import FileLimits, Refusal, Rule, refusals, rules_of
from .cover import About
from .parts import GROUPS, Listed, Part, Remark

__all__ = [
    "GROUPS", "About", "FileLimits", "Listed", "Made", "Part", "Refusal", "Remark", "Rule", "Volume", "build",
    "refusals", "rules_of",
]  # fmt: skip
