"""Conflicts as the register, the filings and the memberships show them; every door of an expert."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import Filing, StaffMember
from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.panel.facts import Sort
from greenlist.panels.models import DeclaredConflict, Expert, PastEmployer, SharedWork
from greenlist.panels.queries.conflicts import against, conflicted_ids, conflicts_of
from greenlist.panels.rules.assignments import assignments, own_cases
from greenlist.parties.models import FormerName, Membership, Organisation, Role
from world import World

from .ground import cases, expert, experts, given, panel, put_state


@pytest.fixture
def case(world: World) -> Application:
    """One case, evaluated by the agency of the world."""
    one = cases(world, 2)[0]
    Application.objects.filter(pk=one.pk).update(agency=world.organisations["agency"], route="agency")
    one.refresh_from_db()
    return one


def sorts(someone: Expert, application: Application) -> list[Sort]:
    rows = Application.objects.filter(pk=application.pk)
    return [one.sort for those in conflicts_of([someone], rows).values() for one in those]


def test_nobody_is_in_conflict_by_default(world: World, case: Application) -> None:
    assert conflicted_ids(expert(world)) == frozenset()


def test_employer_by_code_name_and_former_name(world: World, case: Application) -> None:
    FormerName.objects.create(organisation=case.unit, name="老示例厂")
    for number, employer in enumerate(
        (
            {"employer": case.unit.name},
            {"employer": "写错的名称", "employer_uscc": case.unit.uscc},
            {"employer": "老示例厂"},
        )
    ):
        someone = expert(world, f"e{number}", **employer)
        assert sorts(someone, case) == [Sort.EMPLOYER]
        assert conflicted_ids(someone) == {case.pk}


def test_the_agency_that_evaluated_counts(world: World, case: Application) -> None:
    someone = expert(world, employer="示例绿色评价有限公司")
    assert sorts(someone, case) == [Sort.EMPLOYER]
    assert "评价机构" in against([someone], case)[someone.pk]


def test_an_agency_named_in_the_version_counts_too(world: World) -> None:
    one = cases(world, 1)[0]
    Application.objects.filter(pk=one.pk).update(route="agency")
    last = Submission.objects.get(application=one)
    data = last.data | {"unit": last.data["unit"] | {"agency": "外地评价有限公司"}}
    Submission.objects.bulk_create([
        Submission(application=one, number=2, data=data, evidence=last.evidence, result=last.result,
                   receipt_number="TEST-2", receipt=last.receipt, digest=last.digest, by=last.by, at=clock.now())
    ])  # fmt: skip
    assert sorts(expert(world, employer="外地评价有限公司"), one) == [Sort.EMPLOYER]


def test_former_employers_by_days(world: World, case: Application) -> None:
    someone, today = expert(world), clock.today()
    border = today.replace(year=today.year - 3)
    past = PastEmployer.objects.create(expert=someone, name=case.unit.name, until=border - timedelta(days=1))
    assert sorts(someone, case) == []
    past.until = border
    past.save()
    assert sorts(someone, case) == [Sort.FORMER]


def test_shared_works_hats_and_declared(world: World, case: Application) -> None:
    someone = expert(world)
    SharedWork.objects.create(expert=someone, name="示例绿色评价有限公司", what="评价报告", on=date(2015, 1, 1))
    DeclaredConflict.objects.create(expert=someone, application=case, reason="师生", by=someone.person, at=clock.now())
    hat = Membership.objects.create(
        person=someone.person, organisation=case.unit, role=Role.APPLICANT_EDITOR, duty="business", since=clock.now()
    )
    assert sorts(someone, case) == [Sort.DECLARED, Sort.MEMBER, Sort.SHARED]
    hat.until = clock.now()
    hat.save()
    assert sorts(someone, case) == [Sort.DECLARED, Sort.FORMER, Sort.SHARED]


def staff(world: World, case: Application, year: int, **more: object) -> StaffMember:
    filing, _ = Filing.objects.get_or_create(
        agency=world.organisations["agency"], jurisdiction=world.places["220000"], year=year, round=case.round,
        defaults={"state": Filing.State.ACTIVE, "created_by": world.hat("agencyhead").person,
                  "created_at": clock.now()},
    )  # fmt: skip
    return StaffMember.objects.create(filing=filing, position=1, **more)


def test_the_staff_list_of_the_agency(world: World, case: Application) -> None:
    someone, year = expert(world), clock.today().year
    by_name = staff(world, case, year, name=someone.person.name)
    found = conflicts_of([someone], Application.objects.filter(pk=case.pk))[someone.pk, case.pk]
    assert [(one.sort, one.certain) for one in found] == [(Sort.STAFF, False)]
    by_name.person = someone.person
    by_name.save()
    found = conflicts_of([someone], Application.objects.filter(pk=case.pk))[someone.pk, case.pk]
    assert [(one.sort, one.certain) for one in found] == [(Sort.STAFF, True)]
    by_name.person = world.hat("evaluator").person  # another of the same name
    by_name.save()
    assert sorts(someone, case) == []


def test_old_staff_lists_are_past(world: World, case: Application) -> None:
    someone = expert(world)
    staff(world, case, clock.today().year - 5, name=someone.person.name)
    assert sorts(someone, case) == []


def test_names_of_legal_representatives(world: World, case: Application) -> None:
    Organisation.objects.filter(pk=case.unit_id).update(legal_rep="杨专家")
    Organisation.objects.create(
        kind="enterprise", name="另一家公司", legal_rep="杨专家", jurisdiction=world.places["changchun"],
        created_at=clock.now(),
    )  # fmt: skip
    someone = expert(world, employer="另一家公司")
    assert sorts(someone, case) == [Sort.LEGAL_REP, Sort.EMPLOYER_REP]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = experts(world, count)
    cases(world, count)
    rows = Expert.objects.filter(pk__in=[one.pk for one in people]).select_related("person", "pool")
    with django_assert_num_queries(12):
        conflicts_of(rows, Application.objects.filter(state="recommended"))


# -- every door ----------------------------------------------------------------------------------------------------


def test_an_expert_with_a_conflict_sees_nothing_of_the_case(world: World) -> None:
    mine, other = cases(world, 2)
    someone = expert(world)
    group = panel(world, mine.round, members=[someone])
    first, second = given(group, mine, someone), given(group, other, someone)
    assert list(own_cases(world.hat("expert"))) == []  # not before scoring begins
    put_state(group, "scoring")
    assert set(own_cases(world.hat("expert"))) == {first, second}
    FormerName.objects.create(organisation=other.unit, name="吉林某大学")  # the unit changes, nobody touches the expert
    seen = own_cases(world.hat("expert"))
    assert list(seen) == [first]
    assert seen.count() == 1
    assert not assignments.may(world.hat("expert"), "see", second)
    assert not assignments.may(world.hat("expert"), "score", second)
    assert assignments.may(world.hat("expert"), "score", first)


def test_others_have_other_doors(world: World) -> None:
    one = cases(world, 1)[0]
    someone, colleague = experts(world, 2)
    group = put_state(panel(world, one.round, members=[someone]), "scoring")
    mine = given(group, one, someone)
    assert list(assignments.visible(world.hat("expert1"))) == [mine]
    for name in ("expert2", "expert", "owner", "city", "evaluator", "department", "security"):
        assert list(assignments.visible(world.hat(name))) == []
        assert not assignments.may(world.hat(name), "see", mine)
    for name in ("province", "provinceapprover"):
        assert list(assignments.visible(world.hat(name))) == [mine]
    assert assignments.may(world.hat("province"), "change", mine)
    assert not assignments.may(world.hat("provinceapprover"), "change", mine)
    assert colleague.pk != someone.pk


def test_who_is_out_of_the_pool_sees_nothing(world: World) -> None:
    one = cases(world, 1)[0]
    someone = expert(world)
    given(put_state(panel(world, one.round, members=[someone]), "scoring"), one, someone)
    Expert.objects.update(active=False)
    assert list(own_cases(world.hat("expert"))) == []
