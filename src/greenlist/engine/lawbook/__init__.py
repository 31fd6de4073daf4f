"""The law read from files: `LawBook` opens it, `check`, `compare` and `confirm` look after it."""

from .book import LawBook, UnknownLaw
from .errors import LawInvalid, LawProblem
from .files import shipped_law
from .tables import Row, Table

__all__ = ["LawBook", "LawInvalid", "LawProblem", "Row", "Table", "UnknownLaw", "shipped_law"]
