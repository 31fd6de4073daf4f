"""Units asked about once more after a decision or a look-up: the old run stays, the new answer is the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.asking import Question, ask
from greenlist.screenings.models import Judgement, Run, UnitResult
from greenlist.screenings.queries import concerned
from greenlist.screenings.subjects import subjects_again

from .keeping import Why, keep_run

Asked = tuple[int, int, date]  # round, authority, day


def screen_again(judgements: Sequence[Judgement], by: Hat, rounds: Collection[int]) -> list[Run]:
    """Screen every unit whose newest answer holds one of these records, as of the day of that answer.

    In open rounds, and in those given: where the decision was made.
    """
    return ask_again(concerned(judgements, rounds), judgements[0].authority, by)


def ask_again(units: Sequence[UnitResult], province: Jurisdiction, by: Hat, as_of: date | None = None) -> list[Run]:
    """Screen the units of these answers once more, as of a day, or of the day of each answer. A run per office."""
    groups: dict[Asked, list[UnitResult]] = defaultdict(list)
    for unit in units:
        authority = _authority(unit, by)
        groups[unit.run.round_id, authority.pk, as_of or unit.run.as_of].append(unit)
    return [_again(some, province, by, day) for (_, _, day), some in groups.items()]


def _authority(unit: UnitResult, by: Hat) -> Jurisdiction:
    """A city's decision makes a run of the city whose unit it is; the province's one of the province."""
    if by.among(roles.PROVINCE) and by.jurisdiction is not None:
        return by.jurisdiction
    return unit.application.city if unit.application else unit.run.authority


def _again(units: Sequence[UnitResult], province: Jurisdiction, by: Hat, as_of: date) -> Run:
    round_ = units[0].run.round
    subjects = subjects_again(units)
    why = Why(round_, _authority(units[0], by), Run.Purpose.ON_DEMAND, by, whole=False)
    return keep_run(why, ask(Question(round_, province, subjects, as_of)))
