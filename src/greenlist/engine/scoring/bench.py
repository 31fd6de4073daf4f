"""What the items of one case and year are computed on."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenlist.engine.case import Case
from greenlist.engine.fields import Fields
from greenlist.engine.formula import Scope, Undetermined
from greenlist.engine.messages import Message, say
from greenlist.engine.trace import Trace


@dataclass(slots=True)
class Bench:
    """What every item of one case and year is computed on."""

    case: Case
    scope: Scope
    fields: Fields
    year: int
    derived: dict[str, Trace]  # figures that were computed from rows, not stated
    traced: bool = True  # False: figures of an earlier year, of which only the total is kept
    inputs: dict[str, Trace] = field(default_factory=dict)  # one node per input, shared by the items that use it


def labelled(why: Undetermined, fields: Fields) -> Message:
    """The reason of an undetermined formula with the inputs called by their labels."""
    if why.missing:
        return say("scoring.missing_inputs", names=fields.labels(why.missing))
    return why.message
