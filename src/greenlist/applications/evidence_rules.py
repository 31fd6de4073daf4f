"""Who may see which evidence, and whether it may be changed now."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no

from .locks import Locks
from .models import Application, Blob, Evidence, Submission
from .queries.handed import files_here

_SHOWN = frozenset({Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED})


def may_change_evidence(locks: Locks, places: Sequence[str]) -> Ruling:
    """Whether files that prove these places may be changed now.

    Where the evidence of a returned application is locked as a whole, that of the items sent back is open.
    """
    whole = locks.ruling("evidence")
    if whole or not places:
        return whole
    return next((ruling for ruling in (locks.ruling(place) for place in places) if not ruling), YES)


def visible_evidence(hat: Hat, application: Application, submission: Submission | None) -> QuerySet[Evidence]:
    """The files of a visible application that a hat may see: the unit and its agency all, officials those handed in.

    `submission` None: all versions handed in.
    """
    rows = Evidence.objects.filter(application=application)
    if hat.among(roles.APPLICANT | roles.AGENCY) and submission is None:
        return rows
    versions = [submission] if submission else list(application.submissions.only("evidence", "receipt_number"))
    listed = [(one["id"], one["sha256"]) for version in versions for one in files_here(version, application.pk)]
    return rows.filter(pk__in={pk for pk, _hash in listed}, blob__in={sha256 for _pk, sha256 in listed})


def signed_report(evidence: Evidence) -> bool:
    """Whether a file of the agency is the report whose score stands in the application. One query."""
    return evidence.statements.filter(place="claimed_score", current=True).exists()


def may_open(evidence: Evidence) -> Ruling:
    """Whether the content may be shown or handed out: nothing that a scanner has not cleared."""
    return may_open_blob(evidence.blob)


def may_open_blob(blob: Blob) -> Ruling:
    """The same of any kept file."""
    if blob.scan in _SHOWN:
        return YES
    if blob.scan == Blob.Scan.PENDING:
        return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。"))
    return no(_("文件有病毒，已隔离，不能查看；请由申报单位移除后换一个干净的文件。"))
