"""The shapes of the law files, as pydantic models; exported as JSON Schema into docs/schemas."""

from .base import Cited, LawFile, Source
from .lists import Feed, ListSource, ListSources, StatusRule
from .pack import Band, Block, ChoiceGroup, Item, Pack, Requirement, Step, Variant
from .policy import Policy
from .process import Process
from .table import Column, TableIndex, TableInfo

__all__ = [
    "Band",
    "Block",
    "ChoiceGroup",
    "Cited",
    "Column",
    "Feed",
    "Item",
    "LawFile",
    "ListSource",
    "ListSources",
    "Pack",
    "Policy",
    "Process",
    "Requirement",
    "Source",
    "StatusRule",
    "Step",
    "TableIndex",
    "TableInfo",
    "Variant",
]
