"""A notice posted: everybody reads it from now on, and the applications in it stand under public notice (T17)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.applications.process import TransitionRefused, transition
from greenlist.documents.papers import Unprintable
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.notices.content import Content, day
from greenlist.notices.models import Notice, NoticedUnit, NoticeVersion
from greenlist.notices.paper import paper_of, printed
from greenlist.notices.queries.preview import preview
from greenlist.notices.rules.notices import notices
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify, notify_office
from greenlist.parties.queries import people_of

from .holding import hold_notice, keep_document

T17 = "T17"


class Changed(Refused):
    """What would be posted is not what was previewed."""


@transaction.atomic
def post_notice(*, notice: Notice, digest: str, by: Hat) -> NoticeVersion:
    """Post a draft today, as previewed. Every unit in it moves by T17 and is told; so is every city.

    Raises:
        Changed: the draft, or the day, is not what `digest` stands for.
        Refused: the last day cannot be computed, a unit cannot be noticed any more, a character cannot be printed.
    """
    held = hold_notice(notice)
    require(notices.may(by, "post", held))
    shown = preview(held)
    if shown.problem is not None:
        raise Refused(render(shown.problem))
    if shown.gone:
        raise Refused(_("有 %(count)d 家单位已不在“省级评审完成”，请从拟稿里去掉。") % {"count": len(shown.gone)})
    if shown.content is None or digest != shown.digest:
        raise Changed(_("拟稿或者日期在您查看之后有变化，没有发布；请核对下面的内容后再发布。"))
    now = clock.now()
    held.state, held.posted_by, held.posted_at = Notice.State.OPEN, by.person, now
    held.starts_on, held.ends_on = shown.starts_on, shown.ends_on
    held.save(update_fields=["state", "posted_by", "posted_at", "starts_on", "ends_on"])
    version = keep_version(held, shown.content, by=by)
    _move([one.line for one in shown.units], held, by)
    for city in shown.cities:
        notify_office(
            city=city.city, code="notice_posted_city", url=public_url(held),
            params={"title": plain(held.title), "count": city.count, **_days(shown.content)},
        )  # fmt: skip
    record("notice.posted", held, by=by.actor, after=told(version), reason=held.days_reason)
    return version


def _move(lines: list[NoticedUnit], notice: Notice, by: Hat) -> None:
    """Each by its own transition; what cannot move stops the whole, and says which."""
    stopped = []
    for one in lines:
        application = one.application
        try:
            transition(application=application, way=T17, by=by, reason=plain(notice.title), tell=False)
        except TransitionRefused as refused:
            stopped.append(f"{one.name}：{refused}{'；'.join(against.reason for against in refused.objections)}")
            continue
        notify(
            people=people_of(application.unit, roles.APPLICANT), code="notice_posted", url=public_url(notice),
            params={
                "unit": one.name, "kind": application.kind, "starts_on": _iso(notice.starts_on),
                "ends_on": _iso(notice.ends_on),
            },
        )  # fmt: skip
    if stopped:
        raise Refused(_("没有发布，下列单位现在不能公示：%(units)s") % {"units": "；".join(stopped)})


def keep_version(notice: Notice, content: Content, *, by: Hat, number: int = 1, reason: str = "") -> NoticeVersion:
    """The content and the document made from it, for good. Raises Refused: a character cannot be printed."""
    now = clock.now()
    try:
        document = printed(paper_of(content, number=number, reason=reason, on=now.date()), "pdf", notice.round)
    except Unprintable as missing:
        raise Refused(render(missing.message, user_language())) from missing
    return NoticeVersion.objects.create(
        notice=notice, number=number, content=content, pdf=keep_document(document), reason=reason, by=by.person, at=now
    )


def public_url(notice: Notice) -> str:
    """Where everybody reads it."""
    return f"/public-notices/{notice.pk}/"


def plain(title: str) -> str:
    """A title on one line."""
    return title.replace("\r", "").replace("\n", "")


def told(version: NoticeVersion) -> dict[str, object]:
    """A version for the journal."""
    content = version.content
    return {
        "version": version.number, "pdf": version.pdf_id, "title": plain(content["title"]),
        "starts_on": content["starts_on"], "ends_on": content["ends_on"], "units": len(content["units"]),
    }  # fmt: skip


def _days(content: Content) -> dict[str, object]:
    return {name: day(content, name).isoformat() for name in ("starts_on", "ends_on")}


def _iso(on: object) -> str:
    return str(on or "")
