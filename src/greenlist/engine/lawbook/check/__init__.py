"""The checks of `greenlist law check`: what a schema cannot see.

Ids unique, formulas parse and their units fit, points sum to what the text says, leading and baseline on the
right sides, dates ordered, citations present, references to other files good, nothing written in vain.
"""

from .confirmations import fact_exists, node_of
from .run import check_book, check_document
from .sound import require_sound
from .walk import nodes

__all__ = ["check_book", "check_document", "fact_exists", "node_of", "nodes", "require_sound"]
