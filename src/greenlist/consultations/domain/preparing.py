"""A batch before it is sent: whom it is about, until when, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.consultations.law import departments_of
from greenlist.consultations.models import Consultation, ConsultedUnit
from greenlist.consultations.queries.candidates import candidates
from greenlist.consultations.queries.holding import held_consultation
from greenlist.consultations.rules.consultations import consultations
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.rounds.models import Round

from .addressing import first_letter

MOST_UNITS = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What a city says of a batch. `due_on` None: not decided yet; it must be before the letters go out."""

    title: str = ""
    due_on: date | None = None
    text: str = ""
    contact: str = ""
    applications: Sequence[Application] = field(default_factory=tuple)


@transaction.atomic
def open_consultation(*, round: Round, plan: Plan, by: Hat) -> Consultation:  # noqa: A002 - what it is
    """Begin a batch, with a letter to each department that the policy names.

    Raises Refused: nobody chosen, somebody who is not waiting for it or stands in another draft, a day gone by.
    """
    require(consultations.may_open(by, round))
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    before = Consultation.objects.filter(round=round, city=by.jurisdiction).count()
    title = plan.title.strip() or _("第 %(number)d 批征求意见") % {"number": before + 1}
    made = Consultation.objects.create(
        round=round, city=by.jurisdiction, title=title, due_on=_due(plan.due_on), text=plan.text.strip(),
        contact=plan.contact.strip(), created_by=by.person, created_at=clock.now(),
    )  # fmt: skip
    _choose(made, plan.applications)
    for name in departments_of(round):
        first_letter(made, name)
    record("consultation.opened", made, by=by.actor, after=_told(made))
    return made


@transaction.atomic
def change_consultation(*, consultation: Consultation, plan: Plan, by: Hat) -> Consultation:
    """Change a draft. Raises Refused as `open_consultation` does."""
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "edit", held))
    before = _told(held)
    held.title, held.due_on = plan.title.strip() or held.title, _due(plan.due_on)
    held.text, held.contact = plan.text.strip(), plan.contact.strip()
    held.save(update_fields=["title", "due_on", "text", "contact"])
    _choose(held, plan.applications)
    record("consultation.changed", held, by=by.actor, before=before, after=_told(held))
    return held


@transaction.atomic
def drop_consultation(*, consultation: Consultation, by: Hat) -> None:
    """Throw a draft away; nobody was told of it. Its units may be chosen again."""
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "drop", held))
    record("consultation.dropped", held, by=by.actor, before=_told(held))
    held.delete()


def _due(day: date | None) -> date | None:
    if day is not None and day <= clock.today():
        raise Refused(_("答复期限要在今天以后，给部门留出时间。"), "due_on")
    return day


def _choose(consultation: Consultation, applications: Sequence[Application]) -> None:
    wanted = {one.pk for one in applications}
    if not wanted:
        raise Refused(_("请至少选一家单位。"), "applications")
    if len(wanted) > MOST_UNITS:
        raise Refused(_("一批最多 %(most)d 家，请分批征求意见。") % {"most": MOST_UNITS}, "applications")
    kept = set(consultation.units.values_list("application", flat=True))
    known = list(candidates(consultation.round, consultation.city).filter(pk__in=wanted))
    free = {one.pk for one in known if one.batch in {None, consultation.pk}}  # type: ignore[attr-defined]  # annotated
    if free != wanted:
        raise Refused(_("选中的单位有的已不在待征求意见之列，或在另一份拟稿中，请刷新后重新选择。"), "applications")
    if kept == wanted:
        return
    consultation.units.all().delete()
    ConsultedUnit.objects.bulk_create(
        ConsultedUnit(consultation=consultation, application=one, position=number)
        for number, one in enumerate(known, 1)
    )


def _told(consultation: Consultation) -> dict[str, object]:
    rows = consultation.units.select_related("application__unit")
    return {
        "title": consultation.title, "due_on": consultation.due_on.isoformat() if consultation.due_on else None,
        "units": [one.application.unit.name for one in rows],
    }  # fmt: skip
