"""A record of posting or upload put right: another record takes its place, the first one stays readable."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.recommendations.models import Posting, Recommendation, Upload

from .casework import hold
from .delivering import Posted, check_day, check_posted

FIELDS = {Posting: ("what", "copies", "recipient", "posted_on", "how", "tracking_no"),
          Upload: ("what", "uploaded_on", "receipt")}  # fmt: skip


@transaction.atomic
def correct_posting(*, posting: Posting, posted: Posted, reason: str, by: Hat, void: bool = False) -> Posting:
    """Record the posting anew in place of a wrong record; `void`: nothing was posted at all, the values stay.

    Raises Refused: no reason, already replaced, and as `delivering.post`.
    """
    held = hold(posting.recommendation, "deliver", by)
    old = Posting.objects.select_for_update(of=("self",)).get(pk=posting.pk, recommendation=held)
    _check(old, reason)
    if not void:
        check_posted(held, posted)
    made = Posting(recommendation=held, by=by.person, at=clock.now(), replaces=old, reason=reason.strip(), void=void)
    for name in FIELDS[Posting]:
        value = getattr(old if void else posted, name)
        setattr(made, name, value.strip() if isinstance(value, str) else value)
    made.save()
    _record("recommendation.posting_corrected", held, old, made, by)
    return made


@transaction.atomic
def correct_upload(
    *, upload: Upload, what: str, uploaded_on: date, receipt: str, reason: str, by: Hat, void: bool = False
) -> Upload:
    """The same of an upload, of the same unit. Raises Refused: no reason, already replaced, a day that cannot be."""
    held = hold(upload.recommendation, "deliver", by)
    old = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk, recommendation=held)
    _check(old, reason)
    made = Upload(
        recommendation=held, application_id=old.application_id, sha256=old.sha256, by=by.person, at=clock.now(),
        replaces=old, reason=reason.strip(), void=void, what=old.what, uploaded_on=old.uploaded_on, receipt=old.receipt,
    )  # fmt: skip
    if not void:
        check_day(held, uploaded_on, "uploaded_on")
        made.what, made.uploaded_on, made.receipt = what.strip() or old.what, uploaded_on, receipt.strip()
    made.save()
    _record("recommendation.upload_corrected", held, old, made, by)
    return made


def _check(old: Posting | Upload, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("请写明更正的原因。"), "reason")
    if type(old).objects.filter(replaces=old.pk).exists():
        raise Refused(_("这条记录已被更正过，请更正最新的一条。"))


def _record(act: str, held: Recommendation, old: Posting | Upload, made: Posting | Upload, by: Hat) -> None:
    before, after = ({name: str(getattr(one, name)) for name in FIELDS[type(one)]} for one in (old, made))
    after |= {"record": str(made.pk), "void": str(made.void)}
    record(act, held, by=by.actor, before=before | {"record": str(old.pk)}, after=after, reason=made.reason)
