"""What the verbs of this room share: rows held until the transaction ends, a document kept."""

from __future__ import annotations

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.limits import MB, Limits
from greenlist.applications.models import Blob
from greenlist.engine import clock
from greenlist.notices.models import Notice, Objection, ObjectionFile

LARGEST = 200 * MB


def hold_notice(notice: Notice) -> Notice:
    """The notice, its row locked."""
    return Notice.objects.select_for_update(of=("self",)).select_related("round__law", "place").get(pk=notice.pk)


def hold_objection(objection: Objection) -> Objection:
    """The objection, its row locked, with the application it is about."""
    rows = Objection.objects.select_for_update(of=("self",))
    around = ("notice__round__law", "notice__place", "unit__application__unit", "unit__application__city")
    return rows.select_related(*around).get(pk=objection.pk)


def keep_document(printed: bytes) -> Blob:
    """The blob of a document made here."""
    with receive([printed], most=LARGEST) as incoming:
        return keep_blob(incoming, TYPES["pdf"])


def keep_file(objection: Objection, upload: Upload, limits: Limits, *, of_unit: bool = False) -> ObjectionFile:
    """Keep a file with an objection: by its first bytes, within its size, on its way to the scanner. FileRefused."""
    with received(upload, limits) as (incoming, name, kind):
        blob = keep_blob(incoming, kind)
    return ObjectionFile.objects.create(objection=objection, blob=blob, name=name, of_unit=of_unit, at=clock.now())
