"""The files of a version that comes in a bundle: looked at like any file handed in, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import receive
from greenlist.applications.filetypes import clean_name, inspect
from greenlist.applications.limits import Limits, limits_of
from greenlist.applications.models import Application, Blob, Evidence, EvidenceUse, WitnessKind
from greenlist.bundles.offered import Bundle, Version
from greenlist.engine.application.schema import TABLES
from greenlist.parties.domain import Refused
from greenlist.parties.models import Person

from .ground import Ground

CHUNK = 1 << 20
LARGEST = 200 * 1024 * 1024  # bytes of a report an agency signed: made by the program, beyond the limits for uploads


def keep_files(
    application: Application, version: Version, listed: list[dict[str, Any]], by: Person, ground: Ground
) -> list[Evidence]:
    """The files of a version, each kept once; what is here already of the very name, version and bytes stays.

    Raises Refused naming the file that is not what its receipt says, or may not be taken.
    """
    limits = limits_of(ground.round)
    there = {(one.name, one.version, one.blob_id): one for one in application.evidence.all()}
    found = []
    for one in listed:
        name = clean_name(str(one["name"]))
        known = there.get((name, int(one["version"]), str(one["sha256"])))
        found.append(known or _file(application, version, one, by, ground, limits))
    Evidence.objects.filter(pk__in=[one.pk for one in found]).update(removed_at=None)
    return found


def _file(
    application: Application, version: Version, one: dict[str, Any], by: Person, ground: Ground, limits: Limits
) -> Evidence:
    name = clean_name(str(one["name"]))
    kept = Evidence.objects.create(
        application=application, blob=_blob(ground.bundle, version, one, limits), name=name,
        version=int(one["version"]),
        issued_on=_day(one.get("issued_on")), expires_on=_day(one.get("expires_on")),
        witness=WitnessKind(one.get("witness", WitnessKind.CLAIMED)), by=by, at=ground.now,
    )  # fmt: skip
    uses = {str(use["place"])[:120]: str(use.get("page") or "")[:40] for use in one.get("proves") or ()}
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence=kept, place=place, page=page)
        for place, page in uses.items()
        if place.partition(".")[0] not in TABLES  # rows are numbered anew; a cell names its file itself
    )
    return kept


def _blob(bundle: Bundle, version: Version, one: dict[str, Any], limits: Limits) -> Blob:
    """The bytes of a file, looked at like any file handed in. Raises Refused naming it."""
    path = bundle.file(version, str(one["sha256"]))
    try:
        most = limits.file if one.get("witness") is None else max(limits.file, LARGEST)
        with bundle.archive.open(path) as stream, receive(_chunks(stream), most=most) as incoming:  # type: ignore[arg-type]
            if incoming.sha256 != one["sha256"]:
                raise Refused(_("文件 %(name)s 的内容与清单不符；请对方重新导出。") % {"name": path})
            return keep_blob(incoming, inspect(incoming.path, clean_name(str(one["name"])), limits.types))
    except FileRefused as refused:
        raise Refused(_("文件 %(name)s 不能收下：%(why)s") % {"name": path, "why": refused}) from None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(CHUNK):
        yield block


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None
