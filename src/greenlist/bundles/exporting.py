"""Export: what an office has of a round, as one sealed file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from greenlist.applications.freezing import clock_text
from greenlist.applications.models import Application, Submission
from greenlist.applications.process import process_of
from greenlist.applications.receipts import VERSION as RECEIPT
from greenlist.applications.receipts import Receipt, canonical
from greenlist.applications.signing import receipt_key, sm2_key
from greenlist.bundle.writing import Member, Text, write_bundle
from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.journal.domain import record
from greenlist.journal.models import Entry
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.models import Round

from .archiving import Scope, records
from .archiving import members as record_members
from .contents import Handed, members
from .letters import FILE as LETTERS
from .letters import letters_of

Purpose = Literal["handover", "archive"]
SUBJECT = "applications.application"  # of the journal's entries about an application


class NothingToExport(ValueError):
    """The office has nothing of the round that was handed in; or, for the archive, the round is not closed."""


def export_round(*, round_: Round, office: Organisation, out: Path, purpose: Purpose, by: Actor) -> dict[str, Any]:
    """Write what an office has of a round into a bundle signed with this server's key; its manifest.

    A handover holds the newest version of each application, an archive every version. `office`: the authority of a
    place; everything of that place and below it is taken.

    Raises:
        NothingToExport: nothing was handed in there, or an archive of a round that is not closed.
        OSError: the file cannot be written, or a kept file is lost.
    """
    if purpose == "archive" and round_.state != Round.State.CLOSED:
        raise NothingToExport(_("“%(round)s”还没有结束，不能归档。") % {"round": round_.title})
    handed = _handed(round_, office, every=purpose == "archive")
    if not handed:
        raise NothingToExport(_("%(office)s在“%(round)s”中还没有收到申报。") % {
            "office": office.name, "round": round_.title})  # fmt: skip
    entries = _entries(handed)
    about = _about(round_, office, purpose, handed, entries)
    sheets = records(_scope(round_, office)) if purpose == "archive" else []
    letters = letters_of([one.submission for one in handed]) if purpose == "handover" else []
    beside = [Member(LETTERS, Text(canonical(letters)))] if letters else []
    inside = chain(members(round_, handed, entries, about, sheets), beside, record_members(sheets))
    manifest = write_bundle(out, inside, about, receipt_key(), sm2_key())
    with transaction.atomic():
        told = {"office": office.name, "purpose": purpose, "applications": len(handed), "digest": manifest["digest"]}
        record("bundle.exported", round_, by=by, after=told)
    return manifest


def _handed(round_: Round, office: Organisation, *, every: bool) -> list[Handed]:
    rows = Submission.objects.filter(_in(office.jurisdiction, "application__"), application__round=round_)
    rows = rows.select_related("application__unit__jurisdiction", "application__city", "by")
    rows = rows.order_by("application_id", "-number")
    labels = {one.id: one.labels.office for one in process_of(round_).states}
    chosen = list(rows if every else rows.distinct("application_id"))
    earlier = {} if every else _earlier(chosen)
    return [
        Handed(one, _(labels.get(one.application.state, one.application.state)), earlier.get(one.application_id, ()))
        for one in chosen
    ]


def _in(place: Jurisdiction, to: str = "") -> Q:
    """What lies on the desk of a place or below, or is of a unit there: a county has no desk of its own."""
    desk, unit = f"{to}city__path__startswith", f"{to}unit__jurisdiction__path__startswith"
    return Q(**{desk: place.path}) | Q(**{unit: place.path})


def _earlier(newest: Sequence[Submission]) -> dict[int, tuple[Receipt, ...]]:
    """The receipts of the versions before the newest: with them a receiver sees that nothing is missing between."""
    rows = Submission.objects.filter(application__in=[one.application_id for one in newest if one.number > 1])
    found: dict[int, tuple[Receipt, ...]] = {}
    last = {one.application_id: one.number for one in newest}
    for application, number, receipt in rows.order_by("number").values_list("application_id", "number", "receipt"):
        if number < last[application]:
            found[application] = (*found.get(application, ()), receipt)
    return found


def _scope(round_: Round, office: Organisation) -> Scope:
    rows = Application.objects.filter(_in(office.jurisdiction), round=round_, submissions__isnull=False).distinct()
    return Scope(round_, office.jurisdiction, rows)


def _entries(handed: Sequence[Handed]) -> list[Entry]:
    about = {str(one.submission.application_id) for one in handed}
    return list(Entry.objects.filter(object_type=SUBJECT, object_id__in=about).order_by("seq"))


def _about(
    round_: Round, office: Organisation, purpose: Purpose, handed: Sequence[Handed], entries: Sequence[Entry]
) -> dict[str, Any]:
    return {
        "purpose": purpose,
        "made_at": clock_text(clock.now()),
        "office": {"name": office.name, "place": office.jurisdiction.name, "code": office.jurisdiction.code},
        "round": {
            "title": round_.title, "year": round_.year, "place": round_.jurisdiction.code, "law": round_.law.sha256,
            "policy": {"id": round_.policy_id, "hash": round_.policy_hash},
            "process": {"id": round_.process_id, "hash": round_.process_hash},
        },
        "schemas": {"receipt": RECEIPT, "application": 1},
        "applications": [_line(one) for one in handed],
        "journal": {"entries": len(entries), "last": _mark(entries)},
    }  # fmt: skip


def _line(one: Handed) -> dict[str, Any]:
    held, application = one.submission, one.submission.application
    now = {"name": application.unit.name, "uscc": application.unit.uscc}
    line = {
        "number": held.receipt_number, "version": held.number, "digest": held.digest, "kind": application.kind,
        "place": application.unit.jurisdiction.code, "unit": held.receipt["unit"], "state": application.state,
    }  # fmt: skip
    return line if line["unit"] == now else line | {"now": now}  # renamed, or given a code, since it was handed in


def _mark(entries: Sequence[Entry]) -> dict[str, Any] | None:
    return {"seq": entries[-1].seq, "sha256": entries[-1].sha256} if entries else None
