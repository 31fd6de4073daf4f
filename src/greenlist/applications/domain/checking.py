"""What an office holds at a place - city or province: beside what others said, never over it (engine.case.Witness)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Evidence, Statement, WitnessKind
from greenlist.applications.queries.evidence import in_force
from greenlist.applications.rules import applications
from greenlist.applications.sections import question_of_place, sections_of
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused

from .keeping import OFFICES
from .stating import Conflict, Said, UnknownPlace, hold, put, tidied
from .verifying import NOT_VERIFIED

CHECKED, DECIDED = WitnessKind.CHECKED.value, WitnessKind.DECIDED.value


@transaction.atomic
def check(
    *,
    application: Application,
    place: str,
    content: Any,
    by: Hat,
    reason: str,
    unit: str = "",
    evidence: Evidence | None = None,
    page: str = "",
    base: int | None = None,
    witness: str = CHECKED,
) -> Statement | None:
    """State what an office holds to be right at a place, with its reason. Null content takes an earlier word back.

    `witness`: the city's (`checked`) or the province's (`decided`), which stands after all others. `unit` '' is the
    dictionary's. `base`: the statement of this witness that was seen there, 0 for none; None: whatever
    stands there gives way. The same as what stands there changes nothing and gives that back.

    Raises:
        UnknownPlace: the application has no such place.
        NotAllowed: not the office on whose desk it is, or not while it checks.
        Refused: no reason (`reason`), or a file of another application or none in force (`evidence`).
        TooLong: a text beyond every bound.
        Conflict: a colleague's newer word stands there and differs; this one is kept beside it.
    """
    if place in NOT_VERIFIED or question_of_place(sections_of(application), place) is None:
        raise UnknownPlace(place)
    held = hold(application)
    require(applications.may(by, OFFICES[witness], held))
    said = tidied(Said(content, unit, reason, evidence, page))
    _with_reason(held, said)
    before = held.statements.filter(place=place, witness=witness, current=True).first()
    seen = base if base is not None else (before.pk if before else 0)
    current, kept = put(held, place, said, by, seen, witness)
    if kept is not None and current is not None and kept.pk != current.pk:
        raise Conflict(current, kept)
    if kept is not None:
        was = {"content": before.content, "reason": before.reason} if before else None
        file = evidence.pk if evidence else None
        after = {"place": place, "content": kept.content, "reason": kept.reason, "evidence": file}
        record(f"application.{witness}", held, by=by.actor, before=was, after=after, reason=kept.reason)
    return current


def _with_reason(application: Application, said: Said) -> None:
    if not said.reason:
        raise Refused(_("请写明理由：依据哪份材料，为什么改。"), "reason")
    if said.evidence is not None and not in_force(application).filter(pk=said.evidence.pk).exists():
        raise Refused(_("这个文件已被替换或移除，请改选现在的文件。"), "evidence")
