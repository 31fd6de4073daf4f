"""The files of a version handed in, each under the id it has on this server."""

from __future__ import annotations

from typing import Any

from greenlist.applications.models import Evidence, Submission

ELSEWHERE = "@"  # in the number of a receipt that another server gave (bundles.offered.Version.column)


def files_here(submission: Submission, application: int | None = None) -> list[dict[str, Any]]:
    """The files as listed. A version that came by a bundle lists them by the ids of the server it was handed in at;
    here they are found again by name, version and bytes, 0 where one is not kept. One query for such a version only.
    """
    if ELSEWHERE not in submission.receipt_number:
        listed: list[dict[str, Any]] = submission.evidence
        return listed
    rows = Evidence.objects.filter(application=application or submission.application_id)
    ids = {(name, version, blob): pk for pk, name, version, blob in rows.values_list("pk", "name", "version", "blob")}
    return [one | {"id": ids.get((one["name"], one["version"], one["sha256"]), 0)} for one in submission.evidence]
