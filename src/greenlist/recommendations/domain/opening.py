"""The verbs that prepare a recommendation: opened, its units chosen, its letter worded, dropped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.applications.models import Application
from greenlist.documents.letters.recommending import number_fault
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.paperwork.domain.feet import Foot, lay_foot, told_foot
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries.candidates import candidates, ordered
from greenlist.recommendations.queries.wording import consulted_words, process_words
from greenlist.recommendations.rules import recommendations
from greenlist.recommendations.rules.recommendations import level_of
from greenlist.rounds.models import Round

from .casework import hold, keep

LONG = 4000


@transaction.atomic
def open_recommendation(*, round: Round, by: Hat) -> Recommendation:  # noqa: A002 - of what
    """Begin the recommendation of an office in a round, with every unit that may be sent up now (REQ-08: none need be).

    Raises Refused: the round is over, or one is on the desk already.
    """
    require(recommendations.may_open(by))
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    place, level = by.jurisdiction, level_of(by)
    if round.state != Round.State.OPEN:
        raise Refused(_("这一轮次已经结束。"))
    if Recommendation.objects.filter(round=round, place=place, level=level, state__in=Recommendation.OPEN).exists():
        raise Refused(_("已有一份推荐正在办理，请先报出或撤销。"))
    made = Recommendation.objects.create(
        round=round, place=place, level=level, created_by=by.person, created_at=clock.now(),
        text=process_words(round, place, level),
    )  # fmt: skip
    units = _lay(made, list(candidates(round, place, level)))
    made.consulted = consulted_words(made, [one.application for one in units])
    made.save(update_fields=["consulted"])
    after = {"round": round.title, "level": level, "units": len(units)}
    record("recommendation.opened", made, by=by.actor, after=after)
    return made


def _lay(held: Recommendation, applications: list[Application]) -> list[RecommendedUnit]:
    """The units, numbered within their kind."""
    held.units.all().delete()
    numbers: dict[str, int] = {}
    rows = []
    for one in ordered(applications, held.level):
        numbers[one.kind] = numbers.get(one.kind, 0) + 1
        rows.append(RecommendedUnit(recommendation=held, application=one, position=numbers[one.kind]))
    return RecommendedUnit.objects.bulk_create(rows)


@transaction.atomic
def choose_units(*, recommendation: Recommendation, applications: Collection[int], by: Hat, version: int) -> int:
    """Say who goes with it; the others stay where they stand and can go with a later one. Returns how many go.

    Raises Refused: one of them cannot be sent up from here.
    """
    held = hold(recommendation, "edit", by, version)
    free = {one.pk: one for one in candidates(held.round, held.place, held.level)}
    if not free.keys() >= set(applications):
        raise Refused(_("所选单位中有的已不在可以推荐的状态，请刷新后重新选择。"))
    before = sorted(held.units.values_list("application", flat=True))
    _lay(held, [free[pk] for pk in applications])
    held.checked_at = None
    keep(held, "checked_at")
    after = {"applications": sorted(applications)}
    record("recommendation.units_chosen", held, by=by.actor, before={"applications": before}, after=after)
    return len(applications)


@transaction.atomic
def word_letter(
    *, recommendation: Recommendation, letter_no: str, letter_on: date | None, signer: str, text: str, consulted: str,
    by: Hat, version: int, foot: Foot | None = None,
) -> Recommendation:  # fmt: skip
    """Number, date, words and foot of the letter; number and date may stay open until it is proposed.

    Raises Refused: a number of another form (GB/T 9704 7.2.5), one that the office used before, text too long, a foot
    that is none.
    """
    held = hold(recommendation, "edit", by, version)
    number = letter_no.strip()
    _check_number(held, number)
    if max(len(text), len(consulted)) > LONG:
        raise Refused(_("最多 %(most)d 字。") % {"most": LONG}, "text" if len(text) > LONG else "consulted")
    before = _told_letter(held)
    held.letter_no, held.letter_on, held.signer = number, letter_on, signer.strip()
    held.text, held.consulted = text.strip(), consulted.strip()
    below = lay_foot(held, foot or Foot())
    keep(held, "letter_no", "letter_on", "signer", "text", "consulted", *below)
    record("recommendation.worded", held, by=by.actor, before=before, after=_told_letter(held))
    return held


def _told_letter(held: Recommendation) -> dict[str, object]:
    on = held.letter_on.isoformat() if held.letter_on else None
    return {"letter_no": held.letter_no, "letter_on": on, **told_foot(held)}


def _check_number(held: Recommendation, number: str) -> None:
    if not number:
        return
    fault = number_fault(number)
    if fault is not None:
        raise Refused(render(fault, user_language()), "letter_no")
    others = Recommendation.objects.filter(place=held.place, letter_no=number).exclude(pk=held.pk)
    if others.exclude(state=Recommendation.State.DROPPED).exists():
        raise Refused(_("这个文号已经用在另一份推荐上，请核对。"), "letter_no")


@transaction.atomic
def drop(*, recommendation: Recommendation, reason: str, by: Hat) -> Recommendation:
    """Give a draft up; its units stay where they stand. Raises Refused: no reason."""
    held = hold(recommendation, "drop", by)
    if not reason.strip():
        raise Refused(_("请写明理由。"), "reason")
    before = {"state": held.state}
    held.state = Recommendation.State.DROPPED
    keep(held, "state")
    record(
        "recommendation.dropped", held, by=by.actor, before=before, after={"state": held.state}, reason=reason.strip()
    )
    return held
