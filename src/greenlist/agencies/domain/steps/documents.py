"""Document review (文件评审)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenlist.agencies.models import DocumentCheck, Engagement
from greenlist.applications.models import Evidence, Passage
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import hold, take_step


@dataclass(frozen=True, slots=True)
class Seen:
    """A document looked at. `evidence`: the file of the application that it is, None where it was seen on paper."""

    document: str
    finding: str
    note: str = ""
    evidence: Evidence | None = None


@transaction.atomic
def check_document(*, engagement: Engagement, seen: Seen, by: Hat, check: DocumentCheck | None = None) -> DocumentCheck:
    """Note one document and what was found; `check`: the row that is changed.

    Raises Refused: no document, no finding, an insufficient one without a word, a file of another application;
    NotAllowed.
    """
    held = hold(engagement, "documents", by)
    _look(held, seen)
    row = check or DocumentCheck(engagement=held, position=_next(held))
    before = _told(row) if check else None
    row.document = seen.document.strip() or (seen.evidence.name if seen.evidence else "")
    row.evidence, row.finding, row.note = seen.evidence, seen.finding, seen.note.strip()
    row.by, row.at = by.person, clock.now()
    row.save()
    record("evaluation.document_checked", held, by=by.actor, before=before, after=_told(row))
    return row


def _look(held: Engagement, seen: Seen) -> None:
    if not seen.document.strip() and seen.evidence is None:
        raise Refused(_("请选择申报材料，或写明看的是什么文件。"), "document")
    if seen.evidence is not None and seen.evidence.application_id != held.application_id:
        raise Refused(_("这份材料不是本申报的，请从列表中选择。"), "evidence")
    if seen.finding not in DocumentCheck.Finding.values:
        raise Refused(_("请选择评审结论。"), "finding")
    if seen.finding != DocumentCheck.Finding.SUFFICIENT and not seen.note.strip():
        raise Refused(_("结论不是“符合”时，请写明缺什么或到现场看什么。"), "note")


def _next(held: Engagement) -> int:
    last: int | None = held.document_checks.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _told(row: DocumentCheck) -> dict[str, Any]:
    return {"document": row.document, "evidence": row.evidence_id, "finding": row.finding, "note": row.note}


@transaction.atomic
def remove_check(*, check: DocumentCheck, by: Hat) -> None:
    """Take a row out of the document review; the journal keeps it. Raises NotAllowed."""
    held = hold(check.engagement, "documents", by)
    before = _told(check)
    check.delete()
    record("evaluation.check_removed", held, by=by.actor, before=before)


@transaction.atomic
def confirm_documents(*, engagement: Engagement, by: Hat, version: int | None = None) -> Passage:
    """The documents are reviewed (planned to documents_reviewed). Raises TransitionRefused, NotAllowed."""
    return take_step(hold(engagement, "documents", by), "documents", "documents_reviewed", by, version)
