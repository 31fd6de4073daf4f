"""Lists in the making: who worked on one, what belongs on it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from greenlist.applications.models import Application
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.parties.models import Jurisdiction, Membership, Person
from greenlist.rounds.models import Round

WAITING = {Stage.SELECTION: "consulted", Stage.MEETING: "recommended"}  # the state whose applications a stage decides
AROUND = ("round__law", "round__jurisdiction", "place", "created_by", "proposed_by", "released_by", "dropped_by")
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(%s, %s)"
_HOLD_PEOPLE = "SELECT id FROM parties_person WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


def candidates(round_: Round, stage: str, place: Jurisdiction) -> QuerySet[Application]:
    """The applications that a stage at a place decides on, as they stand now."""
    rows = Application.objects.filter(round=round_, state=WAITING[Stage(stage)])
    if stage == Stage.SELECTION:
        return rows.filter(city=place)
    return rows.filter(city__path__startswith=place.path)


def with_around(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """Lists with the round, place and people that pages and rules ask about."""
    return rows.select_related(*AROUND)


def held_batch(pk: int) -> Batch:
    """The list, its row locked until the transaction ends."""
    return with_around(Batch.objects.select_for_update(of=("self",))).get(pk=pk)


def open_batch_of(round_: Round, stage: str, place: Jurisdiction) -> Batch | None:
    """The list an office is working on, if there is one."""
    return Batch.objects.filter(round=round_, stage=stage, place=place, state__in=Batch.OPEN).first()


def prepared_by(batch: Batch) -> set[int]:
    """Everyone who had a hand in a list: who opened or proposed it, decided or moved a line. One query."""
    rows = Line.objects.filter(batch=batch).order_by().values_list("decided_by", "moved_by").distinct()
    return {one for pair in rows for one in pair if one is not None} | {
        one for one in (batch.created_by_id, batch.proposed_by_id) if one is not None
    }


def office_people(batch: Batch, group: Iterable[str]) -> list[Person]:
    """The people of the office of a list who wear one of these roles and can sign in."""
    worn = Membership.objects.filter(
        organisation__jurisdiction=batch.place_id, organisation__kind="authority", role__in=list(group), until=None
    )
    return list(Person.objects.filter(pk__in=worn.values("person"), is_active=True))


def take_turns(batch: Batch) -> None:
    """Whoever releases at the same place in the same round waits here: places are counted by one at a time."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [batch.round_id, batch.place_id])


def hold_applications(batch: Batch) -> None:
    """Lock the applications of a list in one order, before anything is written: releases cannot wait in a ring."""
    rows = Application.objects.filter(decision_lines__batch=batch).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


def hold_people(people: Iterable[int]) -> None:
    """Keep the rows of people who will be told from being locked by others who wait for the journal."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_PEOPLE, [sorted(set(people))])
