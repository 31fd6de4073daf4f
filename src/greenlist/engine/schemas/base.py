"""What the files that come out have in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

from greenlist.engine.facts import Mark

Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]  # fixed point, as text: no digit is lost
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Out(BaseModel):
    """A part of a file that comes out: nothing stands in it that is not described."""

    model_config = ConfigDict(extra="forbid")


class ConfirmedBy(Out):
    """Who confirmed a fact, by which document, when."""

    document: str
    by: str
    on: date


class UsedFact(Out):
    """A law fact that was used; `value` null is open."""

    fact: str
    value: Any
    mark: Mark
    source: str
    clause: str
    confirmed: ConfirmedBy | None = None
