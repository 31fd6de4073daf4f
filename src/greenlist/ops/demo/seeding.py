"""What the demo holds when it is opened first: places, organisations, people, two rounds, applications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction

from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.ops.places import PROVINCE, ensure_places
from greenlist.parties.access import Hat
from greenlist.parties.domain import grant_role
from greenlist.parties.models import Jurisdiction, Membership, Organisation, Person
from greenlist.parties.roles import duty_of
from greenlist.rounds.domain import extend_deadline, open_round
from greenlist.rounds.models import Deadline, Round

from .applications import seed_applications
from .cast import CAST, EXPERTS, OTHER_AGENCY, PASSWORD, Account
from .credit import seed_credit_lists
from .filings import seed_filings
from .green_lists import seed_green_lists
from .units import Sample, ensure_organisations, samples

DAYS_LEFT = 20
EXPERTS_THERE = 5  # `expert` and those numbered on from it
ROUNDS = (("jilin-2024", "2024年度吉林省绿色制造名单推荐"), ("cn-2025", "2025年度吉林省绿色制造名单推荐"))


def is_seeded() -> bool:
    """Whether the demo is in place: the rounds come last."""
    return Round.objects.exists()


@transaction.atomic
def seed() -> None:
    """Put the whole demo into an empty database."""
    ensure_places()
    ensure_organisations()
    people()
    opened = rounds()
    seed_filings(opened[0], hat)
    seed_applications(opened, hat)
    seed_green_lists(hat)
    seed_credit_lists(hat)


def people() -> None:
    """The cast, and two people in every other sample unit and city (`extras`)."""
    everyone = [*CAST, *extras()]
    by = _security_administrator(next(one for one in CAST if one.role == "security_admin"))
    places = {one.name: one for one in Organisation.objects.select_related("jurisdiction")}
    known = {by.person.login: by.person}
    for one in everyone:
        organisation = places[one.organisation]
        person = known.get(one.login) or add_person(one)
        known[one.login] = person
        if one.login != by.person.login:
            grant_role(person=person, organisation=organisation, role=one.role, by=by)


def extras() -> Iterator[Account]:
    """Who else is there: `cement` and `cement.signatory` of a unit, `siping` and `siping.approver` of a city, further
    experts `expert2` and on, and `otheragency.head`.

    They sign in with the same password; the sign-in page leaves them out.
    """
    yield Account("otheragency.head", "施小寒", "agency_head", OTHER_AGENCY)
    named = {one.organisation for one in CAST}
    for sample in samples():
        if sample.name not in named:
            yield from _pair(sample)
    for number in range(2, EXPERTS_THERE + 1):
        yield Account(f"expert{number}", f"示例专家{number}", "expert", EXPERTS)
    served = {(one.organisation, one.role) for one in CAST}
    for city in Organisation.objects.filter(jurisdiction__level=Jurisdiction.Level.CITY, kind="authority"):
        yield from (one for one in _officers(city) if (one.organisation, one.role) not in served)


def _pair(sample: Sample) -> Iterator[Account]:
    short = sample.name.removeprefix("示例").removesuffix("有限公司")
    yield Account(sample.login, f"{short}填报人", "applicant_editor", sample.name)
    yield Account(f"{sample.login}.signatory", f"{short}负责人", "applicant_signatory", sample.name)


def _officers(city: Organisation) -> Iterator[Account]:
    code, name = city.jurisdiction.code, city.jurisdiction.name
    yield Account(code, f"{name}经办人", "city_handler", city.name)
    yield Account(f"{code}.approver", f"{name}审批人", "city_approver", city.name)


def _security_administrator(account: Account) -> Hat:
    """The first of all, whom nobody could have appointed."""
    person = add_person(account)
    operator = Organisation.objects.get(name=account.organisation)
    membership = Membership.objects.create(
        person=person, organisation=operator, role=account.role, duty=duty_of(account.role), since=clock.now()
    )
    return Hat(person, membership)


def add_person(account: Account) -> Person:
    """An account as `create_person` makes it, but with the hash of the one password: 70 of them take 15 seconds."""
    person = Person.objects.create(
        login=account.login, name=account.name, duty=duty_of(account.role), password=_hash(),
        email=f"{account.login}@example.invalid", created_at=clock.now(), password_changed_at=clock.now(),
    )  # fmt: skip
    after = {"login": account.login, "name": account.name, "duty": str(person.duty)}
    record("person.created", person, by=PROGRAM, after=after)
    return person


@cache
def _hash() -> str:
    return make_password(PASSWORD)


def hat(login: str, role: str = "") -> Hat:
    """Somebody of the demo under their first hat, or the one of a role."""
    rows = Membership.objects.select_related("person", "organisation__jurisdiction").filter(person__login=login)
    first = (rows.filter(role=role) if role else rows).earliest("pk")
    return Hat(first.person, first)


def rounds() -> list[Round]:
    """Two rounds in the province; the city's deadline of the first lies in the past and is moved."""
    by = hat("province")
    province = Jurisdiction.objects.get(code=PROVINCE)
    opened = [open_round(policy_id=policy, jurisdiction=province, title=title, by=by) for policy, title in ROUNDS]
    extend_deadline(
        deadline=Deadline.objects.get(round=opened[0], kind="city"),
        to=clock.today() + timedelta(days=DAYS_LEFT),
        reason="演示用：通知规定的日期已过，延后到今天起第 20 天，便于试用。",
        document="演示说明（不是真实文件）",
        by=by,
    )
    return opened


def first_round() -> Round:
    """The round that everything happens in."""
    return Round.objects.select_related("law", "jurisdiction").get(policy_id=ROUNDS[0][0])
