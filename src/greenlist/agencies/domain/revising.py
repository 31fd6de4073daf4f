"""The verbs of revisions: a signed report opened for changes with a reason, or given up."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement, Revision
from greenlist.agencies.queries.report_content import report_content
from greenlist.agencies.queries.reports import open_revision_of, signed_report
from greenlist.agencies.rules.reports import WORKERS, reports
from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.queries.locking import locked_row
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

LONGEST = 1000  # characters of a reason
AGENCYS = ("plan", "team", "documents", "visits", "chapters")  # parts of a report that the agency alone writes


@transaction.atomic
def open_revision(*, engagement: Engagement, reason: str, by: Hat) -> Revision:
    """Open a signed report for changes; until a new version is signed the application cannot be handed in.

    Raises NotAllowed: not the head of the engaged agency, nothing signed, handed in; Refused: no reason, open already.
    """
    held = _held(engagement)
    require(reports.may(by, "revise", held))
    text = reason.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("请写明为什么修改报告；原因会印在新的一版里。"), "reason")
    if len(text) > LONGEST:
        raise Refused(_("最多 %(most)d 字，请缩短。") % {"most": LONGEST}, "reason")
    if open_revision_of(held) is not None:
        raise Refused(_("报告已经在修改中。"))
    made = Revision.objects.create(engagement=held, reason=text, by=by.person, at=clock.now())
    _tell(held, "revision_opened", text)
    record("agency_report.revision_opened", held, by=by.actor, after={"revision": made.pk}, reason=text)
    return made


@transaction.atomic
def drop_revision(*, revision: Revision, by: Hat) -> Revision:
    """Give a revision up; the signed version stands.

    Raises NotAllowed; Refused: it is over, or the agency's own words already differ from the signed version.
    """
    held = _held(revision.engagement)
    require(reports.may(by, "revise", held))
    row = open_revision_of(held)
    if row is None or row.pk != revision.pk:
        raise Refused(_("这次修改已经结束。"))
    signed = signed_report(held)
    if signed is not None and _own_words(report_content(held)) != _own_words(signed.content):
        raise Refused(_("核查值、记录或章节已经改过，与签章的报告不同；请改回去，或复核后签发新的一版。"))
    row.dropped_at = clock.now()
    row.save(update_fields=["dropped_at"])
    _tell(held, "revision_dropped", row.reason)
    record("agency_report.revision_dropped", held, by=by.actor, before={"revision": row.pk, "reason": row.reason})
    return row


def _own_words(content: dict[str, Any]) -> dict[str, Any]:
    stated = [one for one in content["statements"] if one["witness"] == VERIFIED]
    return {name: content[name] for name in AGENCYS} | {"statements": stated}


def _held(engagement: Engagement) -> Engagement:
    application = locked_row(engagement.application_id)  # first, as every transition does
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("agency", "filing__jurisdiction")
    held = rows.get(pk=engagement.pk)
    held.application = application
    return held


def _tell(held: Engagement, code: str, reason: str) -> None:
    unit, url = held.application.unit, f"/agency/engagements/{held.pk}/report/"
    people = people_of(held.agency, WORKERS) + people_of(unit, roles.APPLICANT)
    params: dict[str, object] = {"agency": held.agency.name, "unit": unit.name, "reason": reason}
    notify(people=people, code=code, params=params, url=url)
