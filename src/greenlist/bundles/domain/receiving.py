"""The verb that takes a bundle in: verified whole, kept as it came. Nothing of an application is written yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload, keep_blob
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES, clean_name
from greenlist.bundle.verify_bundle import Fault, verify_bundle
from greenlist.bundles.matching import office_of, round_for, sender_of
from greenlist.bundles.models import Received
from greenlist.bundles.reading import open_bundle
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

MB = 1024 * 1024
SHOWN = 20  # faults that are named one by one


class NotGenuine(Refused):
    """A bundle that was changed, or is none; `faults` names every place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            _("数据包核对没有通过：%(count)d 处不符，没有收下。请对方重新发送原来的文件。") % {"count": len(faults)}
        )
        self.faults = [one.text("en" if get_language() == "en" else "zh") for one in faults[:SHOWN]]


@transaction.atomic
def receive_bundle(*, upload: Upload, by: Hat) -> Received:
    """Verify a bundle and keep it; one that is there already is that one.

    Raises:
        NotGenuine: a byte was changed, a file is missing, added or renamed; all are named.
        Refused: of a place or round that is not here, or under another law.
        FileRefused: empty or too large.
        NotAllowed: not a handler.
    """
    office = office_of(by)
    with receive(upload.chunks(), most=settings.BUNDLE_MAX_MB * MB) as incoming:
        verdict = verify_bundle(incoming.path)
        if verdict.faults:
            raise NotGenuine(
                [Fault(one.code, _own_name(one.path, incoming.path, upload.name)) for one in verdict.faults]
            )
        with incoming.path.open("rb") as stream:
            bundle = open_bundle(stream)
            sender, round_ = sender_of(bundle, by), round_for(bundle)
        known = Received.objects.filter(office=office, digest=bundle.digest).first()
        if known is not None:
            return known
        made = Received.objects.create(
            office=office, sender=sender, round=round_, digest=bundle.digest, fingerprint=bundle.fingerprint,
            made_at=str(bundle.manifest["made_at"])[:40], count=len(bundle.offered),
            name=clean_name(upload.name or "bundle.zip"), blob=keep_blob(incoming, TYPES["zip"]), by=by.person,
            at=clock.now(),
        )  # fmt: skip
    after = {"digest": made.digest, "fingerprint": made.fingerprint, "sender": sender.name, "applications": made.count}
    record("bundle.received", made, by=by.actor, after=after)
    return made


def _own_name(told: str, path: Path, name: str | None) -> str:
    """What the file is called by whoever sent it, not where it lies."""
    return told.replace(path.name, name or "")


class FromFile:
    """A file of the command line as an upload."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """Of the file."""
        return self.path.name

    def chunks(self) -> Iterable[bytes]:
        """Its bytes."""
        with self.path.open("rb") as stream:
            yield from _blocks(stream)


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(MB):
        yield block
