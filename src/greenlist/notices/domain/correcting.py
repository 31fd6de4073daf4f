"""A posted notice corrected: prepared by one, posted by another as the next version. Earlier versions stay."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.documents.letters.recommending import number_fault
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.engine.workdays import UnknownYear
from greenlist.journal.domain import record
from greenlist.notices.content import Content, content_of
from greenlist.notices.law import last_day
from greenlist.notices.models import Notice, NoticedUnit, NoticeVersion
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused

from .drafting import LONGEST, filled, lines
from .holding import hold_notice
from .posting import keep_version, plain, told
from .telling import tell_province

SAID = ("title", "document_no", "text", "contact", "days")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be said instead. `days` may be more than before, never fewer. `names`: as registered today."""

    title: str
    document_no: str
    text: str
    contact: str
    days: int
    names: bool = False


@transaction.atomic
def draft_correction(*, notice: Notice, change: Correction, reason: str, by: Hat) -> Notice:
    """Prepare a correction; the posted version stands until another person posts this one.

    Raises Refused: no reason, nothing changed, fewer days, a last day that cannot be computed.
    """
    held = hold_notice(notice)
    require(notices.may(by, "correct", held))
    change = replace(change, title=lines(change.title), text=lines(change.text), contact=filled(change.contact))
    _check(held, change, reason)
    held.correction = asdict(change) | {
        "reason": reason.strip(), "by": by.person.pk, "name": by.person.name, "at": clock.now().isoformat(),
    }  # fmt: skip
    held.save(update_fields=["correction"])
    tell_province(
        province=held.place, code="notice_correction", url=f"/notices/{held.pk}/",
        params={"title": plain(held.title), "reason": reason.strip()},
    )  # fmt: skip
    record("notice.correction_drafted", held, by=by.actor, after=asdict(change), reason=reason.strip())
    return held


@transaction.atomic
def post_correction(*, notice: Notice, by: Hat) -> NoticeVersion:
    """Post the prepared correction as the next version. Raises Refused."""
    held = hold_notice(notice)
    require(notices.may(by, "post_correction", held))
    asked = held.correction or {}
    content, rows = corrected(held)
    last = held.versions.last()
    version = keep_version(held, content, by=by, number=(last.number if last else 0) + 1, reason=asked["reason"])
    held.title, held.document_no, held.text = content["title"], content["document_no"], content["text"]
    held.contact, held.days, held.correction = content["contact"], content["days"], None
    held.ends_on = _end(held, held.days)
    held.save(update_fields=["title", "document_no", "text", "contact", "days", "ends_on", "correction"])
    NoticedUnit.objects.bulk_update(rows, ["name", "place_name"])
    record("notice.corrected", held, by=by.actor, after=told(version), reason=version.reason)
    return version


@transaction.atomic
def drop_correction(*, notice: Notice, by: Hat) -> Notice:
    """Give a prepared correction up."""
    held = hold_notice(notice)
    require(notices.may(by, "drop_correction", held))
    reason = (held.correction or {}).get("reason", "")
    held.correction = None
    held.save(update_fields=["correction"])
    record("notice.correction_dropped", held, by=by.actor, before={"reason": reason})
    return held


def corrected(notice: Notice) -> tuple[Content, list[NoticedUnit]]:
    """What the prepared correction would post, and the lines with their names. Nothing is saved."""
    asked = notice.correction or {}
    rows = list(notice.units.select_related("application__unit", "application__city"))
    if asked.get("names"):
        for one in rows:
            one.name, one.place_name = one.application.unit.name, one.application.city.name
    shown = Notice(
        title=asked["title"], document_no=asked["document_no"], text=asked["text"], contact=asked["contact"],
        days=asked["days"], day_kind=notice.day_kind, first_day_counts=notice.first_day_counts,
        days_reason=notice.days_reason, anonymous=notice.anonymous, place=notice.place,
    )  # fmt: skip
    starts = notice.starts_on or clock.today()
    return content_of(shown, rows, starts_on=starts, ends_on=_end(notice, asked["days"])), rows


def _check(notice: Notice, change: Correction, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("请写明更正的原因；公开的版本会写出来。"), "reason")
    if not change.title:
        raise Refused(_("请填写标题。"), "title")
    if not change.contact:
        raise Refused(_("请填写受理异议的部门、地址、电话或邮箱；不要写个人姓名和手机号。"), "contact")
    if change.document_no and (fault := number_fault(change.document_no)) is not None:
        raise Refused(render(fault), "document_no")
    if not notice.days <= change.days <= LONGEST:
        raise Refused(_("公示天数只能延长，不能少于已公布的 %(days)d 天。") % {"days": notice.days}, "days")
    _end(notice, change.days)
    same = all(getattr(notice, name) == getattr(change, name) for name in SAID)
    if same and not (change.names and _renamed(notice)):
        raise Refused(_("与已公布的内容相同，没有要更正的。"))


def _renamed(notice: Notice) -> bool:
    rows = notice.units.select_related("application__unit", "application__city")
    return any((one.name, one.place_name) != (one.application.unit.name, one.application.city.name) for one in rows)


def _end(notice: Notice, days: int) -> date:
    starts = notice.starts_on or clock.today()
    try:
        return last_day(starts, days, notice.day_kind, first_day_counts=notice.first_day_counts)
    except UnknownYear as unknown:
        raise Refused(render(unknown.message), "days") from unknown
