"""The verbs of list files: take one in, read it, withdraw it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.screening.importing import Imported, Refusal, Unreadable, import_list
from greenlist.screenings.files import Kept, folder_of, keep_upload, parquet_of, upload_of
from greenlist.screenings.locks import alone
from greenlist.screenings.models import ListFile
from greenlist.screenings.queries import in_use
from greenlist.screenings.sources import sources_of

log = logging.getLogger(__name__)
READ, RESCREEN = "screenings.read_list", "screenings.rescreen"  # jobs of `tasks.py`
UNREAD = (ListFile.State.WAITING, ListFile.State.READING, ListFile.State.FAILED)
_NAME_CHARS = 200


@dataclass(frozen=True, slots=True)
class Nil:
    """The word that a source has published that there is nobody on its list this time, and where that stands."""

    where: str


@transaction.atomic
def take_list(
    *, authority: Jurisdiction, source: str, path: Path, name: str, as_of: date | None, by: Hat | None,
    nil: Nil | None = None,
) -> ListFile:  # fmt: skip
    """Keep a list file and queue its reading. The same bytes of the same source and day are one file.

    One that failed is read once more, and one without rows that is now said to be `nil`. `by` None: the command line.
    Raises Refused: no such source, empty, too large,
    or drawn on a day to come.
    """
    _check(authority, source, as_of, nil)
    kept = keep_upload(authority, path)
    row, made = _row(authority, source, as_of, kept, name, by)
    said = nil is not None and not row.nil and not row.rows
    if not (made or said or row.state == ListFile.State.FAILED):
        return row
    row.state, row.trouble = ListFile.State.WAITING, ""
    if nil is not None:
        row.nil, row.nil_where = True, nil.where.strip()
    row.save(update_fields=["state", "trouble", "nil", "nil_where"])
    app.configure_task(READ).defer(list_file=row.pk)
    record("list_file.taken", row, by=by.actor if by else PROGRAM, after=_told(row))
    return row


def _check(authority: Jurisdiction, source: str, as_of: date | None, nil: Nil | None) -> None:
    if source not in sources_of(authority):
        raise Refused(_("没有“%(source)s”这个来源，请从列表中选择。") % {"source": source}, "source")
    if as_of is not None and as_of > clock.today():
        raise Refused(_("名单截止日期 %(on)s 还没有到，请核对。") % {"on": as_of.isoformat()}, "as_of")
    if nil is not None and as_of is None:
        raise Refused(_("请填名单截止日期：本期无名单是哪一天公布的。"), "as_of")
    if nil is not None and not nil.where.strip():
        raise Refused(_("请写明哪里公布了本期无名单。"), "nil_where")


def _row(
    authority: Jurisdiction, source: str, as_of: date | None, kept: Kept, name: str, by: Hat | None
) -> tuple[ListFile, bool]:
    return ListFile.objects.select_for_update().get_or_create(
        authority=authority, source=source, sha256=kept.sha256, as_of=as_of, withdrawn_at=None,
        defaults={"name": name[:_NAME_CHARS], "size": kept.size, "by": by.person if by else None, "at": clock.now()},
    )  # fmt: skip


def read_list(*, list_file: ListFile, progress: Callable[[int, int], None] | None = None) -> ListFile:
    """Read a list file that waits, and queue the screening of whom it may concern. One of a source at a time.

    Whatever goes wrong is written down with it; a reading that was cut off begins anew. One that was read already,
    or was withdrawn, is left alone.
    """
    with alone(READ, str(list_file.authority_id), list_file.source):
        row = _begin(list_file)
        if row is None:
            return _fresh(list_file)
        try:
            imported = _imported(row, progress)
        except Unreadable as fault:
            return _failed(row, render(fault.message, "zh"))
        except Exception:
            _failed(row, _("读入时出错，没有用上这份名单；请再上传一次，仍不行时请运维人员查看日志。"))
            raise
        return _ready(row, imported)


@transaction.atomic
def _begin(list_file: ListFile) -> ListFile | None:
    row = ListFile.objects.select_for_update(of=("self",)).select_related("authority").get(pk=list_file.pk)
    if row.state not in UNREAD or row.withdrawn_at is not None:
        return None
    row.state = ListFile.State.READING
    row.save(update_fields=["state"])
    return row


def _fresh(list_file: ListFile) -> ListFile:
    return ListFile.objects.select_related("authority").get(pk=list_file.pk)


def _imported(row: ListFile, progress: Callable[[int, int], None] | None) -> Imported:
    source = sources_of(row.authority)[row.source]
    return import_list(
        upload_of(row), source, folder_of(row.authority), name=row.name, as_of=row.as_of, earlier=_earlier(row),
        progress=progress, nil=row.nil,
    )  # fmt: skip


def _earlier(row: ListFile) -> Sequence[Path]:
    """What was read of the source before, in the order of its days."""
    rows = in_use(row.authority).filter(source=row.source).select_related("authority").exclude(pk=row.pk)
    return [path for one in rows if (path := parquet_of(one)).is_file()]


@transaction.atomic
def _failed(row: ListFile, trouble: str) -> ListFile:
    row.state, row.trouble = ListFile.State.FAILED, trouble
    row.save(update_fields=["state", "trouble"])
    record("list_file.failed", row, by=PROGRAM, after=_told(row), reason=trouble)
    return row


_COUNTS = ("rows", "added", "changed", "refused", "passed_over", "noted", "complete")
_READ_FIELDS = (*_COUNTS, "state", "ready_at", "trouble", "refusals", "notes")


@transaction.atomic
def _ready(row: ListFile, imported: Imported) -> ListFile:
    snapshot = imported.snapshot
    row.state, row.ready_at = ListFile.State.READY, clock.now()
    row.rows, row.complete, row.trouble = snapshot.rows, snapshot.complete, snapshot.trouble
    row.added, row.changed = imported.added, imported.changed
    row.refused, row.passed_over, row.noted = imported.refused, imported.passed_over, imported.noted
    row.refusals, row.notes = _lines(imported.refusals), _lines(imported.notes)
    row.save(update_fields=_READ_FIELDS)  # it may have been withdrawn meanwhile
    app.configure_task(RESCREEN).defer(list_file=row.pk)
    counts = {name: getattr(row, name) for name in _COUNTS}
    record("list_file.read", row, by=PROGRAM, after=_told(row) | counts)
    return row


@transaction.atomic
def withdraw_list(*, list_file: ListFile, reason: str, by: Hat) -> ListFile:
    """Use a list file no more; who was screened against it is screened again. The file itself is kept.

    Raises Refused: no reason, or withdrawn already.
    """
    row = ListFile.objects.select_for_update(of=("self",)).select_related("authority").get(pk=list_file.pk)
    if not reason.strip():
        raise Refused(_("请写明撤回的理由。"), "reason")
    if row.withdrawn_at is not None:
        raise Refused(_("这份名单已经撤回。"))
    row.withdrawn_at, row.withdrawn_by = clock.now(), by.person
    row.withdrawn_reason = reason.strip()[:200]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if row.state == ListFile.State.READY:
        app.configure_task(RESCREEN).defer(list_file=row.pk)
    record("list_file.withdrawn", row, by=by.actor, before=_told(row), reason=row.withdrawn_reason)
    return row


def _lines(refusals: Sequence[Refusal]) -> list[dict[str, object]]:
    return [{"line": one.line, "reason": render(one.reason, "zh")} for one in refusals]


def _told(row: ListFile) -> dict[str, object]:
    day = row.as_of.isoformat() if row.as_of else None
    return {"source": row.source, "name": row.name, "sha256": row.sha256, "size": row.size, "as_of": day} | (
        {"nil": row.nil_where} if row.nil else {}
    )
