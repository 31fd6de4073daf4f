"""The ministry's list taken in: kept as read, matched to the applications of the round, dropped again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Kind
from greenlist.engine import clock
from greenlist.engine.facts import Fact
from greenlist.journal.domain import record
from greenlist.listings.models import Kind as ListedKind
from greenlist.listings.rows import Reading, as_data
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.notices.queries.results import (
    LISTED,
    SENT,
    WAITING,
    Numbered,
    candidates,
    open_sections,
    printed_lines,
    reading_of,
    rows_of,
)
from greenlist.notices.results_matching import Met, match
from greenlist.notices.rules.results import results
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

BATCH_SIZE = 1000
Stage, Effect = ResultImport.Stage, ResultLine.Effect


@dataclass(frozen=True, slots=True)
class Announced:
    """What the ministry's document says of itself. `label` and `batch` as the green lists call it."""

    document_no: str
    published_on: date
    label: str
    title: str = ""
    batch: int | None = None


@transaction.atomic
def keep_result(
    *, round: Round, stage: str, announced: Announced, reading: Reading, name: str, sha256: str, by: Hat  # noqa: A002
) -> ResultImport:  # fmt: skip
    """Keep a list as it was read and match it. No application moves.

    Raises Refused: no document number, a day to come, another list of this stage is being matched.
    """
    require(results.may_import(by, round))
    if not announced.document_no.strip():
        raise Refused(_("请写明文号。"), "document_no")
    if not announced.label.strip():
        raise Refused(_("请写明批次或年度。"), "label")
    if announced.published_on > clock.today():
        raise Refused(_("公布日期还没有到，请核对。"), "published_on")
    try:
        with transaction.atomic():
            made = _made(round, stage, announced, reading, name, sha256, by)
    except IntegrityError:
        raise Refused(_("这一阶段已有一份名单正在核对，请先入册或撤销它。")) from None
    count = _matched(made)
    after = {
        "stage": stage, "document": made.document_no, "file": name, "sha256": sha256, "rows": reading.rows,
        "matched": count,
    }  # fmt: skip
    record("result.kept", made, by=by.actor, after=after)
    return made


def _made(
    round_: Round, stage: str, announced: Announced, reading: Reading, name: str, sha256: str, by: Hat
) -> ResultImport:
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    sure = {str(place): one.kind for place, one in enumerate(reading.sections) if one.kind and not one.doubts}
    return ResultImport.objects.create(
        round=round_, place=by.jurisdiction, stage=stage, document_no=announced.document_no.strip(),
        document_title=announced.title.strip(), published_on=announced.published_on,
        label=announced.label.strip(), batch=announced.batch, name=name, sha256=sha256,
        content=as_data(reading), kinds={key: kind for key, kind in sure.items() if kind in ListedKind.values},
        by=by.person, at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def choose_kinds(*, result: ResultImport, kinds: Mapping[str, str], by: Hat) -> ResultImport:
    """Say what each section of the list holds. The list is matched anew; what people had settled is open again.

    Raises Refused: no such section or kind.
    """
    held = hold(result)
    require(results.may(by, "change", held))
    sections = {str(place) for place in range(len(reading_of(held).sections))}
    if not set(kinds) <= sections or not set(kinds.values()) <= set(ListedKind.values):
        raise Refused(_("请给每一部分选定类型。"))
    before, held.kinds = dict(held.kinds), dict(kinds)
    held.save(update_fields=["kinds"])
    held.lines.all().delete()
    _matched(held)
    record("result.kinds_chosen", held, by=by.actor, before=before, after=dict(kinds))
    return held


@transaction.atomic
def drop_result(*, result: ResultImport, reason: str, by: Hat) -> ResultImport:
    """Take a list back before it is applied; it stays to be read. Raises Refused: no reason."""
    held = hold(result)
    require(results.may(by, "drop", held))
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"), "reason")
    held.state, held.dropped_reason = ResultImport.State.DROPPED, reason.strip()
    held.save(update_fields=["state", "dropped_reason"])
    record("result.dropped", held, by=by.actor, reason=held.dropped_reason)
    return held


def hold(result: ResultImport) -> ResultImport:
    """The import, its row locked until the transaction ends."""
    rows = ResultImport.objects.select_for_update(of=("self",)).select_related("round__law", "place")
    return rows.get(pk=result.pk)


def fallback_of(round_: Round) -> Fact[bool]:
    """Whether units that are not on the list become provincial ones, as the policy says; null: it does not say."""
    return book_of(round_).policy(round_.policy_id).publicity.fallback_to_province_list


def default_reason(result: ResultImport, state: str) -> str:
    """The phrase for a unit on no line; '' where a person must find the words: its objection was upheld (B08)."""
    return _("未列入工业和信息化部公布的名单（%(no)s）。") % {"no": result.document_no} if state == SENT else ""


def _matched(result: ResultImport) -> int:
    """Make the lines of an import; none while the kind of a section is open. Gives how many applications met one."""
    reading = reading_of(result)
    if open_sections(reading, result.kinds):
        return 0
    rows = rows_of(reading, result.kinds)
    found = match(candidates(result.round, result.place), printed_lines(rows, result.place, book_of(result.round)))
    applications = {one.pk: one for one in Application.objects.filter(pk__in=[one.candidate for one in found])}
    lines = [_line(result, applications[one.candidate], one, rows) for one in found]
    taken = {one.row for one in found}
    home = {one.row for one in printed_lines(rows, result.place, book_of(result.round)) if one.home}
    lines += [_alone(result, one) for one in rows if one.number in home - taken and one.kind in Kind.values]
    ResultLine.objects.bulk_create(lines, batch_size=BATCH_SIZE)
    return sum(1 for one in found if one.row is not None)


def _line(result: ResultImport, application: Application, met: Met, rows: list[Numbered]) -> ResultLine:
    line = ResultLine(
        result=result, application=application, kind=application.kind, how=met.how, doubt=met.doubt, score=met.score
    )
    if met.row is not None:
        print_on(line, rows[met.row])
    line.listed = None if met.doubt else met.row is not None
    complete(line)
    return line


def _alone(result: ResultImport, one: Numbered) -> ResultLine:
    """A line of the province nobody here applied for."""
    line = ResultLine(result=result, kind=one.kind, listed=True)
    print_on(line, one)
    return line


def print_on(line: ResultLine, one: Numbered | None) -> None:
    """What the list prints of a line; None: nothing."""
    line.row = one.number if one else None
    line.seq = (one.row.seq or None) if one else None
    line.printed_name, line.region, line.uscc = (one.row.name, one.row.region, one.row.uscc) if one else ("", "", "")


def complete(line: ResultLine) -> None:
    """Reason and effect that follow from whether the application is on the list; a person may change them."""
    application, result = line.application, line.result
    line.reason, line.effect = "", ""
    if application is None:
        return
    if line.listed and application.state not in {*WAITING, LISTED}:
        line.effect = Effect.HELD
    if line.listed is False and result.stage == Stage.FINAL:
        line.reason = default_reason(result, application.state)
        if application.state == SENT and fallback_of(result.round).value:
            line.effect = Effect.PROVINCE_LIST
