"""Applications carried along their way by the verbs themselves, for tests that need one in a certain state."""

from __future__ import annotations

from applications.filled import fill, sample
from greenlist.applications.domain.submitting import (
    confirm_self_evaluation,
    confirm_self_screening,
    sign_commitment,
    submit_application,
)
from greenlist.applications.models import Application, Blob, Evidence, EvidenceUse, Submission
from greenlist.engine import clock
from greenlist.parties.access import Hat
from world import World, application_of, round_of

FOOD = "factory-03-food"


def completed(application: Application, by: Hat, data: str = FOOD) -> Application:
    """Everything of a sample stated, on the route of self-evaluation."""
    fill(application, sample(data), by)
    application.route = "self"
    application.save()
    return application


def signed(application: Application, by: Hat) -> Application:
    """Self-check, commitment and self-evaluation done: only the submission is left."""
    confirm_self_screening(application=application, by=by, version=application.version)
    sign_commitment(application=application, by=by, version=application.version)
    confirm_self_evaluation(application=application, by=by, version=application.version)
    return application


def handed_in(application: Application, by: Hat) -> Submission:
    """Submitted from wherever it stands before."""
    return submit_application(application=signed(application, by), by=by, version=application.version)


def submitted(world: World) -> Submission:
    """The unit's application of a fresh round, handed in."""
    application = completed(application_of(world, round_of(world)), world.hat("owner"))
    return handed_in(application, world.hat("signatory"))


def proof(application: Application, name: str, by: Hat, place: str = "conditions.B-1") -> Evidence:
    """A file that proves a place; its bytes are nowhere."""
    blob, _made = Blob.objects.get_or_create(
        sha256="0" * 64, defaults={"size": 1234, "media_type": "application/pdf", "scan": "clean", "kept_at": clock.now()}
    )
    made = Evidence.objects.create(application=application, blob=blob, name=name, by=by.person, at=clock.now())
    EvidenceUse.objects.create(evidence=made, place=place, page="3")
    return made
