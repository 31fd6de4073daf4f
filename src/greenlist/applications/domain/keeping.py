"""What the verbs of evidence share: a file received and looked at, the application held, limits, rows, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Sum
from django.utils.translation import gettext as _

from greenlist.applications.evidence_rules import may_change_evidence, signed_report
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import Incoming, receive, store
from greenlist.applications.filetypes import FileType, clean_name, inspect
from greenlist.applications.jobs import scan_blob
from greenlist.applications.limits import MAX_KEPT, Limits
from greenlist.applications.locks import locks_of
from greenlist.applications.models import Application, Blob, Evidence, EvidenceUse, WitnessKind
from greenlist.applications.queries.evidence import in_force
from greenlist.applications.rules import applications
from greenlist.applications.sections import section_of_place, sections_of
from greenlist.engine import clock
from greenlist.parties.access import Hat, NotAllowed, no, require

from .scanning import first_state


class Upload(Protocol):
    """A file as it comes from a form."""

    @property
    def name(self) -> str | None:
        """As its sender calls it."""

    def chunks(self) -> Iterable[bytes]:
        """Its bytes in pieces."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a file besides its content."""

    issued_on: date | None = None
    expires_on: date | None = None
    note: str = ""


NO_DETAILS = Details()
CLAIMED = WitnessKind.CLAIMED.value
OFFICES = {WitnessKind.CHECKED.value: "check", WitnessKind.DECIDED.value: "decide"}  # the act of the rules


@contextmanager
def received(upload: Upload, limits: Limits) -> Iterator[tuple[Incoming, str, FileType]]:
    """The file in a temporary place, its name as shown, its type. Raises FileRefused."""
    name = clean_name(upload.name or "")
    with receive(upload.chunks(), most=limits.file) as incoming:
        yield incoming, name, inspect(incoming.path, name, limits.types)


def hold(application: Application, by: Hat, places: Sequence[str], witness: str = CLAIMED) -> Application:
    """Lock the application and ask whether this hat may change evidence of these places that `witness` hands in.

    Raises NotAllowed: an agency's files are the agency's, an office's its own, the applicant's the applicant's.
    """
    held = Application.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=application.pk)
    if witness != CLAIMED:
        require(applications.may(by, OFFICES.get(witness, "verify"), held))
        return held
    require(applications.may(by, "edit", held))
    require(may_change_evidence(locks_of(held), places))
    return held


def hold_for(evidence: Evidence, by: Hat, places: Sequence[str] | None = None) -> Application:
    """The same for a file that is there, and the places it proves unless others are named.

    Raises NotAllowed, also for the agency's signed report: that is changed by a revision alone.
    """
    held = hold(evidence.application, by, places_of(evidence) if places is None else places, evidence.witness)
    if evidence.witness != CLAIMED and signed_report(evidence):
        raise NotAllowed(no(_("这是签章的评价报告，不能在这里更换或移除；确需修改请修订报告后重新签章。")))
    return held


def check_places(application: Application, places: Sequence[str]) -> None:
    """Raise FileRefused where the application asks for no such thing."""
    sections = sections_of(application)
    if any(section_of_place(sections, place) is None for place in places):
        raise FileRefused(_("没有这一项，不能注明证明它；请从列表中选择。"))


def within(application: Application, limits: Limits, *, size: int, files: int, witness: str = CLAIMED) -> None:
    """Raise FileRefused where so many more bytes and files of one witness would go over the limits.

    Versions that were replaced or removed are kept, and count towards a multiple of the limits.
    """
    current = in_force(application).filter(witness=witness)
    if current.count() + files > limits.files:
        raise FileRefused(
            _("已有 %(most)d 个文件，达到上限；请先移除不用的文件，或合并后再传。") % {"most": limits.files}
        )
    if _bytes(current) + size > limits.total:
        raise FileRefused(
            _("全部文件合计超过 %(most)d MB 的上限；请先移除不用的文件，或压缩后再传。") % {"most": limits.total_mb}
        )
    kept = application.evidence.filter(witness=witness)
    if kept.count() >= limits.files * MAX_KEPT or _bytes(kept) + size > limits.total * MAX_KEPT:
        raise FileRefused(_("替换和移除的旧文件太多，不能再传；请联系所在市（州）。"))


def _bytes(evidence: Any) -> int:
    return evidence.aggregate(total=Sum("blob__size"))["total"] or 0


def keep_blob(incoming: Incoming, kind: FileType) -> Blob:
    """The blob of these bytes: one for all who hand them in. It goes to the scanner where there is one."""
    blob, _made = Blob.objects.get_or_create(
        sha256=incoming.sha256,
        defaults={"size": incoming.size, "media_type": kind.media_type, "scan": first_state(), "kept_at": clock.now()},
    )
    store().keep(incoming)
    if blob.scan == Blob.Scan.NOT_ASKED and first_state() == Blob.Scan.PENDING:
        blob.scan = Blob.Scan.PENDING
        blob.save(update_fields=["scan"])
    if blob.scan == Blob.Scan.PENDING:
        scan_blob.defer(sha256=blob.sha256)
    return blob


def make_evidence(
    application: Application,
    blob: Blob,
    name: str,
    *,
    by: Hat,
    details: Details,
    replaces: Evidence | None = None,
    witness: str = CLAIMED,
) -> Evidence:
    """The row."""
    return Evidence.objects.create(
        application=application, blob=blob, name=name, version=replaces.version + 1 if replaces else 1,
        replaces=replaces, issued_on=details.issued_on, expires_on=details.expires_on, note=details.note,
        witness=witness, by=by.person, at=clock.now(),
    )  # fmt: skip


def prove(evidence: Evidence, places: Iterable[str]) -> None:
    """Note places that it is not noted for yet."""
    EvidenceUse.objects.bulk_create(
        [EvidenceUse(evidence=evidence, place=place) for place in places], ignore_conflicts=True
    )


def told(evidence: Evidence) -> dict[str, Any]:
    """A file for the journal."""
    blob = evidence.blob
    return {**named(evidence), "version": evidence.version, "sha256": blob.sha256, "size": blob.size}


def named(evidence: Evidence) -> dict[str, Any]:
    """Which file, for the journal."""
    return {"evidence": evidence.pk, "name": evidence.name}


def described(evidence: Evidence) -> dict[str, Any]:
    """Dates and note, for the journal."""
    days = {"issued_on": evidence.issued_on, "expires_on": evidence.expires_on}
    return {name: day.isoformat() if day else None for name, day in days.items()} | {"note": evidence.note}


def places_of(evidence: Evidence) -> list[str]:
    """What a file proves."""
    return [use.place for use in evidence.uses.all()]
