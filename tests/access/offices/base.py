"""Three rounds of one law, and applications that stand anywhere in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from later import several
from world import World

Arguments = dict[str, Any]
Cases = dict[str, dict[str, Arguments]]  # address -> case -> its arguments


@dataclass
class Ground:
    """A submission in the province's round, one in a round of the whole country, and the unit's that goes on."""

    model: Submission
    abroad: Submission
    late: Application
    numbers: Any = field(default_factory=lambda: count(100, 20))

    @property
    def round(self) -> Round:
        """The province's round."""
        return self.model.application.round

    @property
    def other(self) -> Round:
        """The round in which a second list can be open at the same time."""
        return self.abroad.application.round

    def some(self, world: World, number: int, state: str, *, of: Submission | None = None) -> list[Application]:
        """New factories of Changchun in a state."""
        return several(world, of or self.model, count=number, state=state, first=next(self.numbers))


def ground_of(model: Submission, abroad: Submission, city: Jurisdiction) -> Ground:
    """The ground under all cases; the unit's further application is in a round of its city."""
    return Ground(model, abroad, handed_in_again(model, round_in(model.application.round, city)))


def round_in(round_: Round, place: Jurisdiction) -> Round:
    """The same round once more, of another place: the unit may apply with the same kind again."""
    copy = Round.objects.get(pk=round_.pk)
    copy.pk, copy.jurisdiction = None, place
    copy.save()
    return copy


def handed_in_again(model: Submission, round_: Round) -> Application:
    """The unit's application of a submission, handed in in another round as well."""
    one = Application.objects.get(pk=model.application_id)
    one.pk, one.round, one.state = None, round_, "submitted"
    one.save(force_insert=True)
    version = Submission.objects.get(pk=model.pk)
    version.pk, version.application, version.receipt_number = None, one, f"{model.receipt_number}-2"
    version.save(force_insert=True)
    return one


def on(cases: dict[str, Arguments], *names: str) -> dict[str, Arguments]:
    """Those of the cases that an address is tried on."""
    return {name: cases[name] for name in names}
