"""What a new list means for those it may concern: they are screened again, and the offices are told what is new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.db import transaction

from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.listings.queries import listed_subjects
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Screening, UnitAnswer
from greenlist.screening.subjects import Subject
from greenlist.screenings.asking import Question, ask
from greenlist.screenings.models import ListFile, Run
from greenlist.screenings.queries import cities_of, listed, open_rounds, pending, round_for_listed
from greenlist.screenings.subjects import provinces, subjects_of, with_names

from .keeping import Why, keep_run, told
from .news import Before, before_of, tell


@transaction.atomic
def rescreen(list_file: ListFile) -> list[Run]:
    """Screen what is pending in open rounds, and what is listed, after a list came in or was withdrawn.

    One run per round and city, so that each city has its own; those of a green list are one run of the province.
    The offices are told where something was found that was not known before.
    """
    runs = [made for round_ in open_rounds(list_file.authority) for made in _pending(round_, list_file)]
    runs += _listed(list_file)
    for one in runs:
        record("screening.run", one, by=PROGRAM, after=told(one))
    return runs


def _pending(round_: Round, list_file: ListFile) -> list[Run]:
    rows = pending(round_, list_file.authority)
    before = before_of(rows)
    subjects = subjects_of(with_names(rows), provinces())
    return _runs(round_, list_file, subjects, Run.Purpose.NEW_LIST, before)


def _listed(list_file: ListFile) -> list[Run]:
    round_ = round_for_listed(list_file.authority)
    if round_ is None:
        return []
    rows = listed(list_file.authority)
    before = before_of(rows)
    subjects = subjects_of(with_names(rows), provinces())
    known = {one.identity for one in subjects}
    subjects += [one for one in listed_subjects(list_file.authority) if one.identity not in known]
    return _runs(round_, list_file, subjects, Run.Purpose.LISTED, before)


def _runs(round_: Round, list_file: ListFile, subjects: Sequence[Subject], purpose: str, before: Before) -> list[Run]:
    """Ask once, write a run per city."""
    if not subjects:
        return []
    screening = ask(Question(round_, list_file.authority, subjects, clock.today()))
    places = cities_of([int(one.key) for one in subjects if one.key.isdecimal()])
    runs = []
    for authority, answers in _by_place(screening, places, list_file.authority):
        made = keep_run(Why(round_, authority, purpose, because=list_file), screening, answers)
        tell(made, before, list_file)
        runs.append(made)
    return runs


def _by_place(
    screening: Screening, places: dict[int, Jurisdiction], province: Jurisdiction
) -> list[tuple[Jurisdiction, list[UnitAnswer]]]:
    def place(answer: UnitAnswer) -> Jurisdiction:
        key = answer.subject.key
        return places[int(key)] if key.isdecimal() else province

    ordered = sorted(screening.units, key=lambda one: place(one).path)
    return [(authority, list(group)) for authority, group in groupby(ordered, key=place)]
