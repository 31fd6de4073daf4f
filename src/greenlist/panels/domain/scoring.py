"""The verbs of a score sheet: kept while the expert is at it, signed once, never changed after."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.panel.sheet import Line, kept
from greenlist.panels.models import Assignment, ItemScore, Panel, ScoreSheet
from greenlist.panels.queries.scoring import AROUND, office_of
from greenlist.panels.queries.sheets import Given, SheetPage, page_of
from greenlist.panels.rules.scoring import desk
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify

LONGEST = 2000  # characters of a reason, of the remark
MOST = Decimal(10_000)  # points of a figure without full marks
A = ScoreSheet.Advice


@transaction.atomic
def save_sheet(
    *, assignment: Assignment, submission: int, given: Mapping[str, Given], advice: str, remark: str, by: Hat
) -> ScoreSheet:
    """Keep the sheet as far as it is. `submission`: the version that was looked at; `given` by line of the sheet.

    Raises:
        NotAllowed: not this expert's, signed already, or the panel or the case is not under review.
        Refused: handed in anew since, points beyond the full marks, a text too long. `field` names the control:
            p-<line> for points, r-<line> for a reason, advice, remark.
    """
    held = held_assignment(assignment)
    require(desk.may(by, "write", held))
    page = _page(held, submission)
    _within(page, given)
    if advice and advice not in A.values:
        raise Refused(_("请选择评审意见。"), "advice")
    sheet = page.sheet or ScoreSheet(assignment=held, started_at=clock.now())
    sheet.submission, sheet.advice, sheet.remark = page.submission, advice, tidy(remark, "remark")
    sheet.save()
    _keep(sheet, page, given)
    record("score_sheet.saved", sheet, by=by.actor, after={"case": held.application_id, "lines": len(given)})
    return sheet


@transaction.atomic
def sign_sheet(*, assignment: Assignment, submission: int, by: Hat) -> ScoreSheet:
    """Sign what is kept: from now on it is frozen, over exactly this version.

    Raises:
        NotAllowed: as `save_sheet`.
        Refused: nothing kept, handed in anew since, a line without points or a departing one without its reason, no
            advice, or advice against without a remark. `field` as there.
    """
    held = held_assignment(assignment)
    require(desk.may(by, "write", held))
    page = _page(held, submission)
    if page.sheet is None or page.sheet.submission_id != page.submission.pk:
        raise Refused(_("请先保存评分表，再签字。"))
    total = _complete(page)
    sheet = page.sheet
    sheet.total, sheet.signed_at = total, clock.now()
    sheet.save(update_fields=["total", "signed_at"])
    _tell_when_done(held.panel)
    after = {
        "case": held.application_id,
        "version": page.submission.number,
        "total": str(total),
        "advice": sheet.advice,
    }
    record("score_sheet.signed", sheet, by=by.actor, after=after, reason=sheet.remark)
    return sheet


def held_assignment(assignment: Assignment) -> Assignment:
    """The assignment, locked until the transaction ends."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related(*AROUND)
    return rows.get(pk=assignment.pk)


def _page(held: Assignment, submission: int) -> SheetPage:
    page = page_of(held)
    if page is None or page.submission.pk != submission:
        raise Refused(_("申报单位在这期间提交了新的版本，请刷新后按新版本评分。"))
    return page


def _within(page: SheetPage, given: Mapping[str, Given]) -> None:
    known = {one.id: one for one in page.lines}
    for key, said in given.items():
        if key not in known:
            raise Refused(_("评分表里没有这一项，请刷新后再填。"))
        tidy(said.reason, f"r-{key}")
        if said.points is not None:
            _in_range(known[key], said.points)


def _in_range(line: Line, points: Decimal) -> None:
    most = MOST if line.max is None else line.max
    if not Decimal(0) <= points <= most:
        raise Refused(_("分数应在 0 到 %(most)s 之间。") % {"most": f"{most:f}"}, f"p-{line.id}")


def _keep(sheet: ScoreSheet, page: SheetPage, given: Mapping[str, Given]) -> None:
    verified = {one.id: one.verified for one in page.lines}
    rows = [
        ItemScore(sheet=sheet, item=key, points=kept(one.points, verified[key]), reason=tidy(one.reason, f"r-{key}"))
        for key, one in given.items()
        if one.points is not None
    ]
    ItemScore.objects.filter(sheet=sheet).delete()
    ItemScore.objects.bulk_create(rows)


def _complete(page: SheetPage) -> Decimal:
    """The total of a sheet that may be signed. Raises Refused."""
    given, sheet = page.given, page.sheet
    for line in page.lines:
        if line.id not in given:
            raise Refused(_("“%(item)s”还没有打分。") % {"item": line.name or _("总分")}, f"p-{line.id}")
    for line in page.departing(given):
        if not given[line.id].reason.strip():
            raise Refused(_("“%(item)s”与核查值不同，请写明理由。") % {"item": line.name or _("总分")}, f"r-{line.id}")
    if sheet is None or not sheet.advice:
        raise Refused(_("请选择评审意见。"), "advice")
    if sheet.advice != A.YES and not sheet.remark:
        raise Refused(_("不建议推荐或需要讨论的，请在总体评价里写明原因。"), "remark")
    total, why = page.total(given)
    if total is None:
        raise Refused(render(why) if why is not None else _("总分还算不出来。"))
    return total.quantize(Decimal("0.00000001"))


def tidy(text: str, field: str) -> str:
    """A text as it is kept. Raises Refused: too long."""
    plain = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(plain) > LONGEST:
        raise Refused(_("最多 %(most)d 字，请缩短。") % {"most": LONGEST}, field)
    return plain


def _tell_when_done(panel: Panel) -> None:
    """The province hears once that every sheet of a panel is signed."""
    waiting = panel.assignments.filter(ended_at=None).exclude(sheet__signed_at__isnull=False)
    if not waiting.exists():
        notify(people=office_of(panel), code="scoring_done", params={"panel": panel.name},
               url=f"/panels/{panel.pk}/results/")  # fmt: skip
