"""The verb of the virus scan: what the scanner says of a kept file."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob, Evidence
from greenlist.applications.scanning import ScannerUnavailable, Verdict, scan
from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.parties.domain import notify

__all__ = ["ScannerUnavailable", "first_state", "scan_blob", "waiting_since"]


def first_state() -> Blob.Scan:
    """How a file begins: waiting where a scanner is set up, else not asked."""
    return Blob.Scan.PENDING if settings.CLAMD_URL else Blob.Scan.NOT_ASKED


def scan_blob(*, sha256: str) -> None:
    """Scan a file that waits for it and write down the verdict. One that does not wait is left alone.

    Raises ScannerUnavailable: the file keeps waiting.
    """
    waiting = Blob.objects.filter(pk=sha256, scan=Blob.Scan.PENDING)
    if not waiting.exists():
        return
    if not settings.CLAMD_URL:
        raise ScannerUnavailable("CLAMD_URL is not set any more")
    with open_blob(sha256) as stream:
        verdict = scan(stream, settings.CLAMD_URL)
    _settle(sha256, verdict)


@transaction.atomic
def _settle(sha256: str, verdict: Verdict) -> None:
    blob = Blob.objects.select_for_update().get(pk=sha256)
    blob.scan = Blob.Scan.INFECTED if verdict.infected else Blob.Scan.CLEAN
    blob.scan_note = verdict.name[:200]
    blob.save(update_fields=["scan", "scan_note"])
    if not verdict.infected:
        return
    for one in Evidence.objects.filter(blob=blob, removed_at=None).select_related("by", "application__unit"):
        url = f"/applications/{one.application_id}/evidence/{one.pk}/"
        notify(people=[one.by], code="evidence_infected", params={"name": one.name, "virus": verdict.name}, url=url)
        found = {"evidence": one.pk, "name": one.name, "sha256": sha256, "virus": verdict.name}
        record("evidence.infected", one.application, by=PROGRAM, after=found)


def waiting_since(*, minutes: int) -> list[str]:
    """Files that have waited longer than this."""
    before = clock.now() - timedelta(minutes=minutes)
    return list(Blob.objects.filter(scan=Blob.Scan.PENDING, kept_at__lt=before).values_list("pk", flat=True))
