"""The verbs of two people: proposed by one, sent back or sent by another. What is stopped stays, the rest goes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Role
from greenlist.parties.queries import province_of
from greenlist.recommendations.guards import table_inside
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.papers.table import table_xlsx
from greenlist.recommendations.queries.law import deadline_of, late
from greenlist.recommendations.queries.previewing import digest_of, reason_of
from greenlist.recommendations.queries.units import units_of

from .casework import address, hold, keep, tell
from .checking import ask_again, check, hold_places, step_of

S = Recommendation.State


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending did: units that went, units that stayed with the reasons."""

    moved: tuple[RecommendedUnit, ...]
    stopped: tuple[RecommendedUnit, ...]


@transaction.atomic
def propose(*, recommendation: Recommendation, by: Hat, version: int) -> Recommendation:
    """Hand it to the approver, everything asked once more. Raises Refused: letter without number or date."""
    held = hold(recommendation, "propose", by, version)
    letter_ready(held)
    held = check(recommendation=held, by=by)
    held.state, held.proposed_by, held.proposed_at, held.sent_back_reason = S.PROPOSED, by.person, clock.now(), ""
    keep(held, "state", "proposed_by", "proposed_at", "sent_back_reason")
    group = {Role.PROVINCE_APPROVER if by.among(roles.PROVINCE) else Role.CITY_APPROVER}
    tell(held.place, group, "recommend_proposed", f"{address(held)}preview/", round=held.round.title, by=by.person.name,
         units=held.units.count())  # fmt: skip
    after = {"state": held.state, "letter_no": held.letter_no}
    record("recommendation.proposed", held, by=by.actor, before={"state": S.DRAFT}, after=after)
    return held


def letter_ready(held: Recommendation) -> None:
    """Number and date stand (G-TABLE). Raises Refused."""
    if not held.letter_no:
        raise Refused(_("推荐文还没有文号，请先填写。"), "letter_no")
    if held.letter_on is None:
        raise Refused(_("推荐文还没有日期，请先填写。"), "letter_on")


@transaction.atomic
def send_back(*, recommendation: Recommendation, reason: str, by: Hat) -> Recommendation:
    """Give it back to whoever prepared it. Raises Refused: no reason."""
    held = hold(recommendation, "send_back", by)
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), "reason")
    held.state, held.sent_back_reason = S.DRAFT, reason.strip()
    keep(held, "state", "sent_back_reason")
    group = roles.PROVINCE if by.among(roles.PROVINCE) else roles.CITY
    tell(held.place, group, "recommend_sent_back", address(held), round=held.round.title, by=by.person.name,
         reason=held.sent_back_reason)  # fmt: skip
    record("recommendation.sent_back", held, by=by.actor, before={"state": S.PROPOSED}, after={"state": S.DRAFT},
           reason=held.sent_back_reason)  # fmt: skip
    return held


@transaction.atomic
def send(*, recommendation: Recommendation, digest: str, by: Hat) -> Sent:
    """Send it: screening is asked again, every unit that nothing stops moves on, all in one transaction.

    A unit that something new stops stays where it is, with the reason; the letter and its table name those that went.

    Raises Refused: it is late and nobody extended the date, it is not what was looked at, or nothing could go.
    """
    held = hold(recommendation, "send", by)
    in_time(held)
    letter_ready(held)
    rows = _locked(held)
    if digest != digest_of(held, rows):
        raise Refused(_("预览以后有变动，没有报出；请重新核对预览。"))
    _same_rows(held, rows, by)
    moved = [one for one in rows if not one.stopped and _moved(held, one, by)]
    if rows and not moved:
        reasons = "；".join(dict.fromkeys(reason for one in rows for reason in one.stopped))
        raise Refused(_("没有一家可以报出：%(reasons)s") % {"reasons": reasons})
    _close(held, rows, moved, digest, by)
    return Sent(tuple(moved), tuple(one for one in rows if not one.went))


def in_time(held: Recommendation) -> None:
    """The date of the notice, extensions included (REQ-45). Raises Refused, saying what to do."""
    deadline = deadline_of(held.round, held.level)
    if deadline is not None and deadline.on is not None and late(deadline):
        who = _("请省厅在“轮次”页面延期（写明理由和依据文件），延期后再报出。")
        own = _("请先在“轮次”页面延期（写明理由和依据文件），延期后再报出。")
        level = held.level == Recommendation.Level.CITY
        words = _("已过截止日期 %(on)s，不能报出。") % {"on": deadline.on.isoformat()}
        raise Refused(f"{words}{who if level else own}")
    if held.letter_on is not None and held.letter_on > clock.today():
        raise Refused(_("推荐文的日期 %(on)s 还没有到，请核对日期。") % {"on": held.letter_on.isoformat()})


def _locked(held: Recommendation) -> list[RecommendedUnit]:
    """The units, their applications locked in the order of their keys, before the journal is written to."""
    rows = list(units_of(held))
    every = Application.objects.filter(pk__in=[one.application_id for one in rows])
    list(every.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    hold_places(held)
    return rows


def _same_rows(held: Recommendation, rows: list[RecommendedUnit], by: Hat) -> None:
    """Everything asked again. Raises Refused: a row of the table says something else than the approver saw."""
    before = {one.pk: one.row for one in rows}
    ask_again(held, rows, by)
    changed = [str(one.application.unit.name) for one in rows if not one.stopped and one.row != before[one.pk]]
    if changed:
        names = "、".join(changed)
        raise Refused(_("核对以后，%(names)s的汇总表内容有变化，没有报出；请重新核对。") % {"names": names})


def _moved(held: Recommendation, unit: RecommendedUnit, by: Hat) -> bool:
    """One unit moved; False with its reasons written beside it."""
    try:
        transition(
            application=unit.application,
            way=step_of(held).id,
            by=by,
            reason=reason_of(held),
            also=(table_inside,),
            after=lambda _matter, _passage: {"recommendation": held.pk, "letter_no": held.letter_no},
        )
    except TransitionRefused as refused:
        unit.stopped = [one.reason for one in refused.objections] or [str(refused)]
        return False
    unit.went = True
    return True


def _close(
    held: Recommendation, rows: list[RecommendedUnit], moved: list[RecommendedUnit], digest: str, by: Hat
) -> None:
    _number(moved)
    RecommendedUnit.objects.bulk_update(rows, ["position", "row", "basis", "stopped", "went"])
    deadline = deadline_of(held.round, held.level)
    held.state, held.sent_by, held.sent_at, held.digest = S.SENT, by.person, clock.now(), digest
    held.due_on = deadline.on if deadline else None
    held.table_sha256 = hashlib.sha256(table_xlsx(held, moved)).hexdigest()
    keep(held, "state", "sent_by", "sent_at", "digest", "due_on", "table_sha256")
    if held.level == Recommendation.Level.CITY:
        tell(province_of(held.place), roles.PROVINCE, "recommend_sent", f"/intake/{held.pk}/", city=held.place.name,
             number=held.letter_no, units=len(moved))  # fmt: skip
    after = {
        "state": held.state, "letter_no": held.letter_no, "table": held.table_sha256, "digest": digest,
        "moved": [one.application_id for one in moved],
        "stopped": {str(one.application_id): one.stopped for one in rows if not one.went},
    }  # fmt: skip
    record("recommendation.sent", held, by=by.actor, before={"state": S.PROPOSED}, after=after)


def _number(moved: list[RecommendedUnit]) -> None:
    """Those that went, numbered without gaps within their kind."""
    numbers: dict[str, int] = {}
    for one in moved:
        kind = one.application.kind
        numbers[kind] = one.position = numbers.get(kind, 0) + 1
