"""The verbs of batches: asked for by an office, made by the worker."""

from __future__ import annotations

import hashlib
import zipfile
from contextlib import closing

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.paperwork import made
from greenlist.paperwork.jobs import build_reports
from greenlist.paperwork.models import ReportRun
from greenlist.paperwork.queries.runs import handed_in, with_versions
from greenlist.paperwork.rules.runs import runs
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.rounds.models import Round

from .run_files import made_of

FORMS = {"pdf": ("pdf",), "docx": ("docx",), "both": ("pdf", "docx")}
EPOCH = (1980, 1, 1, 0, 0, 0)
S = ReportRun.State


@transaction.atomic
def ask_reports(*, round_: Round, form: str, by: Hat) -> ReportRun:
    """Have the worker make the reports of every unit that handed in, as one ZIP.

    Raises NotAllowed; Refused: nobody handed in, or a batch of the office is under way.
    """
    held = Round.objects.select_for_update().get(pk=round_.pk)
    require(runs.may_ask(by, held))
    if form not in FORMS:
        raise Refused(_("请选择文件格式。"), "form")
    if any(one.state in {S.WAITING, S.WORKING} for one in runs.visible(by).filter(round=held, ended_at=None)):
        raise Refused(_("正在生成或排队，请等这一批完成。"))
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    total = handed_in(held, by.jurisdiction).count()
    if not total:
        raise Refused(_("还没有单位提交，没有可以生成的报告。"))
    now = clock.now()
    run = ReportRun.objects.create(
        round=held, place=by.jurisdiction, form=form, total=total, by=by.person, at=now, heard_at=now
    )
    build_reports.defer(run=run.pk)
    record("batches.reports_asked", held, by=by.actor, after={"run": run.pk, "units": total, "form": form})
    return run


def keep_waiting(*, run: int) -> None:
    """A batch that is held is alive. No act of anybody."""
    ReportRun.objects.filter(pk=run).update(heard_at=clock.now())


def build(*, run: int) -> None:
    """The worker's part of `ask_reports`: unit by unit; one at fault does not stop the others."""
    row = ReportRun.objects.select_related("round", "place", "by").get(pk=run)
    ReportRun.objects.filter(pk=run).update(done=0, started_at=clock.now(), heard_at=clock.now())
    key = hashlib.sha256(f"report run {run}".encode()).hexdigest()
    failed: list[dict[str, str]] = []
    size = 0
    with override("zh-hans"), made.kept(key) as out:
        with closing(zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)) as archive:  # PDF and DOCX are packed already
            for number, one in enumerate(made_of(with_versions(handed_in(row.round, row.place)), FORMS[row.form]), 1):
                for name, content in one.files:
                    archive.writestr(zipfile.ZipInfo(f"{number:04d}-{name}", EPOCH), content)
                if one.reason:
                    failed.append({"unit": one.unit, "reason": one.reason})
                ReportRun.objects.filter(pk=run).update(done=F("done") + 1, heard_at=clock.now(), failed=failed)
            if failed:
                words = "\r\n".join(f"{one['unit']}：{one['reason']}" for one in failed)
                archive.writestr(zipfile.ZipInfo("没有生成的.txt", EPOCH), ("\ufeff" + words).encode())
        size = out.tell()
    _end(row, key, size, failed)


@transaction.atomic
def _end(row: ReportRun, key: str, size: int, failed: list[dict[str, str]]) -> None:
    ReportRun.objects.filter(pk=row.pk).update(ended_at=clock.now(), heard_at=clock.now(), key=key, size=size)
    params: dict[str, object] = {"round": row.round.title, "units": row.total, "failed": len(failed)}
    notify(people=[row.by], code="paperwork_reports_ready", params=params, url=f"/rounds/{row.round_id}/reports/")
