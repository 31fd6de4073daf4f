"""The verbs of an application."""

from __future__ import annotations

from dataclasses import dataclass

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
from greenlist.parties.models import Organisation
from greenlist.parties.places import city_of
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


class ApplicationRefused(ValueError):
    """What the verb cannot do, in the user's words."""


KINDS_OF = {"enterprise": ("factory", "supply_chain"), "park": ("park",)}  # what an organisation may apply as


@dataclass(frozen=True, slots=True)
class Standard:
    """The rule pack that evaluates a unit in a round, with its title and why it is this one."""

    pack_id: str
    pack_hash: str
    title: str
    why: str


@transaction.atomic
def start_application(*, round: Round, unit: Organisation, kind: str, by: Hat) -> Application:  # noqa: A002 - what it joins
    """Start an application: the rule pack is chosen by the policy and pinned.

    Raises ApplicationRefused: the round is not open, does not take this kind or this unit, or has one already.
    """
    refuse_unless_open(round, unit, kind)
    if Application.objects.filter(round=round, unit=unit, kind=kind).exists():
        raise ApplicationRefused(_("%(unit)s 在本轮已有一份同类申报。") % {"unit": unit.name})
    standard = standard_for(round, unit, kind)
    now = clock.now()
    application = Application.objects.create(
        round=round, unit=unit, city=city_of(unit.jurisdiction), kind=kind, evaluation_year=round.evaluation_year,
        pack_id=standard.pack_id, pack_hash=standard.pack_hash, pack_reason=standard.why, state="draft",
        state_since=now, created_by=by.person, created_at=now, route=_only_route(round),
    )  # fmt: skip
    after = {"kind": kind, "pack": standard.pack_id, "pack_hash": standard.pack_hash, "round": round.title}
    record("application.started", application, by=by.actor, after=after)
    return application


def refuse_unless_open(round_: Round, unit: Organisation, kind: str) -> None:
    """Raises ApplicationRefused where the round does not take this unit as this kind now."""
    if round_.state != Round.State.OPEN:
        raise ApplicationRefused(_("“%(round)s”没有开放申报。") % {"round": round_.title})
    if not unit.jurisdiction.path.startswith(round_.jurisdiction.path):
        raise ApplicationRefused(_("%(unit)s 不在本轮的范围内。") % {"unit": unit.name})
    if unit.status != Organisation.Status.CONFIRMED:
        raise ApplicationRefused(_("%(unit)s 还没有经所在市（州）确认，确认后才能申报。") % {"unit": unit.name})
    if kind not in KINDS_OF.get(unit.kind, ()):
        raise ApplicationRefused(_("这类单位不能申报这一类。"))


def standard_for(round_: Round, unit: Organisation, kind: str) -> Standard:
    """The standard the round's policy chooses for a unit. Raises ApplicationRefused: the policy takes no such kind."""
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
    title = book.pack(standard.pack_id).title
    return Standard(standard.pack_id, book.hash_of(standard.pack_id), title, render(standard.reason))


def _only_route(round_: Round) -> str:
    mode = book_of(round_).policy(round_.policy_id).evaluation.evaluation_mode.value
    return {"self": "self", "third": "agency"}.get(str(mode), "")
