"""The dossier of a unit merged into one PDF: parts in order, pictures and office files as pages, bookmarks, numbers.

What people handed in is kept as it is; what stands in the volumes shows the same and does nothing. What cannot be a
page goes inside as a file or beside, and is named on the cover.
"""

from .binding import MB, PAGES, Binding
from .build import Made, build
from .checklist import FileLimits, Refusal, Rule, refusals, rules_of
from .cover import About
from .parts import GROUPS, Listed, Part, Remark
from .volume import Volume

__all__ = [
    "GROUPS", "MB", "PAGES", "About", "Binding", "FileLimits", "Listed", "Made", "Part", "Refusal", "Remark", "Rule",
    "Volume", "build", "refusals", "rules_of",
]  # fmt: skip
