"""What the ministry's list means for the applications: one act, once; the ledger, the steps, the messages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused, transition
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.notices.queries.results import LISTED, NOTICED, SENT, digest_of, open_sections, reading_of
from greenlist.notices.rules.results import results
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify_office
from greenlist.parties.models import Jurisdiction

from .results import hold
from .results_ledger import enter_fallback, enter_list

Stage, State = ResultImport.Stage, ResultImport.State
TO_NOTICE, TO_LISTED, TO_NOT_LISTED, TO_REJECTED = "T19", "T20", "T21", "B08"


class ResultChanged(Refused):
    """The lines or the applications are not those of the preview any more. Nothing was applied."""

    def __init__(self) -> None:
        super().__init__(_("预览之后有改动，还没有办理任何一份。请再看一遍后入册。"))


@dataclass(frozen=True, slots=True)
class Applied:
    """How many applications came to which state."""

    moved: Counter[str]


@transaction.atomic
def apply_result(*, result: ResultImport, digest: str, by: Hat) -> Applied | None:
    """Take the steps that the preview showed, enter the list into the ledger, tell units and cities.

    None where it was applied before: a second time nothing happens.

    Raises:
        ResultChanged: not what the preview showed (`digest`).
        Refused: a kind or an application is open, a reason is missing, the ledger or a step refuses.
    """
    held = hold(result)
    if held.state == State.APPLIED:
        return None
    require(results.may(by, "apply", held))
    _check(held, digest)
    Jurisdiction.objects.select_for_update().get(pk=held.place_id)
    touched = held.lines.filter(application__isnull=False).order_by("application_id")
    held_rows = Application.objects.select_for_update(of=("self",)).filter(result_lines__in=touched).order_by("pk")
    rows = {one.pk: one for one in held_rows.select_related("round__law", "unit", "city", "agency")}
    held.green_list = enter_list(held, by)
    lines = list(touched)
    for line in lines:
        line.moved = _step(held, line, rows[line.application_id or 0], by)
    ResultLine.objects.bulk_update(lines, ["moved"], batch_size=500)
    enter_fallback(held, by)
    held.state, held.applied_by, held.applied_at = State.APPLIED, by.person, clock.now()
    held.save(update_fields=["state", "applied_by", "applied_at", "green_list"])
    moved = Counter(line.moved for line in lines if line.moved)
    _tell_cities(held, lines, rows)
    record("result.applied", held, by=by.actor, after={"document": held.document_no, "moved": dict(moved)})
    return Applied(moved)


def _check(held: ResultImport, digest: str) -> None:
    if open_sections(reading_of(held), held.kinds):
        raise Refused(_("请先给名单的每一部分选定类型。"))
    open_lines = held.lines.filter(listed=None).count()
    if open_lines:
        raise Refused(_("还有 %(count)d 份申报要人工认定是否在名单上。") % {"count": open_lines})
    if held.stage == Stage.FINAL:
        bare = held.lines.filter(application__isnull=False, listed=False, reason="").count()
        if bare:
            raise Refused(_("还有 %(count)d 份未列入的申报没有写理由。") % {"count": bare})
    if digest_of(held) != digest:
        raise ResultChanged


def _step(held: ResultImport, line: ResultLine, application: Application, by: Hat) -> str:
    """Take the step of one application; gives the state it came to, '' where it stays. Raises Refused."""
    try:
        return _taken(held, line, application, by)
    except TransitionRefused as refused:
        told = {"unit": application.unit.name, "reason": str(refused)}
        raise Refused(_("%(unit)s：%(reason)s 还没有办理任何一份。") % told) from None


def _taken(held: ResultImport, line: ResultLine, application: Application, by: Hat) -> str:
    if held.stage == Stage.NOTICE:
        if not line.listed or application.state != SENT:
            return ""
        reason = _("列入工业和信息化部公示名单（%(no)s）。") % {"no": held.document_no}
        return _go(application, TO_NOTICE, reason, by)
    if line.listed:
        return _listed(held, application, by)
    if application.state == SENT:
        return _go(application, TO_NOT_LISTED, told_reason(line), by)
    return _go(application, TO_REJECTED, told_reason(line), by) if application.state == NOTICED else ""


def _listed(held: ResultImport, application: Application, by: Hat) -> str:
    if application.state == SENT:  # the table leads there by way of the ministry's notice
        note = _("补记：部公示名单没有在本系统登记，按公布名单（%(no)s）补记这一步。") % {"no": held.document_no}
        _go(application, TO_NOTICE, note, by, tell=False)
    if application.state != NOTICED:
        return ""
    return _go(application, TO_LISTED, _("文号：%(no)s。") % {"no": held.document_no}, by)


def _go(application: Application, way: str, reason: str, by: Hat, *, tell: bool = True) -> str:
    return transition(application=application, way=way, by=by, reason=reason, tell=tell).to_state


def told_reason(line: ResultLine) -> str:
    """Why a unit is not listed and what that brings, as it is told."""
    if line.effect != ResultLine.Effect.PROVINCE_LIST:
        return line.reason
    return line.reason + _("按本轮政策的规定，转为省级绿色制造单位，以省厅公布为准。")


def _tell_cities(held: ResultImport, lines: list[ResultLine], rows: dict[int, Application]) -> None:
    """One message for each city about all of its units."""
    cities: dict[int, tuple[Jurisdiction, Counter[str]]] = {}
    for line in lines:
        if line.moved:
            city = rows[line.application_id or 0].city
            cities.setdefault(city.pk, (city, Counter()))[1][line.moved] += 1
    for city, moved in cities.values():
        on = moved[LISTED] + moved[NOTICED]
        params: dict[str, object] = {
            "round": held.round.title, "document": held.document_no, "stage": held.stage, "place": city.name,
            "listed": on, "others": moved.total() - on,
        }  # fmt: skip
        notify_office(city=city, code="result_applied", params=params, url="/applications/")
