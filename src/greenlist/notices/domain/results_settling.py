"""A person says which line an application is, or that it is on none; why it is not listed, and what that brings."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.models import ResultLine
from greenlist.notices.queries.results import SENT, Numbered, printed_lines, reading_of, rows_of
from greenlist.notices.rules.results import result_lines
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.rounds.law import book_of

from .results import complete, fallback_of, hold, print_on

How, Effect = ResultLine.How, ResultLine.Effect


@transaction.atomic
def settle_line(*, line: ResultLine, row: int | None, note: str, by: Hat) -> ResultLine:
    """Say which row of the list an application is; None: it is on none of them. `note`: on what grounds.

    A row that was suggested and is not it becomes a line of no application; one that was such a line is it now.

    Raises Refused: no grounds, a line without application, a row of another kind or another application's.
    """
    held = _held(line, by)
    if held.application is None:
        raise Refused(_("这一行没有对应的申报，请从申报那一行去认定。"))
    if not note.strip():
        raise Refused(_("请写明认定的依据。"), "note")
    rows = rows_of(reading_of(held.result), held.result.kinds)
    before = {"row": held.row, "name": held.printed_name, "listed": held.listed}
    chosen = _chosen(held, row, rows)
    if row is None or row != held.row or held.how == How.NEAR:
        _let_go(held, row, rows)
        held.how = How.CHOSEN if chosen is not None else ""
    print_on(held, chosen)
    held.listed, held.doubt = chosen is not None, ""
    held.note, held.settled_by, held.settled_at = note.strip(), by.person, clock.now()
    complete(held)
    held.save()
    after = {"row": held.row, "name": held.printed_name, "listed": held.listed}
    record("result.line_settled", held.result, by=by.actor, before=before, after=after, reason=held.note)
    return held


def _chosen(line: ResultLine, row: int | None, rows: list[Numbered]) -> Numbered | None:
    if row is None:
        return None
    if not 0 <= row < len(rows) or rows[row].kind != line.kind:
        raise Refused(_("名单上没有这一行，或类型不同。"), "row")
    if line.result.lines.filter(row=row, application__isnull=False).exclude(pk=line.pk).exists():
        raise Refused(_("这一行已经对应另一份申报，请先改那一份。"), "row")
    return rows[row]


def _let_go(line: ResultLine, row: int | None, rows: list[Numbered]) -> None:
    """The row that was suggested stands on its own again, the chosen one no more."""
    result, left = line.result, line.row
    result.lines.filter(application=None, row=row).delete()
    if left is None or left == row:
        return
    result.lines.filter(pk=line.pk).update(row=None)  # each row once, also on the way
    if printed_lines([rows[left]], result.place, book_of(result.round))[0].home:
        alone = ResultLine(result=result, kind=rows[left].kind, listed=True)
        print_on(alone, rows[left])
        alone.save()


@transaction.atomic
def explain_line(*, line: ResultLine, reason: str, province_list: bool, by: Hat) -> ResultLine:
    """Why a unit is not listed, told to it; whether it becomes a provincial one where the policy says so.

    Raises Refused: listed, no reason, no such rule in the policy, or the application did not end at the ministry's
    review (an upheld objection brings no provincial list).
    """
    held = _held(line, by)
    if held.application is None or held.listed is not False:
        raise Refused(_("只有未列入名单的申报要写理由。"))
    if not reason.strip():
        raise Refused(_("请写明未列入的理由，单位会看到。"), "reason")
    if province_list and not (fallback_of(held.result.round).value and held.application.state == SENT):
        raise Refused(_("本轮政策没有规定转为省级单位，或这份申报不适用。"), "province_list")
    before = {"reason": held.reason, "effect": held.effect}
    held.reason, held.effect = reason.strip(), Effect.PROVINCE_LIST if province_list else ""
    held.save(update_fields=["reason", "effect"])
    after = {"reason": held.reason, "effect": held.effect, "unit": held.application.unit.name}
    record("result.line_explained", held.result, by=by.actor, before=before, after=after)
    return held


def _held(line: ResultLine, by: Hat) -> ResultLine:
    """The line, its import locked until the transaction ends."""
    result = hold(line.result)
    held = ResultLine.objects.select_related("application__unit").get(pk=line.pk, result=result)
    held.result = result
    require(result_lines.may(by, "settle", held))
    return held
