"""A panel from forming to closing: what it takes, who is in it, when scoring begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Kind
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.panels.law import division_label, expert_review
from greenlist.panels.models import Assignment, Expert, Panel, PanelMember
from greenlist.panels.queries.cases import able, cases_of, live_of
from greenlist.panels.rules.panels import panels
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

from .ending import end
from .experts import reason_of

DESK = "/scoring/"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a panel takes. `industries`: two-digit codes, none for all that no other panel of the kind names."""

    name: str
    kind: str
    industries: tuple[str, ...]
    per_case: int


@transaction.atomic
def form_panel(*, round_: Round, shape: Shape, by: Hat) -> Panel:
    """Begin a panel in a round. Phase and number of experts come from the policy where it says so.

    Raises Refused: fewer experts than the policy asks for, an industry that another panel takes, the name is taken;
    NotAllowed.
    """
    require(panels.may_form(by))
    if by.jurisdiction is None or not panels.rounds(by).filter(pk=round_.pk).exists():
        raise Refused(_("这一轮次不归您办理。"))
    held = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)  # panels of a round are formed one by one
    if held.state == Round.State.CLOSED:
        raise Refused(_("这一轮次已经结束。"))
    _check(held, shape)
    phase = expert_review(round_).first_phase.value or Panel.Phase.BLIND
    try:
        with transaction.atomic():
            made = Panel.objects.create(
                round=round_, place=province_of(round_.jurisdiction), name=shape.name, kind=shape.kind,
                industries=list(shape.industries), per_case=shape.per_case, phase=phase, created_by=by.person,
                created_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("这一轮次已有同名的评审组，请换一个名称。"), "name") from None
    record("panel.formed", made, by=by.actor, after=told(made))
    return made


def _check(round_: Round, shape: Shape, panel: Panel | None = None) -> None:
    least = expert_review(round_).experts_per_case.value
    if least is not None and shape.per_case < least:
        raise Refused(_("政策要求每份申报至少 %(least)d 位专家。") % {"least": least}, "per_case")
    others = Panel.objects.filter(round=round_, kind=shape.kind).exclude(pk=panel.pk if panel else 0)
    for other in others:
        both = set(other.industries) & set(shape.industries)
        if both:
            named = "、".join(division_label(code) for code in sorted(both))
            words = _("“%(panel)s”已经包括%(industries)s；一个行业只能由一个评审组评审。")
            raise Refused(words % {"panel": other.name, "industries": named}, "industries")
        if not other.industries and not shape.industries:
            raise Refused(_("“%(panel)s”已经评审这一类别的其余行业。") % {"panel": other.name}, "industries")


@transaction.atomic
def reshape_panel(*, panel: Panel, shape: Shape, reason: str, by: Hat) -> Panel:
    """Change what a panel takes. Cases that its experts have already stay with them; the kind stays.

    Raises Refused as `form_panel`, and without a reason once scoring has begun; NotAllowed.
    """
    row = held_panel(panel, "edit", by)
    why = reason_of(reason) if row.state != Panel.State.FORMING else reason.strip()
    if shape.kind != row.kind:
        raise Refused(_("类别不能改；请另组一个评审组。"), "kind")
    _check(row.round, shape, row)
    before = told(row)
    row.name, row.industries, row.per_case = shape.name, list(shape.industries), shape.per_case
    try:
        with transaction.atomic():
            row.save(update_fields=["name", "industries", "per_case"])
    except IntegrityError:
        raise Refused(_("这一轮次已有同名的评审组，请换一个名称。"), "name") from None
    record("panel.changed", row, by=by.actor, before=before, after=told(row), reason=why)
    return row


@transaction.atomic
def set_anchor(*, panel: Panel, application: Application | None, by: Hat) -> Panel:
    """Choose the case that all experts review, to see how each measures; None: no such case.

    Raises Refused: not a case of this panel, the policy wants none, or experts have it as the anchor already.
    """
    row = held_panel(panel, "edit", by)
    if live_of(row).filter(how=Assignment.How.ANCHOR).exclude(application=application).exists():
        raise Refused(_("原来的共评样本已经分给专家，不能再换。"))
    if application is not None and expert_review(row.round).anchor.value is False:
        raise Refused(_("政策规定不设共评样本。"))
    if application is not None and not cases_of(row).filter(pk=application.pk).exists():
        raise Refused(_("这份申报不由这个评审组评审。"))
    before = {"anchor": row.anchor_id}
    row.anchor = application
    row.save(update_fields=["anchor"])
    record("panel.anchored", row, by=by.actor, before=before, after={"anchor": row.anchor_id})
    return row


