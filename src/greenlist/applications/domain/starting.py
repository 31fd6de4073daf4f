"""The verbs of an application."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.engine.application import read_application
from greenlist.engine.fields import fields_of
from greenlist.engine.messages import render
from greenlist.engine.outcome import FactLog
from greenlist.engine.standards import choose_standard
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


class ApplicationRefused(ValueError):
    """What the verb cannot do, in the user's words."""


@transaction.atomic
def start_application(*, round: Round, unit: Organisation, kind: str, by: Hat) -> Application:  # noqa: A002 - what it joins
    """Start an application: the rule pack is chosen by the policy and pinned.

    Raises ApplicationRefused: the round is not open, does not take this kind, or has one of this unit already.
    """
    if round.state != Round.State.OPEN:
        raise ApplicationRefused(_("“%(round)s”没有开放申报。") % {"round": round.title})
    if Application.objects.filter(round=round, unit=unit, kind=kind).exists():
        raise ApplicationRefused(_("%(unit)s 在本轮已有一份同类申报。") % {"unit": unit.name})
    pack_id, pack_hash, why = _standard(round, unit, kind)
    now = clock.now()
    application = Application.objects.create(
        round=round, unit=unit, city=city_of(unit.jurisdiction), kind=kind, evaluation_year=round.evaluation_year,
        pack_id=pack_id, pack_hash=pack_hash, pack_reason=why, state="draft", state_since=now, created_by=by.person,
        created_at=now, route=_only_route(round),
    )  # fmt: skip
    after = {"kind": kind, "pack": pack_id, "pack_hash": pack_hash, "round": round.title}
    record("application.started", application, by=by.actor, after=after)
    return application


def city_of(place: Jurisdiction) -> Jurisdiction:
    """The city a place belongs to: itself, or the city above a county."""
    while place.level == Jurisdiction.Level.COUNTY and place.parent is not None:
        place = place.parent
    return place


def _standard(round_: Round, unit: Organisation, kind: str) -> tuple[str, str, str]:
    book = book_of(round_)
    policy = book.policy(round_.policy_id)
    if kind not in (policy.kinds.value or []):
        raise ApplicationRefused(_("本轮不接受这一类申报。"))
    head = {"name": unit.name, "uscc": unit.uscc, "industry4": unit.industry4}
    data = {"greenlist": 1, "kind": kind, "evaluation_year": round_.evaluation_year, "unit": head}
    case, _problems = read_application(data, fields_of(book))
    standard = choose_standard(case, policy, book, FactLog()) if case else None
    if standard is None:
        raise ApplicationRefused(_("本轮政策没有写明这一类按什么标准评价。"))
    book.pack(standard.pack_id)
    return standard.pack_id, book.hash_of(standard.pack_id), render(standard.reason)


def _only_route(round_: Round) -> str:
    mode = book_of(round_).policy(round_.policy_id).evaluation.evaluation_mode.value
    return {"self": "self", "third": "agency"}.get(str(mode), "")
