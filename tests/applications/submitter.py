"""Programs of the kill test: one prepares applications, one hands them in until it is killed.

    python -m applications.submitter prepare N      makes N applications ready to be handed in, prints their ids
    python -m applications.submitter serve          forks a submitter for each line "<id> <id> ..." it reads

A submitter prints "<id> <receipt number>" after each commit: from then on the receipt must be there for ever.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from greenlist.applications.models import Application


def main() -> None:
    django.setup()
    if sys.argv[1] == "prepare":
        prepare(int(sys.argv[2]))
    else:
        serve()


def prepare(count: int) -> None:
    """One application made by the verbs, and copies of its rows for as many units: all ready to be handed in."""
    from django.core.management import call_command

    from applications.filled import ready, signed
    from greenlist.applications.models import Application
    from world import build_world

    call_command("migrate", verbosity=0)
    world = build_world()
    first = signed(ready(world), world)
    first = Application.objects.select_related("unit").get(pk=first.pk)
    print(first.pk)
    for number in range(1, count):
        print(copy(first, number))


def copy(first: Application, number: int) -> int:
    """The same application for another unit of the same city."""
    from door import uscc
    from greenlist.applications.models import Application, Statement, TableRow
    from greenlist.parties.models import Membership, Organisation

    signatory = Membership.objects.get(organisation=first.unit_id, role="applicant_signatory")
    unit = Organisation.objects.get(pk=first.unit_id)
    unit.pk, unit.uscc, unit.name = None, uscc(100 + number), f"示例{number}"
    unit.save(force_insert=True)
    signatory.pk, signatory.organisation = None, unit
    signatory.save(force_insert=True)
    made = Application.objects.get(pk=first.pk)
    made.pk, made.unit = None, unit
    made.save(force_insert=True)
    for model in (Statement, TableRow):
        rows = list(model.objects.filter(application=first))
        for row in rows:
            row.pk, row.application = None, made
            if isinstance(row, Statement):
                row.follows = None
        model.objects.bulk_create(rows)
    return made.pk


def serve() -> None:
    """Fork one submitter per line; say its process id, then let it print what it has handed in."""
    from django.db import connections

    from greenlist.applications.models import Application
    from greenlist.applications.process import Matter
    from greenlist.applications.signing import receipt_key

    newest = Application.objects.select_related("round", "unit__jurisdiction", "city").latest("pk")
    assert Matter(newest).evaluated.result is not None  # what is done once per process is done before forking
    assert receipt_key()
    connections.close_all()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            submit([int(word) for word in line.split()])
            os._exit(0)
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("gone")


def say(line: str) -> None:
    """A line in one piece: whoever is killed says all of it or nothing."""
    os.write(1, f"{line}\n".encode())


def submit(ids: list[int]) -> None:
    """Hand in one after the other, then wait to be killed."""
    from greenlist.applications.domain.submitting import submit_application
    from greenlist.applications.models import Application
    from greenlist.parties.access import Hat
    from greenlist.parties.models import Membership

    signatories = Membership.objects.filter(person__login="signatory").select_related(
        "person", "organisation__jurisdiction"
    )
    of_unit = {one.organisation_id: one for one in signatories}
    say("ready")
    for pk in ids:
        application = Application.objects.select_related("round").get(pk=pk)
        if application.state == "submitted":  # committed, but the one who did it was killed before it could say so
            continue
        hat = Hat(of_unit[application.unit_id].person, of_unit[application.unit_id])
        made = submit_application(application=application, by=hat, version=application.version)
        say(f"kept {pk} {made.receipt_number}")
    signal.pause()


if __name__ == "__main__":
    main()
