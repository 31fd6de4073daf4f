"""Templates of documents, reports as one file, the switch that holds batches, reports of applications."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.paperwork import made
from greenlist.paperwork.models import BatchHold, DocumentTemplate, ReportRun
from greenlist.rounds.models import Round
from paperwork.ground import template
from world import World

from .base import Arguments, Cases, Ground

KIND = "circular"
VERSION = ("document-template", "document-template-file", "document-template-sample", "document-template-activate",
           "document-template-retire", "document-template-pictures")  # fmt: skip
ROUND = ("reports", "batch-hold", "batch-hold-lift")


def of_paperwork(world: World, ground: Ground) -> Cases:
    """Versions that wait, are in force, were uploaded by the approver; batches of the city and of the province."""
    waits, approvers, active = (
        version(world, 1),
        version(world, 2, by="provinceapprover"),
        version(world, 3, active=True),
    )
    versions = {"waiting": waits, "approver's": approvers, "active": active}
    whole: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in versions.items()}
    runs = {
        "city's": run(world, ground.round, "city"), "province's": run(world, ground.round, "province"),
        "waiting": run(world, ground.round, "city", ready=False),
    }  # fmt: skip
    rounds: dict[str, Arguments] = {"-": {"pk": ground.round.pk}, "abroad": {"pk": ground.other.pk}}
    held(world, ground.round)
    return {
        **dict.fromkeys(VERSION, whole), **dict.fromkeys(ROUND, rounds),
        "document-template-picture": {case: one | {"number": 1} for case, one in whole.items()},
        "document-template-kind": {"-": {"kind": KIND}, "unknown kind": {"kind": "poem"}},
        "document-template-start": {"-": {"kind": KIND}},
        "report-run-file": {case: {"pk": one.pk} for case, one in runs.items()},
    }  # fmt: skip


def version(world: World, number: int, *, by: str = "province", active: bool = False) -> DocumentTemplate:
    """A version of a template; each has another text."""
    with receive([template("{{ number }}", str(number))], most=1 << 20) as incoming:
        blob = keep_blob(incoming, TYPES["docx"])
    hat = world.hat(by)
    return DocumentTemplate.objects.create(
        place=hat.jurisdiction, kind=KIND, number=number, blob=blob, name="通报.docx", seconds=Decimal("0.1"),
        active=active, by=hat.person, at=clock.now(),
    )  # fmt: skip


def run(world: World, round_: Round, by: str, *, ready: bool = True) -> ReportRun:
    """A batch that an office asked for, with its file where it is ready."""
    hat, now = world.hat(by), clock.now()
    key = hashlib.sha256(by.encode()).hexdigest() if ready else ""
    if ready:
        with made.kept(key) as out:
            out.write(b"PK")
    return ReportRun.objects.create(
        round=round_, place=hat.jurisdiction, form="pdf", total=1, by=hat.person, at=now, heard_at=now, key=key,
        ended_at=now if ready else None,
    )  # fmt: skip


def held(world: World, round_: Round) -> BatchHold:
    """No batches of the round for a day."""
    now = clock.now()
    return BatchHold.objects.create(
        round=round_, reason="截止在即", until=now + timedelta(days=1), by=world.hat("province").person, at=now
    )


def of_reports(applications: dict[str, Application]) -> Cases:
    """The report as it was handed in; of what is not handed in, and of what is, the draft too."""
    handed_in = {case: applications[case] for case in ("submitted", "returned")}
    drafts = {case: applications[case] for case in ("draft", "engaged")}
    drafts |= {f"{case} draft": one for case, one in handed_in.items()}
    found = {case: arguments(one, "1") for case, one in handed_in.items()}
    found |= {case: arguments(one, "draft") for case, one in drafts.items()}
    return {"application-report-file": found}


def arguments(application: Application, which: str) -> Arguments:
    """Of the report as PDF."""
    return {"pk": application.pk, "version": which, "form": "pdf"}
