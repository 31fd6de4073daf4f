"""Recommendations: an office sees and prepares its own, its approver sends; the province sees what its cities sent."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.recommendations.models import PackageFile, Recommendation, RecommendedUnit, Scan
from greenlist.recommendations.queries.law import four_eyes

S, L = Recommendation.State, Recommendation.Level
_UNSEEN = _("看不到这份推荐。")
_NOTHING = _("没有这项操作。")
_OFFICE = _("推荐由市（州）和省厅的主管部门办理。")
_APPROVER = _("由审批人办理。")
_OTHERS = _("这份推荐由别的机关办理。")
APPROVERS = frozenset({Role.CITY_APPROVER, Role.PROVINCE_APPROVER})
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "edit": frozenset({S.DRAFT}),
    "check": frozenset({S.DRAFT, S.PROPOSED}),
    "propose": frozenset({S.DRAFT}),
    "send_back": frozenset({S.PROPOSED}),
    "send": frozenset({S.PROPOSED}),
    "drop": frozenset({S.DRAFT}),
    "scan": frozenset({S.DRAFT, S.PROPOSED, S.SENT}),
    "deliver": frozenset({S.SENT}),
    "package": frozenset({S.DRAFT, S.PROPOSED, S.SENT}),
}
_BY_APPROVER = frozenset({"send", "send_back"})


def level_of(hat: Hat) -> str:
    """Which kind of recommendation an office makes."""
    return L.PROVINCE if hat.among(roles.PROVINCE) else L.CITY


class RecommendationAccess:
    """The one answer about recommendations."""

    def visible(self, hat: Hat | None) -> QuerySet[Recommendation]:
        """The recommendations a hat may see."""
        rows = Recommendation.objects.all()
        if hat is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.CITY):
            return rows.filter(place=hat.jurisdiction, level=L.CITY)
        if hat.among(roles.PROVINCE):
            own = Q(place=hat.jurisdiction)
            return rows.filter(own | Q(level=L.CITY, state=S.SENT, place__path__startswith=hat.jurisdiction.path))
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Recommendation) -> Ruling:
        """Acts: see; edit (units, letter), check, propose, send_back, send, drop, scan (stamped scans), package,
        deliver (posting, upload).
        """
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_UNSEEN)
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Recommendation) -> Ruling:
        """The same of a recommendation that the hat is known to see. No query but of the law."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_NOTHING)
        if hat.jurisdiction is None or row.place_id != hat.jurisdiction.pk:
            return no(_OTHERS)
        if row.state not in WHEN[act]:
            return no(_("这份推荐现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        return self._second(hat, act, row) if act in _BY_APPROVER else YES

    def may_open(self, hat: Hat | None) -> Ruling:
        """Whether this hat prepares recommendations at all."""
        office = hat is not None and hat.among(roles.CITY | roles.PROVINCE)
        return YES if office else no(_OFFICE)

    def _second(self, hat: Hat, act: str, row: Recommendation) -> Ruling:
        """One prepares, another one who approves sends."""
        if hat.role not in APPROVERS:
            return no(_APPROVER)
        if act == "send" and four_eyes(row.round) and hat.person.pk == row.proposed_by_id:
            return no(_("提交审批的人不能自己报出，请由另一位审批人办理。"))
        return YES


class UnitAccess:
    """Units of recommendations: with the recommendation."""

    def visible(self, hat: Hat | None) -> QuerySet[RecommendedUnit]:
        """The units of those a hat sees."""
        return RecommendedUnit.objects.filter(recommendation__in=recommendations.visible(hat))


class ScanAccess:
    """Stamped scans: with the recommendation."""

    def visible(self, hat: Hat | None) -> QuerySet[Scan]:
        """The scans of those a hat sees."""
        return Scan.objects.filter(recommendation__in=recommendations.visible(hat))


class PackageAccess:
    """Merged files: with the recommendation."""

    def visible(self, hat: Hat | None) -> QuerySet[PackageFile]:
        """The files of those a hat sees."""
        return PackageFile.objects.filter(package__unit__recommendation__in=recommendations.visible(hat))


recommendations = RecommendationAccess()
units = UnitAccess()
scans = ScanAccess()
packages = PackageAccess()
