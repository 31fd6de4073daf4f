"""A fact of the law: a value with its source, clause and mark (domain README, "How facts are graded")."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Mark(StrEnum):
    """How well a fact is known. A result resting on anything but `published` needs a confirmation."""

    PUBLISHED = "published"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Confirmation(BaseModel):
    """An officer's word that a fact stands in the text: who, when, which document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    by: str
    on: date


class Fact(BaseModel, Generic[T]):
    """One value of the law. `value` None means open: the text has a rule that is not known here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: T | None
    mark: Mark
    source: str
    clause: str = ""
    note: str = ""
    confirmed: Confirmation | None = None
    id: str = ""

    @property
    def settled(self) -> bool:
        """True where the fact may carry an official result: known, and published or confirmed."""
        return self.value is not None and (self.mark is Mark.PUBLISHED or self.confirmed is not None)


AnyFact = Fact[Any]
