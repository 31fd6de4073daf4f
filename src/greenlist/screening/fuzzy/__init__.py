"""Names that are nearly the same: all of them, fast. They only ever make candidates that a person must decide."""

from .finder import FuzzyFinder, finder
from .index import NameIndex, build_index

__all__ = ["FuzzyFinder", "NameIndex", "build_index", "finder"]
