"""What the tests of bundles share: one handed in, a bundle of it, and this server as another that has none of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.applications.models import Application, Evidence, ReturnedItem, Statement, Submission
from greenlist.bundles.domain.importing import Outcome, import_bundle
from greenlist.bundles.domain.receiving import FromFile, receive_bundle
from greenlist.bundles.exporting import export_round
from greenlist.bundles.models import Imported, Received
from greenlist.parties.models import Organisation
from greenlist.recommendations.models import Recommendation
from greenlist.reviews.models import FormalCheck
from greenlist.rounds.models import Round
from greenlist.screenings.models import Run
from stages import completed, handed_in, proof
from world import World, application_of


def handed(world: World, round_: Round, name: str = "营业执照.pdf") -> Submission:
    """The unit's application with a file, handed in."""
    draft = application_of(world, round_)
    proof(draft, name, world.hat("owner"))
    return handed_in(completed(draft, world.hat("owner")), world.hat("signatory"))


def exported(world: World, round_: Round, out: Path, office: str = "city") -> Path:
    by = world.hat("city").actor
    export_round(round_=round_, office=world.organisations[office], out=out, purpose="handover", by=by)
    return out


def emptied(*, units: Iterable[Organisation] = ()) -> None:
    """Applications gone, and the units given: the server that a bundle comes to. Files stay in their store."""
    with pgtrigger.ignore("applications.Submission:frozen", "applications.Statement:stated_once"):
        Imported.objects.all().delete()
        Received.objects.all().delete()
        Recommendation.objects.all().delete()
        Run.objects.all().delete()
        ReturnedItem.objects.all().delete()
        FormalCheck.objects.all().delete()
        Submission.objects.all().delete()
        Statement.objects.all().delete()
        Evidence.objects.all().delete()
        Application.objects.all().delete()
    for unit in units:
        unit.memberships.all().delete()
        unit.delete()


def received(world: World, path: Path, by: str = "city") -> Received:
    return receive_bundle(upload=FromFile(path), by=world.hat(by))


def imported(world: World, path: Path, by: str = "city") -> Outcome:
    return import_bundle(received=received(world, path, by), by=world.hat(by))


def as_upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes(), "application/zip")
