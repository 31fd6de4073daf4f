"""What all applications of one import share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from greenlist.applications.models import WitnessKind
from greenlist.bundles.offered import Bundle
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

# what came with a version, and gives way to a newer one
OF_THE_UNIT = (WitnessKind.CLAIMED.value, WitnessKind.VERIFIED.value)


@dataclass(frozen=True, slots=True)
class Ground:
    """The bundle, the round it goes into, who takes it in and when."""

    bundle: Bundle
    round: Round
    by: Hat
    source: str  # the sentence that says where it came from
    now: datetime
