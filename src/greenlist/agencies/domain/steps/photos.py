"""Photos of a visit on site, with the time and place they carry or that are stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.exif import Taken, taken_by_camera
from greenlist.agencies.models import SitePhoto, SiteVisit
from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.limits import Limits, limits_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.rounds.models import Round

from .holding import hold

PICTURES = frozenset({"jpg", "png"})
MOST = 60  # photos of one visit


@transaction.atomic
def add_photo(
    *, visit: SiteVisit, upload: Upload, by: Hat, caption: str = "", taken_at: datetime | None = None
) -> SitePhoto:
    """Keep a photo. Time and place are those the camera wrote; `taken_at` counts where it wrote no time.

    Raises:
        Refused: the time lies ahead.
        FileRefused: not a picture, too large, too many, or the same one again.
        NotAllowed: not this hat's to change, or signed already.
    """
    held = hold(visit.engagement, "site", by)
    with received(upload, pictures_of(held.application.round)) as (incoming, name, kind):
        _room(visit, incoming.sha256)
        taken = taken_by_camera(incoming.path)
        blob = keep_blob(incoming, kind)
    stated = taken.at is None and taken_at is not None
    taken = replace(taken, at=taken_at) if stated else taken
    made = _photo(visit, taken, by, blob_id=blob.pk, name=name, caption=caption.strip(), stated=stated)
    record(
        "evaluation.photo_added", held, by=by.actor,
        after={"name": name, "sha256": blob.pk, "visit": visit.pk, "taken_at": _moment(made), "stated": stated},
    )  # fmt: skip
    return made


def pictures_of(round_: Round) -> Limits:
    """The round's limits, for pictures alone."""
    limits = limits_of(round_)
    return replace(limits, types=PICTURES)


def _room(visit: SiteVisit, sha256: str) -> None:
    if visit.photos.count() >= MOST:
        raise FileRefused(_("一次现场评价最多 %(most)d 张照片；请先移除不需要的。") % {"most": MOST})
    if visit.photos.filter(blob_id=sha256).exists():
        raise FileRefused(_("这张照片已经上传过了。"))


def _photo(visit: SiteVisit, taken: Taken, by: Hat, **more: object) -> SitePhoto:
    if taken.at is not None and taken.at > clock.now() and more["stated"]:
        raise Refused(_("拍摄时间晚于现在，请核对。"), "taken_at")
    return SitePhoto.objects.create(
        visit=visit, taken_at=taken.at, latitude=taken.latitude, longitude=taken.longitude, by=by.person,
        at=clock.now(), **more,
    )  # fmt: skip


def _moment(photo: SitePhoto) -> str | None:
    return photo.taken_at.isoformat() if photo.taken_at else None


@transaction.atomic
def remove_photo(*, photo: SitePhoto, by: Hat) -> None:
    """Take a photo out of the record; the journal keeps its hash. Raises NotAllowed."""
    held = hold(photo.visit.engagement, "site", by)
    before = {"name": photo.name, "sha256": photo.blob_id, "taken_at": _moment(photo)}
    photo.delete()
    record("evaluation.photo_removed", held, by=by.actor, before=before)
