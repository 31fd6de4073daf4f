"""A notice drafted: which units, for how long, counted how, in which words. Nothing is shown to anybody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.documents.letters.recommending import number_fault
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.notices.law import departures
from greenlist.notices.models import Notice, NoticedUnit
from greenlist.notices.queries.candidates import candidates
from greenlist.notices.rules.notices import notices
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

from .holding import hold_notice

LONGEST = 90  # days


@dataclass(frozen=True, slots=True)
class Terms:
    """What the office decides about a notice. `days_reason` where the policy writes no such days, or other ones."""

    title: str
    days: int
    day_kind: str
    first_day_counts: bool
    anonymous: str
    text: str
    contact: str
    document_no: str = ""
    days_reason: str = ""


@transaction.atomic
def draft_notice(
    *, round: Round, applications: Sequence[Application], terms: Terms, by: Hat,  # noqa: A002 - the domain's word
) -> Notice:  # fmt: skip
    """Draft a notice of a round of one's own province. Raises Refused: see `_check`, `_fill`."""
    require(notices.may_draft(by))
    if by.jurisdiction is None or province_of(round.jurisdiction) != by.jurisdiction:
        raise Refused(_("这不是本省开展的轮次。"))
    _check(round, terms)
    now = clock.now()
    notice = Notice.objects.create(
        round=round, place=by.jurisdiction, created_by=by.person, created_at=now, prepared_by=by.person,
        **_fields(terms),
    )  # fmt: skip
    _fill(notice, applications)
    record("notice.drafted", notice, by=by.actor, after=_told(notice, applications), reason=notice.days_reason)
    return notice


@transaction.atomic
def redraft(*, notice: Notice, applications: Sequence[Application], terms: Terms, by: Hat) -> Notice:
    """Change a draft. Whoever does has prepared it, and does not post it. Raises Refused."""
    held = hold_notice(notice)
    require(notices.may(by, "edit", held))
    _check(held.round, terms)
    for name, value in _fields(terms).items():
        setattr(held, name, value)
    held.prepared_by = by.person
    held.save()
    held.units.all().delete()
    _fill(held, applications)
    record("notice.redrafted", held, by=by.actor, after=_told(held, applications), reason=held.days_reason)
    return held


@transaction.atomic
def drop_notice(*, notice: Notice, reason: str, by: Hat) -> Notice:
    """Give a draft up. Its units may stand in another. Raises Refused: no reason."""
    held = hold_notice(notice)
    require(notices.may(by, "drop", held))
    if not reason.strip():
        raise Refused(_("请写明为什么撤销。"), "reason")
    held.state = Notice.State.DROPPED
    held.save(update_fields=["state"])
    record("notice.dropped", held, by=by.actor, before={"state": "draft"}, reason=reason.strip())
    return held


def _check(round_: Round, terms: Terms) -> None:
    if not terms.title.strip():
        raise Refused(_("请填写标题。"), "title")
    if not 1 <= terms.days <= LONGEST:
        raise Refused(_("公示天数应为 1 到 %(most)d 天。") % {"most": LONGEST}, "days")
    if terms.document_no and (fault := number_fault(terms.document_no)) is not None:
        raise Refused(render(fault), "document_no")
    if not filled(terms.contact):
        raise Refused(_("请填写受理异议的部门、地址、电话或邮箱；不要写个人姓名和手机号。"), "contact")
    own = departures(
        round_, days=terms.days, day_kind=terms.day_kind, first_day_counts=terms.first_day_counts,
        anonymous=terms.anonymous,
    )  # fmt: skip
    if own and not terms.days_reason.strip():
        raise Refused(_("政策没有这样规定，请写明依据，如厅内规定或者以往做法。"), "days_reason")


def _fields(terms: Terms) -> dict[str, Any]:
    return {
        "title": lines(terms.title), "document_no": terms.document_no, "days": terms.days, "day_kind": terms.day_kind,
        "first_day_counts": terms.first_day_counts, "anonymous": terms.anonymous, "text": lines(terms.text),
        "contact": filled(terms.contact), "days_reason": terms.days_reason.strip(),
    }  # fmt: skip


def lines(text: str) -> str:
    """A text without blank lines and blanks at the ends of lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def filled(contact: str) -> str:
    """The ways to reach the office that were filled in: a label with nothing behind it is left out."""
    return "\n".join(line for line in lines(contact).splitlines() if not line.endswith(("：", ":")))


def _fill(notice: Notice, applications: Sequence[Application]) -> None:
    """The units in the order of the list. Raises Refused: none, or one that cannot be noticed now."""
    wanted = {one.pk for one in applications}
    rows = [one for one in candidates(notice.round, notice.place, but=notice) if one.pk in wanted]
    if not rows:
        raise Refused(_("请至少选择一家单位。"), "applications")
    if len(rows) < len(wanted):
        raise Refused(
            _("所选单位中有 %(count)d 家已不在“省级评审完成”，或已在另一份公示里；请刷新后重新选择。")
            % {"count": len(wanted) - len(rows)},
            "applications",
        )
    NoticedUnit.objects.bulk_create(numbered(notice, rows))


def numbered(notice: Notice, rows: Sequence[Application]) -> list[NoticedUnit]:
    """The applications as lines, numbered within their kind; name and place as they are now."""
    counted: dict[str, int] = {}
    lines = []
    for one in rows:
        counted[one.kind] = counted.get(one.kind, 0) + 1
        lines.append(NoticedUnit(
            notice=notice, application=one, position=counted[one.kind], name=one.unit.name, place_name=one.city.name,
        ))  # fmt: skip
    return lines


def _told(notice: Notice, applications: Sequence[Application]) -> dict[str, object]:
    """A draft for the journal."""
    return {
        "title": notice.title, "document_no": notice.document_no, "days": notice.days, "day_kind": notice.day_kind,
        "first_day_counts": notice.first_day_counts, "anonymous": notice.anonymous,
        "applications": sorted(one.pk for one in applications),
    }  # fmt: skip
