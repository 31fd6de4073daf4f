"""What the tests of the city's desk stand on: everything answered, a screening of one outcome, papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from applications.papers import pdf
from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.listings.models import Entry, GreenList
from greenlist.parties.models import Membership, Role
from greenlist.parties.roles import duty_of
from greenlist.reviews.domain import accept, answer_all
from greenlist.screenings.models import Finding, Run, UnitResult
from world import World


def checked(world: World, application: Application, who: str = "city", answer: str = "fine", note: str = "") -> int:
    """Every point that must be decided, answered."""
    return answer_all(application=application, by=world.hat(who), answer=answer, note=note)


def accepted(world: World, submission: Submission, note: str = "") -> Application:
    """Accepted, with every point answered."""
    application = submission.application
    checked(world, application)
    accept(application=application, by=world.hat("city"), version=application.version, note=note)
    application.refresh_from_db()
    return application


def paper(name: str = "依据.pdf") -> SimpleUploadedFile:
    """A PDF that differs by its name."""
    return SimpleUploadedFile(name, pdf(text=name), "application/pdf")


def opened(client: Client, address: str) -> int:
    """The status of a download, read to its end."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[arg-type]
    return answer.status_code


def found(
    application: Application, outcome: str = "clear", *, at: datetime | None = None, as_of: date | None = None,
    record: str = "r1", condition: str = "NEG-2a", source: str = "credit_china_penalties",
) -> UnitResult:  # fmt: skip
    """A screening of one unit with one record, or none where it is clear or undetermined."""
    run = Run.objects.create(
        round=application.round, authority=application.city, purpose=Run.Purpose.ON_DEMAND,
        as_of=as_of or clock.today(), at=at or clock.now(), policy_id="jilin-2024", policy_hash="0" * 64, sources=[],
        not_screened=[], counts={},
    )  # fmt: skip
    conditions: list[dict[str, Any]] = [
        {"id": condition, "outcome": outcome, "source": source, "reason": "示例", "record": None, "rulings": []}
    ]  # fmt: skip
    made = UnitResult.objects.create(
        run=run, application=application, name=application.unit.name, outcome=outcome,
        answer={"name": application.unit.name, "outcome": outcome, "conditions": conditions, "tenants": []},
    )  # fmt: skip
    if outcome in {"hit", "candidate"}:
        Finding.objects.create(
            unit=made, condition=condition, outcome=outcome, source=source, record=record, digest="d" * 32,
            identity=application.unit.uscc, name=application.unit.name, ruling={"reason": "示例处罚", "how": "uscc"},
        )  # fmt: skip
    return made


def belongs(world: World, who: str, organisation: str) -> Membership:
    """Somebody of an office who has a role in a unit or an agency as well."""
    role = Role.AGENCY_EVALUATOR if "agency" in organisation else Role.APPLICANT_EDITOR
    return Membership.objects.create(
        person=world.hat(who).person, organisation=world.organisations[organisation], role=role, duty=duty_of(role),
        since=clock.now(),
    )  # fmt: skip


def listed(world: World, application: Application, status: str = "published", *, label: str = "2023年度") -> Entry:
    """The unit on a final list of the province."""
    green_list, _made = GreenList.objects.get_or_create(
        authority=world.places["220000"], level="province", stage="final", label=label,
        defaults={"document": "吉工信〔2023〕9号", "announced_on": date(2023, 9, 1), "at": clock.now(), "by": None},
    )  # fmt: skip
    number = green_list.entries.count() + 1
    return Entry.objects.create(
        green_list=green_list, kind=application.kind, seq=number, name=application.unit.name,
        name_key=application.unit.name, uscc=application.unit.uscc, status=status,
    )  # fmt: skip
