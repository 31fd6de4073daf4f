"""The list of a unit's documents in the policy's order, for the page: nothing is printed or merged for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.models import Route
from greenlist.consultations.queries.standing import standings
from greenlist.documents.package import GROUPS
from greenlist.recommendations.models import RecommendedUnit, Scan

from .rows import policy_of

PLACE = "claimed_score"


@dataclass(frozen=True, slots=True)
class Content:
    """One document: which group, what it is called, how it comes, and what is wrong where it is not there."""

    group: str
    title: str
    size: int | None = None
    scan: Scan | None = None
    there: bool = True
    note: str = ""

    @property
    def name(self) -> str:
        """The group in words."""
        return GROUPS.get(self.group, self.group)


def contents_of(unit: RecommendedUnit) -> list[Content]:
    """Every document of the dossier. About eight queries."""
    held, application = unit.recommendation, unit.application
    version = application.submissions.order_by("-number").first()
    rows = Scan.objects.filter(recommendation=held, current=True).select_related("blob")
    scans = {one.part: one for one in rows if one.application_id in {None, application.pk}}
    files = version.evidence if version is not None else []
    by_agency = application.route == Route.AGENCY
    reports = [one for one in files if by_agency and any(use["place"] == PLACE for use in one["proves"])]
    found: dict[str, list[Content]] = {
        "letter": [_letter(unit, scans.get(Scan.Part.LETTER))],
        "table": [Content("table", _("推荐汇总表"), scan=scans.get(Scan.Part.TABLE), there=bool(unit.row),
                          note="" if unit.row else _("还没有核对，表中没有这家单位的一行。"))],
        "report": _report(reports, scans.get(Scan.Part.REPORT), by_agency=by_agency),
        "forms": [Content("forms", _("申报表（按提交的版本生成）"), there=version is not None)],
        "checks": [Content("checks", _("形式审查记录"), scan=scans.get(Scan.Part.CHECKS))],
        "consultation": [_consultation(unit, scans.get(Scan.Part.CONSULTATION))],
        "evidence": [Content("evidence", one["name"], one["size"]) for one in files if one not in reports],
        "receipt": [Content("receipt", version.receipt_number if version else "", there=version is not None)],
    }  # fmt: skip
    if not found["evidence"]:
        found["evidence"] = [Content("evidence", _("没有证明材料"), there=False, note=_("提交的版本没有附文件。"))]
    order: Iterable[str] = policy_of(held.round).delivery.package_order.value or GROUPS
    return [one for group in order for one in found[group]]


def _letter(unit: RecommendedUnit, scan: Scan | None) -> Content:
    number = unit.recommendation.letter_no
    return Content("letter", number or _("文号待填"), scan=scan, there=bool(number),
                   note="" if scan else _("没有盖章扫描件，合订时用系统生成的文稿。"))  # fmt: skip


def _report(reports: list[dict[str, object]], scan: Scan | None, *, by_agency: bool) -> list[Content]:
    if reports:
        return [Content("report", str(one["name"]), int(str(one["size"])), scan=scan) for one in reports]
    if by_agency:
        why = _("提交的版本中没有签章的第三方评价报告。")
        return [Content("report", _("第三方评价报告"), scan=scan, there=scan is not None, note="" if scan else why)]
    return [Content("report", _("自评价报告（按申报数据生成）"), scan=scan)]


def _consultation(unit: RecommendedUnit, scan: Scan | None) -> Content:
    standing = standings([unit.application])[unit.application_id]
    return Content("consultation", standing.summary or _("没有征求意见的记录"), scan=scan, there=standing.complete,
                   note="" if standing.complete else _("征求意见还没有完成。"))  # fmt: skip
