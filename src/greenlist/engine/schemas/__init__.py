"""JSON Schemas of every file that goes in or comes out; `python -m greenlist.engine.schemas docs/schemas`."""

from .export import schemas, stale, write
from .ranking import RankingFile
from .result import ResultFile

__all__ = ["RankingFile", "ResultFile", "schemas", "stale", "write"]
