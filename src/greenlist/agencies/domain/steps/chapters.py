"""The texts of the report (报告编写) and the draft as a whole."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.domain.telling import tell_agency
from greenlist.agencies.law import policy_of
from greenlist.agencies.models import Engagement, ReportChapter
from greenlist.agencies.queries.chapters import characters
from greenlist.agencies.rules.work import REVIEWERS
from greenlist.applications.models import Passage
from greenlist.documents.report.agency import ChapterSpec, chapters_for
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import hold, take_step


@transaction.atomic
def write_chapter(*, engagement: Engagement, key: str, text: str, by: Hat, version: int | None = None) -> ReportChapter:
    """Write one text of the report. `version`: that of the text the writer saw, 0 where there was none.

    Raises Refused: no such chapter, too long, or somebody wrote it meanwhile; NotAllowed.
    """
    held = hold(engagement, "write", by)
    spec = _spec(held, key)
    plain = text.strip().replace("\r\n", "\n")
    if spec.most is not None and characters(plain) > spec.most:
        raise Refused(
            _("最多 %(most)d 字，现在 %(count)d 字，请删减。") % {"most": spec.most, "count": characters(plain)}, "text"
        )
    row = ReportChapter.objects.select_for_update().filter(engagement=held, key=key).first()
    if version is not None and version != (row.version if row else 0):
        raise Refused(_("您写的时候别人也改了这一章；请对照下面的新文字，合并后再保存。"), "text")
    return _write(held, row or ReportChapter(engagement=held, key=key, version=0), plain, by)


def _spec(held: Engagement, key: str) -> ChapterSpec:
    specs = chapters_for(held.application.kind, policy_of(held.application.round))
    found = next((one for one in specs if one.key == key), None)
    if found is None:
        raise Refused(_("报告模板里没有这一章，请从目录中选择。"))
    return found


def _write(held: Engagement, row: ReportChapter, text: str, by: Hat) -> ReportChapter:
    before = row.text
    if row.pk and before == text:
        return row
    row.text, row.version, row.by, row.at = text, row.version + 1, by.person, clock.now()
    row.save()
    told = {"chapter": row.key, "version": row.version, "characters": characters(text)}
    record("evaluation.chapter_written", held, by=by.actor, before={"text": before}, after=told | {"text": text})
    return row


@transaction.atomic
def confirm_draft(*, engagement: Engagement, by: Hat, version: int | None = None) -> Passage:
    """The draft is complete (site_evaluated to report_drafted); those who review are told.

    Raises TransitionRefused: chapters, values or nonconformities are open (`objections`); NotAllowed.
    """
    held = hold(engagement, "write", by)
    passage = take_step(held, "report", "report_drafted", by, version)
    tell_agency(
        agency=held.agency, code="draft_to_review", group=REVIEWERS,
        params={"unit": held.application.unit.name, "by": by.person.name},
        url=f"/agency/engagements/{held.pk}/review/",
    )  # fmt: skip
    return passage
