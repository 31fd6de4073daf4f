"""The verbs of look-ups: what a person found out about a unit where no list answers, and that word taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.limits import limits_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.queries import province_of
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from greenlist.screening.rules import Rule, rules_of
from greenlist.screenings.models import Lookup, UnitResult
from greenlist.screenings.queries import asked_about, round_for_listed

from .again import ask_again
from .judging import Paper
from .keeping import told as told_run


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at, where, when, and what was found there."""

    condition: str  # fine id, NEG-1b
    found: bool
    place: str
    looked_on: date
    source: str = ""  # the ListSource that was asked at its own place
    address: str = ""
    dated_on: date | None = None  # of what was found
    what: str = ""


@transaction.atomic
def record_lookup(
    *, unit: UnitResult, identity: str, name: str, seen: Seen, by: Hat, document: Upload | None = None
) -> Lookup:
    """Record what was looked up about the unit of an answer, or a tenant of it; whoever it is about is screened at
    once, as of today.

    Raises:
        Refused: something is missing, no such condition in the policy, or a day that cannot be.
        FileRefused: the proof is not a file that is taken.
    """
    round_ = unit.run.round
    _check(seen, _rule(round_, seen.condition))
    paper = _paper(document, round_)
    made = Lookup.objects.create(
        authority=province_of(unit.run.authority), city=by.jurisdiction if by.among(roles.CITY) else None,
        application_id=unit.application_id, identity=identity, name=name, condition=seen.condition, found=seen.found,
        source=seen.source, place=seen.place.strip(), address=seen.address.strip(), looked_on=seen.looked_on,
        dated_on=seen.dated_on if seen.found else None, what=seen.what.strip(), document=paper.blob,
        document_name=paper.name, by=by.person, hat=by.label[:200], at=clock.now(),
    )  # fmt: skip
    record("lookup.recorded", made, by=by.actor, after=told(made))
    _ask_again(made, by, {round_.pk})
    return made


def _rule(round_: Round, condition: str) -> Rule:
    rules = rules_of(book_of(round_), round_.policy_id)
    found = next((one for one in (*rules.conditions, *rules.by_people) if one.id == condition), None)
    if found is None:
        raise Refused(_("本轮次的政策没有这项条件，请从列表中选择。"), "condition")
    return found


def _check(seen: Seen, rule: Rule) -> None:
    today = clock.today()
    if seen.source and seen.source not in rule.feeds:
        raise Refused(_("选的来源与这项条件无关；请另选来源，或选“其他”并写明在哪里查的。"), "source")
    if not seen.place.strip():
        raise Refused(_("请写明在哪里查的。"), "place")
    if seen.looked_on > today:
        raise Refused(_("查询日期晚于今天，请核对。"), "looked_on")
    if seen.found and not seen.what.strip():
        raise Refused(_("请写明查到了什么。"), "what")
    if seen.found and seen.dated_on is None:
        raise Refused(_("请填情形日期：发生或者列入的日期；查询时仍存在的，填查询日期。"), "dated_on")
    if seen.found and seen.dated_on is not None and seen.dated_on > seen.looked_on:
        raise Refused(_("情形日期晚于查询日期，请核对。"), "dated_on")


def _paper(document: Upload | None, round_: Round) -> Paper:
    if document is None:
        return Paper()
    with received(document, limits_of(round_)) as (incoming, name, kind):
        return Paper(keep_blob(incoming, kind), name)


def _ask_again(lookup: Lookup, by: Hat, rounds: set[int]) -> None:
    runs = ask_again(asked_about(lookup, rounds), lookup.authority, by, clock.today())
    for run in runs:
        record("screening.run", run, by=by.actor, after=told_run(run))


@transaction.atomic
def withdraw_lookup(*, lookup: Lookup, reason: str, by: Hat) -> Lookup:
    """Take a look-up back; whoever it is about is screened again at once. It stays to be read.

    Raises Refused: no reason, withdrawn already.
    """
    if not reason.strip():
        raise Refused(_("请写明为什么撤回。"), "reason")
    held = Lookup.objects.select_for_update(of=("self",)).select_related("authority").get(pk=lookup.pk)
    if held.withdrawn_at is not None:
        raise Refused(_("这条人工核实已经撤回。"))
    held.withdrawn_at, held.withdrawn_by = clock.now(), by.person
    held.withdrawn_reason = reason.strip()[:200]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("lookup.withdrawn", held, by=by.actor, before=told(held), reason=held.withdrawn_reason)
    newest = round_for_listed(held.authority)
    _ask_again(held, by, {newest.pk} if newest else set())
    return held


def told(lookup: Lookup) -> dict[str, object]:
    """A look-up for the journal."""
    return {
        "name": lookup.name, "identity": lookup.identity, "condition": lookup.condition, "found": lookup.found,
        "source": lookup.source, "place": lookup.place, "address": lookup.address,
        "looked_on": lookup.looked_on.isoformat(),
        "dated_on": lookup.dated_on.isoformat() if lookup.dated_on else None, "what": lookup.what,
        "document": lookup.document_name, "sha256": lookup.document_id,
    }  # fmt: skip
