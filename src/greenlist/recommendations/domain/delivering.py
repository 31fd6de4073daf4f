"""The verbs around what is sent: stamped scans, paper that was posted, what was uploaded to the platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload as File
from greenlist.applications.domain.keeping import keep_blob, received
from greenlist.applications.limits import MB, Limits
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import Posting, Recommendation, RecommendedUnit, Scan, Upload

from .casework import hold

SCANS = Limits(50 * MB, 500 * MB, 100, frozenset({"pdf", "png", "jpg"}))
OF_ALL = frozenset({Scan.Part.LETTER, Scan.Part.TABLE})


@dataclass(frozen=True, slots=True)
class Posted:
    """Paper that was posted."""

    what: str
    copies: int
    recipient: str
    posted_on: date
    how: str
    tracking_no: str = ""


@transaction.atomic
def keep_scan(
    *, recommendation: Recommendation, part: str, upload: File, by: Hat, unit: RecommendedUnit | None = None
) -> Scan:
    """Keep a stamped scan; it takes the place of an earlier one, which is kept.

    Raises:
        Refused: no such part, or a part that is each unit's own without its unit.
        FileRefused: no PDF or picture.
    """
    held = hold(recommendation, "scan", by)
    if part not in Scan.Part.values:
        raise Refused(_("请选择这是哪一部分的扫描件。"), "part")
    if (part in OF_ALL) != (unit is None):
        raise Refused(_("推荐文和汇总表的扫描件在推荐页上传，其余在单位页上传。"), "part")
    with received(upload, SCANS) as (incoming, name, kind):
        blob = keep_blob(incoming, kind)
    application = unit.application if unit is not None else None
    Scan.objects.filter(recommendation=held, application=application, part=part, current=True).update(current=False)
    made = Scan.objects.create(
        recommendation=held, application=application, part=part, blob=blob, name=name, by=by.person, at=clock.now()
    )
    after = {"part": part, "name": name, "sha256": blob.pk, "application": application.pk if application else None}
    record("recommendation.scan_kept", held, by=by.actor, after=after)
    return made


@transaction.atomic
def post(*, recommendation: Recommendation, posted: Posted, by: Hat) -> Posting:
    """Record paper that was posted (REQ-47). Raises Refused: a day to come or before the letter, nothing said."""
    held = hold(recommendation, "deliver", by)
    check_posted(held, posted)
    made = Posting.objects.create(
        recommendation=held, what=posted.what.strip(), copies=posted.copies, recipient=posted.recipient.strip(),
        posted_on=posted.posted_on, how=posted.how.strip(), tracking_no=posted.tracking_no.strip(), by=by.person,
        at=clock.now(),
    )  # fmt: skip
    after = {"what": made.what, "copies": made.copies, "recipient": made.recipient, "how": made.how,
             "posted_on": made.posted_on.isoformat(), "tracking_no": made.tracking_no}  # fmt: skip
    record("recommendation.posted", held, by=by.actor, after=after)
    return made


def check_posted(held: Recommendation, posted: Posted) -> None:
    """Raise Refused where it cannot have been so."""
    check_day(held, posted.posted_on, "posted_on")
    for name in ("what", "recipient", "how"):
        if not getattr(posted, name).strip():
            raise Refused(_("请填写这一项。"), name)
    if posted.copies < 1:
        raise Refused(_("份数至少是 1。"), "copies")


@transaction.atomic
def record_upload(
    *, recommendation: Recommendation, units: Sequence[RecommendedUnit], what: str, uploaded_on: date, receipt: str,
    by: Hat,
) -> list[Upload]:  # fmt: skip
    """Record what was uploaded to the national platform, for one or several units (REQ-48).

    The digest of a unit's merged file goes with it where one was made here.

    Raises Refused: no unit, one of another recommendation, a day to come or before the letter.
    """
    held = hold(recommendation, "deliver", by)
    check_day(held, uploaded_on, "uploaded_on")
    if not units or any(one.recommendation_id != held.pk or not one.went for one in units):
        raise Refused(_("请选择单位。"), "units")
    made = Upload.objects.bulk_create(
        Upload(
            recommendation=held, application_id=one.application_id, what=what.strip() or _("申报材料"),
            sha256=_digest(one), uploaded_on=uploaded_on, receipt=receipt.strip(), by=by.person, at=clock.now(),
        )
        for one in units
    )  # fmt: skip
    after = {"applications": [one.application_id for one in units], "uploaded_on": uploaded_on.isoformat(),
             "receipt": receipt.strip(), "what": what.strip()}  # fmt: skip
    record("recommendation.uploaded", held, by=by.actor, after=after)
    return made


def _digest(unit: RecommendedUnit) -> str:
    package = getattr(unit, "package", None)
    first = package.files.order_by("-kind", "number").first() if package is not None else None
    return first.blob_id if first is not None else ""


def check_day(held: Recommendation, day: date, field: str) -> None:
    """Raise Refused: a day to come, or before the letter."""
    if day > clock.today():
        raise Refused(_("日期还没有到，请核对。"), field)
    if held.letter_on is not None and day < held.letter_on:
        raise Refused(_("日期早于推荐文的日期 %(on)s，请核对。") % {"on": held.letter_on.isoformat()}, field)
