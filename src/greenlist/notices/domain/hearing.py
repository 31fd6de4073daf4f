"""What the unit has to say to an objection."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload
from greenlist.applications.filechecks import FileRefused
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.notices.limits import ANSWER
from greenlist.notices.models import Objection
from greenlist.notices.rules.objections import objections
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused

from .holding import hold_objection, keep_file
from .telling import tell_province


@transaction.atomic
def answer_objection(*, objection: Objection, text: str, by: Hat, files: Sequence[Upload] = ()) -> Objection:
    """Answer, with files; until the day is past and nothing is proposed the unit may say more.

    Raises Refused: nothing said, the day is past. FileRefused: a file that is not taken, or too much.
    """
    held = hold_objection(objection)
    require(objections.may(by, "answer", held))
    if not text.strip():
        raise Refused(_("请写明单位的意见。"), "text")
    if held.hearing_until is not None and held.hearing_until < clock.today():
        raise Refused(_("答复期限 %(day)s 已过，请直接联系省厅。") % {"day": held.hearing_until.isoformat()})
    before = held.answer
    held.answer, held.answered_by, held.answered_at = text.strip(), by.person, clock.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    kept = [keep_file(held, one, ANSWER, of_unit=True) for one in files]
    _within(held)
    tell_province(
        province=held.notice.place, code="objection_answered", url=f"/objections/{held.pk}/",
        params={"unit": held.unit.name},
    )  # fmt: skip
    after = {"answer": held.answer, "files": [{"name": one.name, "sha256": one.blob_id} for one in kept]}
    record("objection.answered", held, by=by.actor, before={"answer": before}, after=after)
    return held


def _within(objection: Objection) -> None:
    rows = objection.files.filter(of_unit=True)
    if rows.count() > ANSWER.files:
        raise FileRefused(_("最多上传 %(most)d 个文件；请合并后再传。") % {"most": ANSWER.files})
    if (rows.aggregate(total=Sum("blob__size"))["total"] or 0) > ANSWER.total:
        raise FileRefused(_("全部文件合计超过 %(most)d MB 的上限；请压缩后再传。") % {"most": ANSWER.total_mb})
