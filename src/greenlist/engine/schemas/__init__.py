"""JSON Schemas of every file that goes in or comes out; `python -m greenlist.engine.schemas docs/schemas`."""

from .export import schemas, stale, write
from .ranking import RankingFile
from .result import ResultFile
from .screening import ScreeningFile

__all__ = ["RankingFile", "ResultFile", "ScreeningFile", "schemas", "stale", "write"]
