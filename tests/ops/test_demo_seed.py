"""What the demo holds when it is opened first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from door import greenlist
from greenlist.agencies.models import Engagement, Filing
from greenlist.engine import clock
from greenlist.ops.demo import jobs, seeding
from greenlist.ops.demo.cast import AGENCY, CAST, OTHER_AGENCY, PASSWORD, accounts
from greenlist.ops.demo.units import samples
from greenlist.parties.models import Membership, Organisation, Person, Role
from greenlist.rounds.models import Deadline, Round


def test_accounts_are_printed_without_starting_anything() -> None:
    import json

    said = greenlist("demo", "--accounts")
    assert said.code == 0
    listed = json.loads(said.out)
    assert listed == accounts()
    assert all(set(one) == {"login", "password", "role", "organisation"} for one in listed)


def test_there_is_an_account_for_every_role_and_somebody_with_two_hats() -> None:
    assert {one.role for one in CAST} == set(Role.values)
    logins = [one.login for one in CAST]
    assert logins.count("twohats") == 2


@pytest.mark.django_db
def test_the_demo_as_it_is_opened() -> None:
    assert not seeding.is_seeded()
    seeding.seed()
    assert seeding.is_seeded()
    _accounts_work()
    _units_are_those_of_the_sample_round()
    _rounds_are_open()
    _agencies_are_at_work()


def _accounts_work() -> None:
    for one in accounts():
        membership = Membership.objects.filter(person__login=one["login"], role=one["role"])
        assert membership.filter(organisation__name=one["organisation"]).count() == 1, one
    assert Person.objects.get(login="factory").check_password(PASSWORD)
    for unit in Organisation.objects.filter(kind__in=("enterprise", "park"), status="confirmed"):
        worn = set(unit.memberships.values_list("role", flat=True))
        assert {"applicant_editor"} <= worn, unit


def _units_are_those_of_the_sample_round() -> None:
    assert len(samples()) >= 15
    for sample in samples():
        unit = Organisation.objects.select_related("jurisdiction__parent").get(uscc=str(sample.unit["uscc"]))
        assert unit.name == sample.name
        assert unit.jurisdiction.level == "county" or unit.jurisdiction.code == "meihekou"


def _rounds_are_open() -> None:
    assert {(one.policy_id, one.evaluation_year) for one in Round.objects.all()} == {
        ("jilin-2024", 2023),
        ("cn-2025", 2024),
    }
    city = Deadline.objects.get(round__policy_id="jilin-2024", kind="city")
    assert city.on == clock.today() + timedelta(days=seeding.DAYS_LEFT)
    assert "演示" in city.extensions.get().reason


def _agencies_are_at_work() -> None:
    filings = {one.agency.name: one for one in Filing.objects.select_related("agency")}
    assert {name: one.state for name, one in filings.items()} == {AGENCY: "active", OTHER_AGENCY: "returned"}
    assert filings[AGENCY].number
    assert filings[OTHER_AGENCY].rulings.filter(verdict="returned", current=True).count() == 2
    assert [one.state for one in Engagement.objects.all()] == ["asked"]
    job = ProcrastinateJob.objects.get(task_name="demo.evaluate")  # the worker's, once the site is there
    jobs.evaluate(**job.args)
    at_work, signed = (Engagement.objects.get(application=pk) for pk in (job.args["at_work"], job.args["signed"]))
    assert at_work.application.state == "documents_reviewed"
    assert at_work.application.nonconformities.get().state == "open"
    verified = at_work.application.statements.get(witness="verified")
    claim = at_work.application.statements.get(place=verified.place, witness="claimed", current=True)
    assert claim.content != verified.content
    assert signed.application.state == "technically_reviewed"
    assert signed.reports.get().number == 1
