"""What the demo holds when it is opened first."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from door import greenlist
from greenlist.agencies.models import Engagement, Filing
from greenlist.applications.models import Application
from greenlist.consultations.models import Letter, PersonalLink, Reply
from greenlist.decisions.models import Batch
from greenlist.engine import clock
from greenlist.engine.codes import uscc_problem, uscc_warnings
from greenlist.notices.models import Objection
from greenlist.ops.demo import jobs, seeding
from greenlist.ops.demo.cast import AGENCY, CAST, ECOLOGY, MARKET, OTHER_AGENCY, PASSWORD, SAFETY, accounts
from greenlist.ops.demo.onward import STEPS
from greenlist.ops.demo.onward.units import ASKED, CHOSEN, IN_INBOX, NOTICED, RETURNED, REVIEWED, UNITS, application_of
from greenlist.ops.demo.units import samples
from greenlist.panels.models import Assignment, Panel
from greenlist.panels.queries.conflicts import conflicted_ids
from greenlist.panels.queries.results import reviews_of
from greenlist.parties.models import Membership, Organisation, Person, Role
from greenlist.recommendations.models import Recommendation
from greenlist.reviews.models import FormalCheck
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


@pytest.mark.long
@pytest.mark.django_db
def test_the_demo_as_it_is_opened() -> None:
    assert not seeding.is_seeded()
    seeding.seed()
    assert seeding.is_seeded()
    _accounts_work()
    _units_are_those_of_the_sample_round()
    _rounds_are_open()
    _agencies_are_at_work()
    _carried_on()
    _cities_are_at_work()
    _the_province_took_in()
    _experts_are_at_work()
    _a_notice_is_open()


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


def _carried_on() -> None:
    """The worker does step after step; a step that is done already does nothing."""
    job = ProcrastinateJob.objects.get(task_name=jobs.CARRY_ON)
    while job.args["step"] < len(STEPS):
        jobs.carry_on(**job.args)
        job = ProcrastinateJob.objects.filter(task_name=jobs.CARRY_ON).latest("pk")
    before = Application.objects.count()
    for step in (0, len(STEPS) - 1, len(STEPS)):
        jobs.carry_on(step=step)
    assert Application.objects.count() == before
    assert ProcrastinateJob.objects.filter(task_name=jobs.CARRY_ON).count() == len(STEPS) + 1
    for one in UNITS:
        assert one.name.startswith("示例")
        assert uscc_problem(one.uscc) is None
        assert uscc_warnings(one.uscc) == []


def _states(*logins: str) -> list[str]:
    return [application_of(login).state for login in logins]


def _cities_are_at_work() -> None:
    check = FormalCheck.objects.get(application=application_of(IN_INBOX))
    assert check.outcome == ""
    assert check.points.count() > 0 < check.left
    assert _states(IN_INBOX, *ASKED) == ["submitted", *["consulted"] * len(ASKED)]
    answers = {
        letter.addressee: Counter(letter.replies.values_list("answer", flat=True))
        for letter in Letter.objects.filter(consultation__city__code="changchun")
    }
    assert answers == {ECOLOGY: {"none": 3}, SAFETY: {"none": 2, "objection": 1}, MARKET: {}}
    assert Reply.objects.get(answer="objection").current
    assert not Reply.objects.filter(ruling__isnull=False).exists()
    link = PersonalLink.objects.get()
    assert (link.letter.addressee, link.used_at, link.revoked_at) == (MARKET, None, None)
    waiting = Batch.objects.get(state="proposed")
    assert (waiting.place.code, waiting.stage) == ("jilin", "selection")
    assert dict(waiting.lines.values_list("application", "outcome")) == {
        application_of(CHOSEN[0]).pk: "yes", application_of(CHOSEN[1]).pk: "no",
    }  # fmt: skip


def _the_province_took_in() -> None:
    sent = {one.place.code: one for one in Recommendation.objects.filter(level="city", state="sent")}
    assert set(sent) == {"siping", "yanbian"}
    for one in sent.values():
        assert one.letter_no
        assert one.postings.count() == 1
        assert one.uploads.count() == one.units.count() == 3
        assert not one.units.filter(intake__outcome="open").exists()
    assert sent["siping"].units.get(intake__outcome="returned").application == application_of(RETURNED)
    assert _states(RETURNED) == ["formally_checked"]


def _experts_are_at_work() -> None:
    done, at_work = Panel.objects.order_by("pk")
    assert (done.state, at_work.state) == ("closed", "scoring")
    cases = [application_of(login) for login in REVIEWED]
    states = reviews_of(cases)
    assert [states[one.pk].state for one in cases] == ["agreeing", "conflicting", "incomplete"]
    assert Assignment.objects.filter(panel=at_work, expert__person__login="expert", sheet=None).exists()
    tied = at_work.members.get(expert__person__login="expert2").expert
    assert conflicted_ids(tied, Application.objects.filter(pk__in=[one.pk for one in cases])) == {cases[1].pk}
    meeting = Batch.objects.get(stage="meeting", state="preparing")
    assert Counter(meeting.lines.values_list("outcome", flat=True)) == {"yes": 1, "": 2}


def _a_notice_is_open() -> None:
    named, lead = (Objection.objects.get(unit__application=application_of(login)) for login in NOTICED)
    assert (named.anonymous, named.state, named.files.count()) == (False, "received", 1)
    assert (lead.anonymous, lead.state) == (True, "recorded")
    notice = named.notice
    assert notice.state == "open"
    assert notice.starts_on == clock.today() < notice.ends_on
    assert _states(*NOTICED) == ["province_noticed"] * 2


@pytest.mark.django_db
def test_what_a_killed_worker_had_begun_is_queued_anew() -> None:
    jobs.carry_on.defer(step=3)
    with connection.cursor() as cursor:  # as the worker marks it; the model cannot be saved
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [jobs.CARRY_ON])
    jobs.resume()
    left = ProcrastinateJob.objects.filter(task_name=jobs.CARRY_ON)
    assert [(one.status, one.args) for one in left] == [("todo", {"step": 3})]
