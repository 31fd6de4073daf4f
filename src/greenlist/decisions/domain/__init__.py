"""The verbs of lists of decisions, one file per subject; the same for a city's selection and the province's meeting."""

from .deciding import decide, move, note
from .holding import Changed
from .opening import drop, open_batch, refresh
from .proposing import propose, send_back
from .quotas import state_quota
from .releasing import Released, release

__all__ = [
    "Changed",
    "Released",
    "decide",
    "drop",
    "move",
    "note",
    "open_batch",
    "propose",
    "refresh",
    "release",
    "send_back",
    "state_quota",
]
