"""Applications that an agency is engaged for, as the contract and the agency's steps leave them."""

from __future__ import annotations

from greenlist.applications.models import Application, Nonconformity
from greenlist.engine import clock
from world import World


def engage(world: World, application: Application, state: str = "contracted", agency: str = "agency") -> Application:
    """The agency engaged, the application in a state of its evaluation."""
    application.agency, application.route, application.state = world.organisations[agency], "agency", state
    application.save(update_fields=["agency", "route", "state"])
    return application


def object_to(world: World, application: Application, place: str, grade: str = "major") -> Nonconformity:
    """The agency finds something wrong at a place."""
    return Nonconformity.objects.create(
        application=application, place=place, label="化学需氧量", grade=grade, reason="监测报告与填报不一致。",
        by=world.hat("evaluator").person, at=clock.now(),
    )  # fmt: skip
