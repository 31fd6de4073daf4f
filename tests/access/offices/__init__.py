"""What of the offices' rooms the personas meet, from the city's desk to the list of the ministry.

The unit has one application that went the whole way (`late`); whoever else stands somewhere on it is made up for it.
"""

from __future__ import annotations

from world import World

from .base import Cases, Ground
from .bundled import of_bundles
from .consulted import of_consultations
from .decided import of_decisions
from .desk import of_desk
from .noticed import of_notices
from .panels import of_panels
from .papers import of_paperwork
from .results import of_results
from .sent import of_recommendations

__all__ = ["Cases", "Ground", "forms_of", "of_offices"]


def of_offices(world: World, ground: Ground) -> Cases:
    """The arguments of every address of these rooms, case by case."""
    found: Cases = {}
    for make in (of_bundles, of_desk, of_consultations, of_decisions, of_panels, of_recommendations, of_notices,
                 of_results, of_paperwork):  # fmt: skip
        found |= make(world, ground)
    of_round = {"-": {"pk": ground.round.pk}}
    table = {"-": {"pk": ground.round.pk, "table": "funnel", "form": "csv"}}
    return found | {"round-watch": of_round, "round-watch-table": table}


def forms_of(ground: Ground) -> dict[str, dict[str, str]]:
    """What addresses are asked with that are about a round but do not name it."""
    of_round = {"round": str(ground.other.pk)}
    unit = {"organisation": str(ground.late.unit_id)}
    return {
        **dict.fromkeys(("selection-open", "meeting-open", "consult-new"), of_round), "expert-doubt-clear": unit,
    }  # fmt: skip
