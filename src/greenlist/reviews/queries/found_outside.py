"""What stands outside of a version and may have changed since: screening, the ledger of lists, the agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenlist.agencies.law import third_party
from greenlist.agencies.queries.panel import Panel, panel_of
from greenlist.applications.models import Application, Submission
from greenlist.reviews.models import ScreeningRuling
from greenlist.reviews.rescreening import Screened, digest_of, ruling_for, screened
from greenlist.reviews.words import found_words
from greenlist.screening.outcomes import Outcome

from .province_list import standing_of
from .results import checked_result
from .rows import CheckRow, Severity

GRAVE: dict[str, Severity] = {Outcome.HIT: "error", Outcome.CANDIDATE: "warning", Outcome.UNDETERMINED: "warning"}


Data = dict[str, Any]


def rows(application: Application, submission: Submission, decided: Data | None = None) -> Iterator[CheckRow]:
    """The lines; `decided` is the result that decides. At most five queries, more where an agency evaluates."""
    yield _screening(application)
    yield from _province_list(application, submission, decided)
    named = str((submission.data.get("unit") or {}).get("agency") or "")
    panel = panel_of(application, named)
    if panel is not None:
        yield from _agency(panel)


def _screening(application: Application) -> CheckRow:
    found = screened(application)
    if found is None:
        text = _("还没有筛查过否决情形。")
        return CheckRow("screening:outcome", "screening", "warning", text, hint=_("推荐前必须筛查，请现在就查。"))
    days = ngettext("%(days)d 天前", "%(days)d 天前", found.age) % {"days": found.age} if found.age else _("今天")
    words = {"what": found_words(found.outcome), "day": found.as_of.isoformat(), "ago": days}
    text = _("%(what)s（按 %(day)s 的名单，%(ago)s）。") % words
    if not found.fresh(""):
        return CheckRow(
            "screening:outcome", "screening", "warning" if found.outcome != Outcome.HIT else "error", text,
            hint=_("这是本次提交以前的筛查，请重新筛查。"),
        )  # fmt: skip
    return CheckRow(
        "screening:outcome", "screening", GRAVE.get(found.outcome, "info"), text, hint=_ruled(application, found)
    )


def _ruled(application: Application, found: Screened) -> str:
    """What was decided in writing about it, where it still holds."""
    if found.outcome == Outcome.CLEAR:
        return ""
    ruling = ruling_for(application, ScreeningRuling.Point.RS_2)
    if ruling is None:
        return _("推荐前须认定，或由审批人作出书面认定。")
    if ruling.findings != digest_of(found):
        return _("原来的书面认定与现在查到的不同，不再适用。")
    return _("已有书面认定：%(reason)s（%(who)s）") % {"reason": ruling.reason, "who": ruling.by.name}


def _province_list(application: Application, submission: Submission, decided: Data | None) -> Iterator[CheckRow]:
    """G-PROV: the result's word and the ledger's, side by side; where only the applicant says so, a person looks."""
    if decided is None:
        checked = checked_result(submission)
        decided = checked.result if checked else submission.result
    standing = standing_of(application, decided.get("conditions", []))
    if not standing.answer:
        return
    if not standing.passes and standing.answer == "met":
        severity: Severity = "error"
    else:
        severity = {"met": "info", "not_met": "error"}.get(standing.answer, "warning")  # type: ignore[assignment]
    if standing.certain:
        severity = "info"
    person = not standing.certain and standing.answer != "not_met" and standing.passes
    yield CheckRow(
        "condition:on_province_list", "prerequisite", severity,
        _("省级绿色制造单位：%(said)s") % {"said": standing.said}, place="conditions.on_province_list",
        decided_by="person" if person else "program", must=person, number="G-PROV", hint=standing.known,
    )  # fmt: skip


def _agency(panel: Panel) -> Iterator[CheckRow]:
    """Whether the evaluation of the agency is accepted: bar, filing, report, relations."""
    if panel.bar is not None:
        words = {
            "name": panel.bar.agency.name,
            "until": panel.bar.bar_until.isoformat(),
            "paper": panel.bar.circular_no,
        }
        text = _("“%(name)s”的评价结果至 %(until)s 不予采信（%(paper)s）。") % words
        yield CheckRow("agency:bar", "agency", "error", text, number="G-BAR")
    engaged = panel.engagement
    if engaged is None:
        text = _("评价没有在本系统开展，机构：%(name)s。") % {"name": panel.named or _("没有填写")}
        hint = _("请核对备案和签章报告。")
        yield CheckRow("agency:outside", "agency", "warning", text, decided_by="person", must=True, hint=hint)
        return
    if engaged.filing is None and third_party(engaged.application.round).filing_required.value is True:
        text = _("“%(name)s”签约时没有备案。") % {"name": engaged.agency.name}
        yield CheckRow("agency:filing", "agency", "error", text, number="G-FILE")
    if not panel.reports:
        yield CheckRow("agency:report", "agency", "error", _("机构还没有签发评价报告。"), number="G-SIGNED")
    if panel.revising:
        yield CheckRow("agency:revising", "agency", "error", _("机构正在修改评价报告。"), number="G-SIGNED")
    for number, one in enumerate(panel.later, start=1):
        text = _("签约以后另有利害关系：%(what)s") % {"what": one.detail}
        yield CheckRow(f"agency:relation-{number}", "agency", "warning", text, decided_by="person", must=True)
