"""What a unit may apply for now, with the standard each would be evaluated by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from greenlist.applications.domain.starting import (
    KINDS_OF,
    ApplicationRefused,
    Standard,
    refuse_unless_open,
    standard_for,
)
from greenlist.applications.models import Application, Kind
from greenlist.engine.lawbook import LawInvalid, UnknownLaw
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Deadline, Round


@dataclass(frozen=True, slots=True)
class Offer:
    """A round and kind: what it would be evaluated by, or why it cannot be started."""

    round: Round
    kind: str
    deadline: date | None
    standard: Standard | None
    refusal: str = ""
    started: Application | None = None

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return str(Kind(self.kind).label)

    @property
    def value(self) -> str:
        """What a form posts for it."""
        return f"{self.round.pk} {self.kind}"


def offers_for(unit: Organisation) -> list[Offer]:
    """Every open round of the unit's place with each kind it may apply as. Three queries, the law once per round."""
    rounds = Round.objects.filter(state=Round.State.OPEN).select_related("jurisdiction").prefetch_related("deadlines")
    started = {(one.round_id, one.kind): one for one in Application.objects.filter(unit=unit)}
    return [
        _offer(round_, unit, kind, started.get((round_.pk, kind)))
        for round_ in rounds
        if unit.jurisdiction.path.startswith(round_.jurisdiction.path)
        for kind in KINDS_OF.get(unit.kind, ())
    ]


def _offer(round_: Round, unit: Organisation, kind: str, started: Application | None) -> Offer:
    deadline = next((one.on for one in round_.deadlines.all() if one.kind == Deadline.Kind.APPLY), None)
    try:
        refuse_unless_open(round_, unit, kind)
        standard = standard_for(round_, unit, kind)
    except ApplicationRefused as refusal:
        return Offer(round_, kind, deadline, None, str(refusal), started)
    except (LawInvalid, UnknownLaw):
        return Offer(round_, kind, deadline, None, _("本轮的规则文件有误，请联系省级主管部门。"), started)
    return Offer(round_, kind, deadline, standard, "", started)
