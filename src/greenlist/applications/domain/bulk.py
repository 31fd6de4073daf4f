"""State many things at once: what a workbook or last year's application brings, after its preview was looked at."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from greenlist.applications.locks import locks_of
from greenlist.applications.models import Application, Statement, TableRow
from greenlist.applications.sections import question_of_place, sections_of
from greenlist.engine import clock
from greenlist.parties.access import Hat, require

from .rows import add_row
from .stating import Said, UnknownPlace, hold, tidied


@transaction.atomic
def state_all(*, application: Application, given: Mapping[str, Said], by: Hat) -> list[Statement]:
    """State what is given, by place, as claims; what says the same as what stands there makes no statement.

    Call it where the present statements have been compared with those that were seen, and the row is held
    (`stating.hold`): nothing is compared here. Eight queries whatever the number of places.

    Raises UnknownPlace, NotAllowed, TooLong: then nothing at all is stated.
    """
    held = hold(application)
    sections, locks = sections_of(held), locks_of(held)
    for place in given:
        if question_of_place(sections, place) is None:
            raise UnknownPlace(place)
        require(locks.ruling(place))
    kept = {one.place: one for one in held.statements.filter(witness="claimed", current=True, place__in=given)}
    changed = {place: said for place, one in given.items() if not (said := tidied(one)).same_as(kept.get(place))}
    old = [kept[place].pk for place in changed if place in kept]
    Statement.objects.filter(pk__in=old).update(current=False)
    now = clock.now()
    return Statement.objects.bulk_create(
        Statement(
            application=held, place=place, content=said.content, unit=said.unit, reason=said.reason,
            evidence=said.evidence, page=said.page, by=by.person, hat=by.membership, at=now, follows=kept.get(place),
        )
        for place, said in changed.items()
    )  # fmt: skip


@transaction.atomic
def add_rows(*, application: Application, table: str, keys: list[str]) -> None:
    """Add empty rows at the end of a table, in their order. Raises as `add_row` does, before any is added."""
    if not keys:
        return
    first = add_row(application=application, table=table, key=keys[0], more=len(keys) - 1)
    TableRow.objects.bulk_create(
        TableRow(application=application, table=table, key=key, position=first.position + number)
        for number, key in enumerate(keys[1:], 1)
    )
