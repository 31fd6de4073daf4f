"""Applications of every kind handed in on one server; their bundle on another that has none of it, not even files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import Settings

from agencies.engaged import contracted, on_route
from agencies.verifying import FOOD, TEXTILE, confirmed, fresh, passed, recorded
from applications.filled import fill
from applications.papers import pdf
from greenlist.agencies.domain.signing import sign_report
from greenlist.agencies.domain.verified import verify_value
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.stating import state
from greenlist.applications.domain.submitting import sign_commitment, submit_application
from greenlist.applications.models import Application, Submission
from greenlist.bundles.exporting import export_round
from greenlist.engine import clock
from greenlist.recommendations.domain.opening import open_recommendation, word_letter
from greenlist.recommendations.domain.sending import propose, send
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.previewing import preview
from greenlist.rounds.models import Round
from stages import handed_in, proof
from world import World, application_of

Make = Callable[[World, Round], Submission]


@contextmanager
def other_server(settings: Settings, folder: Path) -> Iterator[None]:
    """What is done inside is done elsewhere: afterwards neither its rows nor its files are here."""
    here = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = folder
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = here


def bundle_of(world: World, round_: Round, out: Path, office: str = "city") -> Path:
    """What the office has, written and fetched."""
    by = world.hat("city").actor
    export_round(round_=round_, office=world.organisations[office], out=out, purpose="handover", by=by)
    return out


def park(world: World, round_: Round) -> Submission:
    """A park with its enterprises, three yearly values of each indicator and a file that proves one of them."""
    one = application_of(world, round_, "park", "park", "parkeditor")
    return _by_itself(world, one, "park-01-good.yaml", "parkeditor", "parksignatory", "years.2022.park_gdp")


def chain(world: World, round_: Round) -> Submission:
    """A supply chain enterprise: what assessors judge, with a file behind it."""
    one = application_of(world, round_, "unit", "supply_chain", "owner")
    return _by_itself(world, one, TEXTILE, "owner", "signatory", "judged.X11")


def _by_itself(world: World, one: Application, sample: str, by: str, signatory: str, place: str) -> Submission:
    fill(one, sample, world.hat(by))
    one.route = "self"
    one.save()
    file = proof(one, "统计报表.pdf", world.hat(by))
    said = one.statements.get(place=place, current=True)
    state(application=one, place=place, content=said.content, unit=said.unit, evidence=file, page="2",
          by=world.hat(by), base=said.pk)  # fmt: skip
    return handed_in(one, world.hat(signatory))


def by_agency(world: World, round_: Round) -> Submission:
    """Evaluated by a third party: a value that it verified otherwise, and its signed report."""
    asked, owner = on_route(world, round_), world.hat("owner")
    fill(asked, FOOD, owner)
    asked.statements.filter(place__in=["claimed_score", "unit.agency"]).delete()  # the agency's to state
    engagement = recorded(world, confirmed(world, contracted(world, asked)))
    upload = SimpleUploadedFile("固废台账.pdf", pdf(text="台账"), "application/pdf")
    evaluator = world.hat("evaluator")
    seen = add_evidence(application=engagement.application, upload=upload, by=evaluator, witness="verified")
    verify_value(
        application=engagement.application, place="values.solid_utilised", content="240", by=evaluator,
        reason="核对固废台账", evidence=seen.evidence, page="3",
    )  # fmt: skip
    passed(world, engagement)
    sign_report(engagement=engagement, by=world.hat("agencyhead"))
    one = fresh(engagement).application
    by = world.hat("signatory")
    sign_commitment(application=one, by=by, version=one.version)
    return submit_application(application=one, by=by, version=one.version)


def recommended(world: World, round_: Round, number: str) -> Recommendation:
    """The city's letter about whatever it has selected, sent."""
    by = world.hat("city")
    one = open_recommendation(round=round_, by=by)
    one = word_letter(recommendation=one, letter_no=number, letter_on=clock.today(), signer="陈局长", text=one.text,
                      consulted=one.consulted, by=by, version=one.version)  # fmt: skip
    one = propose(recommendation=one, by=by, version=one.version)
    send(recommendation=one, digest=preview(one).digest, by=world.hat("cityapprover"))
    return one
