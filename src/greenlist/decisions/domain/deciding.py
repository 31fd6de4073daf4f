"""Working on a list: lines decided, one or many at once; a line moved; a note beside it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.decisions.models import Batch, Line, LineNote, Stage
from greenlist.decisions.reasons import said
from greenlist.decisions.rules.batches import batches
from greenlist.engine import clock
from greenlist.engine.evaluate import Verdict
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused

from .holding import hold, save

Outcome = Line.Outcome
OUTCOMES = {
    Stage.SELECTION: {Outcome.OPEN, Outcome.YES, Outcome.NO},
    Stage.MEETING: {Outcome.OPEN, Outcome.YES, Outcome.NO, Outcome.BACK},
}
NEEDS_REASON = frozenset({Outcome.NO, Outcome.BACK})
LONGEST = 2000  # characters of a reason: the unit reads it in a notice


@transaction.atomic
def decide(*, batch: Batch, lines: Collection[int], outcome: str, reason: str, by: Hat, version: int | None) -> int:
    """Decide lines (by their numbers) alike: yes, no or back with a reason that the unit is told, '' leaves open.

    Nothing is told and nothing moves before the list is released. Returns how many lines were decided.

    Raises:
        Refused: no line, no such outcome, no reason where one is due, a unit that may not be chosen (and why).
        Changed: somebody worked on the list since `version`.
    """
    held = hold(batch, "edit", by, version)
    rows = list(held.lines.filter(pk__in=lines).select_related("application__unit").order_by("pk"))
    _check(held, rows, lines, outcome, reason.strip())
    now = clock.now() if outcome else None
    held.lines.filter(pk__in=[one.pk for one in rows]).update(
        outcome=outcome, reason=reason.strip() if outcome else "", decided_by=by.person if outcome else None,
        decided_at=now,
    )  # fmt: skip
    save(held, batch)
    names = [one.application.unit.name for one in rows]
    after = {"outcome": outcome, "units": names, "applications": [one.application_id for one in rows]}
    record("decision.decided", held, by=by.actor, after=after, reason=reason.strip())
    return len(rows)


def _check(held: Batch, rows: list[Line], asked: Collection[int], outcome: str, reason: str) -> None:
    if not asked:
        raise Refused(_("请先勾选要处理的单位。"), "lines")
    if len(rows) != len(set(asked)):
        raise Refused(_("有的单位已不在名单上，请刷新后再选。"), "lines")
    if outcome not in OUTCOMES[Stage(held.stage)]:
        raise Refused(_("请选择处理意见。"), "outcome")
    if outcome in NEEDS_REASON and not reason:
        raise Refused(_("请写明理由；发布时会告知申报单位。"), "reason")
    if len(reason) > LONGEST:
        raise Refused(_("理由太长，请不超过 %(most)d 字。") % {"most": LONGEST}, "reason")
    barred = [one for one in rows if outcome == Outcome.YES and one.verdict != Verdict.ELIGIBLE]
    if barred:
        raise Refused(_why_not(barred), "outcome")


def _why_not(barred: list[Line]) -> str:
    """The first few units that may not be chosen, each with the reason."""
    language = user_language()
    told = [f"{one.application.unit.name}（{said(one.place_reason, language)}）" for one in barred[:5]]
    words = _("有 %(count)d 家单位评价结果不是“符合”，不能列入：%(units)s")
    return words % {"count": len(barred), "units": "；".join(told)} + ("…" if len(barred) > len(told) else "")


@transaction.atomic
def move(*, line: Line, to: int, reason: str, by: Hat, version: int | None) -> Line:
    """Put a line at another position among those of its kind. The place that the policy's keys give stays visible.

    Raises Refused: no reason, no such position. Raises Changed.
    """
    batch = line.batch
    held = hold(batch, "edit", by, version)
    row = held.lines.select_related("application__unit").get(pk=line.pk)
    kind = held.lines.filter(kind=row.kind)
    if not 1 <= to <= kind.count():
        raise Refused(_("名次要在 1 到 %(most)d 之间。") % {"most": kind.count()}, "to")
    if not reason.strip():
        raise Refused(_("请写明调整次序的理由。"), "reason")
    old = row.position
    between = kind.filter(position__gte=min(old, to), position__lte=max(old, to))
    between.update(position=F("position") + (1 if to < old else -1))
    row.position, row.moved_reason, row.moved_by, row.moved_at = to, reason.strip(), by.person, clock.now()
    row.save(update_fields=["position", "moved_reason", "moved_by", "moved_at"])
    save(held, batch)
    after = {"unit": row.application.unit.name, "kind": row.kind, "position": to, "place": row.place}
    record("decision.moved", held, by=by.actor, before={"position": old}, after=after, reason=row.moved_reason)
    return row


@transaction.atomic
def note(*, line: Line, text: str, by: Hat) -> LineNote:
    """Write something beside a line for colleagues; no unit is ever told. Raises Refused: nothing written."""
    require(batches.may(by, "note", line.batch))
    if not text.strip():
        raise Refused(_("请写下备注。"), "text")
    made = LineNote.objects.create(line=line, text=text.strip(), by=by.person, at=clock.now())
    record("decision.noted", line.batch, by=by.actor, after={"application": line.application_id, "note": made.pk})
    return made