@transaction.atomic
def add_members(*, panel: Panel, experts: Sequence[Expert], by: Hat) -> int:
    """Take experts into a panel; who is in it stays. Returns how many are new.

    Raises Refused: out of the pool, of another province, or they do not review this kind; NotAllowed.
    """
    row = held_panel(panel, "edit", by)
    there = set(row.members.values_list("expert", flat=True))
    new = [one for one in experts if one.pk not in there]
    for one in new:
        if one.pool.jurisdiction_id != row.place_id or not able(one, row):
            kind = str(Kind(row.kind).label)
            words = _("“%(expert)s”不在库，或者没有登记可评“%(kind)s”。")
            raise Refused(words % {"expert": one.person.name, "kind": kind})
    PanelMember.objects.bulk_create(PanelMember(panel=row, expert=one) for one in new)
    if new:
        record("panel.members_added", row, by=by.actor, after={"experts": [one.person.name for one in new]})
    return len(new)


@transaction.atomic
def remove_member(*, member: PanelMember, reason: str, by: Hat) -> None:
    """Take an expert out of a panel; reviews that are not signed end. Raises Refused: no reason; NotAllowed."""
    row = held_panel(member.panel, "edit", by)
    why = reason_of(reason)
    open_ = live_of(row).filter(expert=member.expert_id).exclude(sheet__signed_at__isnull=False)
    ended = list(open_.select_for_update(of=("self",)))
    end(ended, why, by, removed=True)
    name = member.expert.person.name
    member.delete()
    after = {"ended": [one.application_id for one in ended]}
    record("panel.member_removed", row, by=by.actor, before={"expert": name}, after=after, reason=why)


@transaction.atomic
def set_chair(*, member: PanelMember, by: Hat) -> None:
    """Make one of the experts the panel's head; at most one is. Raises NotAllowed."""
    row = held_panel(member.panel, "edit", by)
    row.members.filter(chair=True).exclude(pk=member.pk).update(chair=False)
    row.members.filter(pk=member.pk).update(chair=True)
    record("panel.chaired", row, by=by.actor, after={"expert": member.expert.person.name})


@transaction.atomic
def start_scoring(*, panel: Panel, by: Hat) -> Panel:
    """Let the experts begin: each is told once. Raises Refused: nobody has a case yet; NotAllowed."""
    row = held_panel(panel, "start", by)
    counts: dict[int, int] = {}
    people = {}
    for one in live_of(row).select_related("expert__person"):
        counts[one.expert_id] = counts.get(one.expert_id, 0) + 1
        people[one.expert_id] = one.expert.person
    if not counts:
        raise Refused(_("还没有分配评审任务；请先分配，再开始评审。"))
    row.state, row.started_at = Panel.State.SCORING, clock.now()
    row.save(update_fields=["state", "started_at"])
    for expert, person in people.items():
        notify(people=[person], code="panel_started", params={"panel": row.name, "count": counts[expert]}, url=DESK)
    record("panel.started", row, by=by.actor, after={"experts": len(counts), "cases": sum(counts.values())})
    return row


@transaction.atomic
def close_panel(*, panel: Panel, reason: str, by: Hat) -> Panel:
    """End scoring: nobody scores any more. Raises Refused: sheets are missing and no reason is given; NotAllowed."""
    row = held_panel(panel, "close", by)
    missing = live_of(row).exclude(sheet__signed_at__isnull=False).count()
    why = reason.strip()
    if missing and not why:
        words = _("还有 %(count)d 份评分表没有签字；仍要结束请写明理由。")
        raise Refused(words % {"count": missing}, "reason")
    row.state, row.closed_at, row.closed_reason = Panel.State.CLOSED, clock.now(), why
    row.save(update_fields=["state", "closed_at", "closed_reason"])
    unsigned = live_of(row).exclude(sheet__signed_at__isnull=False)
    waiting = {one.expert.person for one in unsigned.select_related("expert__person")}
    notify(people=sorted(waiting, key=lambda one: one.pk), code="panel_closed", params={"panel": row.name}, url=DESK)
    record("panel.closed", row, by=by.actor, after={"missing": missing}, reason=why)
    return row


def held_panel(panel: Panel, act: str, by: Hat) -> Panel:
    """The row, locked until the transaction ends, once this hat may do `act` to it. Raises NotAllowed."""
    rows = Panel.objects.select_for_update(of=("self",)).select_related("round__law", "place")
    row = rows.get(pk=panel.pk)
    require(panels.may(by, act, row))
    return row


def told(row: Panel) -> dict[str, Any]:
    """A panel for the journal."""
    return {"name": row.name, "kind": row.kind, "industries": row.industries, "per_case": row.per_case}
