"""The three administrators exclude each other and every business role, whatever program writes the row."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from greenlist.parties.domain import Refused, grant_role
from greenlist.parties.models import Person
from world import World

INSERT = """
INSERT INTO parties_membership (person_id, organisation_id, role, duty, since) VALUES (%s, %s, %s, %s, %s)
"""


def insert(world: World, person: str, organisation: str, role: str, duty: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        keys = [world.hat(person).person.pk, world.organisations[organisation].pk]
        cursor.execute(INSERT, [*keys, role, duty, timezone.now()])


@pytest.mark.parametrize(
    ("person", "organisation", "role", "duty"),
    [
        ("system", "operator", "audit_admin", "audit"),
        ("security", "operator", "system_admin", "system"),
        ("audit", "operator", "security_admin", "security"),
        ("system", "city", "city_handler", "business"),
        ("city", "operator", "audit_admin", "audit"),
        ("city", "operator", "audit_admin", "business"),
        ("owner", "operator", "system_admin", "system"),
    ],
)
def test_the_database_refuses_a_second_duty(world: World, person: str, organisation: str, role: str, duty: str) -> None:
    with pytest.raises(IntegrityError):
        insert(world, person, organisation, role, duty)


def test_the_database_refuses_another_duty_of_who_has_roles(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=world.hat("city").person.pk).update(duty="audit")


def test_a_second_business_role_is_fine(world: World) -> None:
    insert(world, "owner", "agency", "agency_evaluator", "business")


def test_the_verb_says_why(world: World) -> None:
    with pytest.raises(Refused, match="互斥"):
        grant_role(
            person=world.hat("city").person,
            organisation=world.organisations["operator"],
            role="audit_admin",
            by=world.hat("security"),
        )


def test_a_city_has_no_roles_of_a_province(world: World) -> None:
    with pytest.raises(Refused, match="没有这个角色"):
        grant_role(
            person=world.hat("newcomer").person,
            organisation=world.organisations["city"],
            role="province_approver",
            by=world.hat("security"),
        )


def test_logins_differ_by_more_than_case(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(login="OWNER", name="冒名", created_at=timezone.now())
