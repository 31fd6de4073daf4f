"""What is late in a round and with whom: dates of the calendar, letters, score sheets, objections, approvals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from greenlist.applications.rules import WORKING
from greenlist.applications.timeline import DEADLINE_OF
from greenlist.consultations.models import Consultation, Letter, Reply
from greenlist.decisions.models import Batch
from greenlist.engine import clock
from greenlist.notices.models import Objection
from greenlist.panels.models import Assignment, Panel
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.recommendations.models import Recommendation
from greenlist.rounds.models import Round

from .funnel import APART, Case, Steps


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late, or waits without a date (`due` None: `days` since it began)."""

    round: int
    what: str
    who: str
    count: int
    due: date | None
    days: int


def late_by_dates(round_: Round, cases: Iterable[Case], steps: Steps, places: Mapping[str, str]) -> list[Late]:
    """Applications whose next date of the calendar is past, by whose turn it is. No query; needs `deadlines`."""
    today = clock.today()
    dates = {one.kind: one for one in round_.deadlines.all() if one.on is not None and one.on < today}
    counted: Counter[tuple[str, str]] = Counter()
    for case in cases:
        kind = _date_before(case, steps)
        if kind in dates:
            counted[kind, _whose(case, steps, places)] += 1
    return [
        Late(round_.pk, _("%(step)s的期限已过") % {"step": dates[kind].get_kind_display()}, who, count, dates[kind].on,
             (today - on).days)
        for (kind, who), count in counted.items()
        if (on := dates[kind].on) is not None
    ]  # fmt: skip


def _date_before(case: Case, steps: Steps) -> str:
    """The date of the calendar that lies before the case's next step; '' where none does."""
    if case.state in APART:
        return ""
    place = steps.place.get(case.state, -1)
    return next((DEADLINE_OF[one] for one in steps.ids[place + 1 :] if one in DEADLINE_OF), "")


def _whose(case: Case, steps: Steps, places: Mapping[str, str]) -> str:
    city = places.get(str(case.city), "")
    if case.state in WORKING:
        return _("%(place)s的申报单位（退回补正）") % {"place": city}
    actor = steps.next_actor.get(case.state, "")
    return {"city": city, "province": _("省工业和信息化厅")}.get(actor, "") or _("工业和信息化部")


def late_elsewhere(rounds: Sequence[Round], hat: Hat) -> list[Late]:
    """What other rooms wait for. Of experts and objectors only the province hears. Five queries at most."""
    found = [*_letters(rounds, hat), *_approvals(rounds, hat)]
    return [*found, *_sheets(rounds), *_objections(rounds)] if hat.among(roles.PROVINCE) else found


def _letters(rounds: Sequence[Round], hat: Hat) -> list[Late]:
    """Departments that were asked and have not answered about every unit in time. One query."""
    today = clock.today()
    more_time = Q(replies__answer=Reply.Answer.MORE_TIME)
    given = Q(replies__current=True) & (~more_time | Q(replies__until__gte=today))
    rows = Letter.objects.filter(
        consultation__round__in=rounds, consultation__state=Consultation.State.SENT, consultation__due_on__lt=today,
        consultation__city__path__startswith=hat.jurisdiction.path if hat.jurisdiction else "-",
    ).annotate(
        units=Count("consultation__units", distinct=True), given=Count("replies__unit", filter=given, distinct=True)
    )  # fmt: skip
    late = (
        rows.filter(given__lt=F("units"))
        .order_by("consultation__due_on", "pk")
        .values_list("consultation__round", "addressee", "units", "given", "consultation__due_on")
    )
    return [
        Late(round_, _("征求意见没有答复"), who, units - answered, due, (today - due).days)
        for round_, who, units, answered, due in late
        if due is not None
    ]


def _sheets(rounds: Sequence[Round]) -> list[Late]:
    """Experts whose sheets are not signed; no date is set for them. One query."""
    rows = Assignment.objects.filter(
        panel__round__in=rounds, panel__state=Panel.State.SCORING, ended_at=None, sheet__signed_at=None
    )
    told = rows.order_by().values_list("panel__round", "expert__person__name").annotate(n=Count("pk"), since=Min("at"))
    now = clock.now()
    return [
        Late(round_, _("评审表没有签署"), _("专家%(name)s") % {"name": name}, count, None, (now - since).days)
        for round_, name, count, since in told
    ]


def _objections(rounds: Sequence[Round]) -> list[Late]:
    """Objections that should be closed by now, and units that should have answered. One query."""
    today = clock.today()
    late = Q(due_on__lt=today) | Q(state=Objection.State.HEARING, hearing_until__lt=today, answered_at=None)
    rows = Objection.objects.filter(late, notice__round__in=rounds, state__in=Objection.OPEN)
    found = []
    for one in rows.select_related("notice", "unit").order_by("due_on", "pk"):
        due, hearing = one.due_on, one.hearing_until
        if due is not None and due < today:
            found.append(_late(one.notice.round_id, _("异议没有办结"), _("省工业和信息化厅"), due))
        elif hearing is not None:
            found.append(_late(one.notice.round_id, _("对异议的答复没有交来"), one.unit.name, hearing))
    return found


def _late(round_: int, what: str, who: str, due: date) -> Late:
    return Late(round_, what, who, 1, due, (clock.today() - due).days)


def _approvals(rounds: Sequence[Round], hat: Hat) -> list[Late]:
    """Lists and letters of the own office that wait for the second person. Two queries."""
    now, place = clock.now(), hat.jurisdiction
    batches = Batch.objects.filter(round__in=rounds, place=place, state=Batch.State.PROPOSED)
    letters = Recommendation.objects.filter(round__in=rounds, place=place, state=Recommendation.State.PROPOSED)
    who = _("本局审批人") if hat.among(roles.CITY) else _("本厅审批人")
    waiting = [
        *((round_, at, _("名单待审批")) for round_, at in batches.values_list("round_id", "proposed_at")),
        *((round_, at, _("推荐文待审批")) for round_, at in letters.values_list("round_id", "proposed_at")),
    ]
    return [Late(round_, what, who, 1, None, (now - at).days if at else 0) for round_, at, what in waiting]
