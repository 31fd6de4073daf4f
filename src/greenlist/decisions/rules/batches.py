"""Who sees a list of decisions and who works on it.

An office sees its own lists; the province also what its cities have released. A handler prepares and proposes, an
approver who prepared nothing of it releases - or both is done by one approver, where the policy says so in writing.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.queries.law import four_eyes
from greenlist.decisions.queries.preparing import prepared_by
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.rounds.models import Round

S = Batch.State
_PREPARED = _("名单由经办人拟定，审批人审核后发布。")
HANDLERS = frozenset({Role.CITY_HANDLER, Role.PROVINCE_HANDLER})
APPROVERS = frozenset({Role.CITY_APPROVER, Role.PROVINCE_APPROVER})
OFFICE_OF = {Stage.SELECTION: roles.CITY, Stage.MEETING: roles.PROVINCE}
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "edit": frozenset({S.PREPARING}),
    "propose": frozenset({S.PREPARING}),
    "note": frozenset({S.PREPARING, S.PROPOSED}),
    "preview": frozenset({S.PREPARING, S.PROPOSED}),
    "send_back": frozenset({S.PROPOSED}),
    "release": frozenset({S.PROPOSED}),
    "drop": frozenset({S.PREPARING, S.PROPOSED}),
}


class BatchAccess:
    """Lists of decisions."""

    def visible(self, hat: Hat | None) -> QuerySet[Batch]:
        """The lists a hat may see."""
        rows = Batch.objects.all()
        if hat is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.CITY):
            return rows.filter(place=hat.jurisdiction, stage=Stage.SELECTION)
        if hat.among(roles.PROVINCE):
            own = Q(place=hat.jurisdiction, stage=Stage.MEETING)
            sent = Q(stage=Stage.SELECTION, state=S.RELEASED, place__path__startswith=hat.jurisdiction.path)
            return rows.filter(own | sent)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Batch) -> Ruling:
        """Acts: see; edit (decide, move, refresh, enter places), note, propose, preview, send_back, release, drop."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份名单。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Batch) -> Ruling:
        """The same of a list that the hat is known to see."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_("没有这项操作。"))
        if not _own(hat, row):
            return no(_("由拟定名单的主管部门办理。"))
        if row.state not in WHEN[act]:
            return no(_("这份名单现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        return _by_role(hat, act, row)

    def may_open(self, hat: Hat | None, stage: str, round_: Round | None = None) -> Ruling:
        """Whether this hat starts lists of a stage (in a round): a handler, or an approver who may act alone."""
        if hat is None or not hat.among(OFFICE_OF[Stage(stage)]):
            return no(_("由有权决定的主管部门办理。"))
        if hat.role in HANDLERS:
            return YES
        return alone(hat, round_) if round_ is not None else no(_PREPARED)

    def may_work(self, hat: Hat | None, stage: str) -> Ruling:
        """Whether this hat has pages of a stage at all; the province reads what its cities released."""
        groups = roles.CITY | roles.PROVINCE if stage == Stage.SELECTION else roles.PROVINCE
        return YES if hat is not None and hat.among(groups) else no(_("名单由市（州）和省厅使用。"))


def _own(hat: Hat, row: Batch) -> bool:
    place = hat.jurisdiction
    return place is not None and place.pk == row.place_id and hat.among(OFFICE_OF[Stage(row.stage)])


def _by_role(hat: Hat, act: str, row: Batch) -> Ruling:
    if act in {"note", "preview", "drop"} or (act == "send_back" and hat.person.pk == row.proposed_by_id):
        return YES
    if act in {"edit", "propose"}:
        return YES if hat.role in HANDLERS else alone(hat, row.round)
    if hat.role not in APPROVERS:
        return no(_("由审批人审核发布；经办人可以先预览。"))
    if act == "release" and four_eyes(row.round) and hat.person.pk in prepared_by(row):
        return no(_("拟定过这份名单的人不能自己发布，请由另一位审批人发布。"))
    return YES


def alone(hat: Hat, round_: Round) -> Ruling:
    """Whether an approver may prepare as well: only where the policy asks for no second person."""
    return YES if hat.role in APPROVERS and not four_eyes(round_) else no(_PREPARED)


class LineAccess:
    """Lines: those of the lists a hat sees."""

    def visible(self, hat: Hat | None) -> QuerySet[Line]:
        """The lines a hat may see."""
        return Line.objects.filter(batch__in=batches.visible(hat))


batches = BatchAccess()
lines = LineAccess()
