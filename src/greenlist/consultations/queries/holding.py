"""Rows locked for one act."""

from __future__ import annotations

from collections.abc import Iterable

from greenlist.applications.models import Application
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, PersonalLink, Reply


def held_consultation(pk: int) -> Consultation:
    """The batch, its row locked until the transaction ends, with round, law and city."""
    rows = Consultation.objects.select_for_update(of=("self",))
    return rows.select_related("round__law", "round__jurisdiction", "city").get(pk=pk)


def held_letter(pk: int) -> Letter:
    """The letter, its row and its batch's locked: nobody ends the batch while somebody answers."""
    rows = Letter.objects.select_for_update(of=("self", "consultation"))
    return rows.select_related("consultation__round", "consultation__city", "department").get(pk=pk)


def held_link(digest: str) -> PersonalLink | None:
    """The link of a token's digest, its row locked."""
    return PersonalLink.objects.select_for_update(of=("self",)).filter(token_sha256=digest).first()


def held_units(letter: Letter, units: Iterable[int]) -> list[ConsultedUnit]:
    """Units of the letter's batch with their applications locked: none moves on while somebody answers about it."""
    found = list(
        ConsultedUnit.objects.filter(consultation=letter.consultation, pk__in=units).select_related("application__unit")
    )
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=[one.application_id for one in found])
    held = {one.pk: one for one in rows.select_related("unit").order_by("pk")}
    for one in found:
        one.application = held[one.application_id]
    return found


def held_reply(pk: int) -> Reply:
    """An answer with its application locked first, as every act on one does, then its own row."""
    application = Reply.objects.values_list("unit__application", flat=True).get(pk=pk)
    Application.objects.select_for_update(of=("self",)).get(pk=application)
    rows = Reply.objects.select_for_update(of=("self",)).select_related(
        "unit__application__round", "unit__application__unit", "unit__application__city", "letter__consultation__round",
        "letter__department", "ruling",
    )  # fmt: skip
    return rows.get(pk=pk)
