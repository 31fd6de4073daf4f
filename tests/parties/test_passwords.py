"""Two profiles of passwords."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.models import OldPassword, Person
from world import PASSWORD, World

from .helping import person, sign_in, signed_in

CHANGE = "/accounts/password/change/"


def faults(password: str, who: Person | None = None) -> str:
    try:
        validate_password(password, who)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.fixture
def dengbao(settings: Settings) -> None:
    settings.PASSWORD_PROFILE = "dengbao3"  # noqa: S105


@pytest.mark.usefixtures("dengbao")
@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Aa1!", "至少 8 位"),
        ("abcdefgh1", "三类"),
        ("ABCDEFGH1", "三类"),
        ("长春绿色工厂a1", ""),
        ("Zhangsan-2024", "登录名"),
        ("nasgnahz-A1", "登录名"),
        ("Rain7drops", ""),
    ],
)
def test_dengbao(password: str, said: str) -> None:
    found = faults(password, Person(login="zhangsan"))
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Aa1!Aa1!", "至少 12 位"),
        ("x" * 129, "最多 128 位"),
        ("passwordpassword", "太有规律"),
        ("christopher2024!!", "常见"),
        ("basketball12345", "常见"),
        ("aaaaaaaaaaaaaa", "太有规律"),
        ("abcabcabcabc", "太有规律"),
        ("qwertyuiop12", "太有规律"),
        ("0987654321zz", "太有规律"),
        ("greenlist2024", "太有规律"),
        ("hello zhangsan there", "登录名"),
        ("four unrelated words here", ""),
        ("河水向东流入大海不回头", "至少 12 位"),
        ("河水向东流入大海从不回头", ""),
    ],
)
def test_asvs(password: str, said: str) -> None:
    found = faults(password, Person(login="zhangsan"))
    assert said in found
    assert bool(found) == bool(said)


def change(client: Client, new: str, old: str = PASSWORD) -> int:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code


def test_changing_it_ends_other_sessions_and_keeps_this_one(world: World) -> None:
    here, there = world.client("owner"), world.client("owner")
    assert change(here, "four unrelated words here") == 302
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    fresh = Client()
    sign_in(fresh, "owner", "four unrelated words here")
    assert signed_in(fresh)
    entry = Entry.objects.get(act="person.password_changed")
    assert (entry.actor, entry.after) == (str(person("owner").pk), None)


@pytest.mark.parametrize(
    ("new", "old", "said"), [("short", PASSWORD, "太短"), ("four unrelated words here", "no", "当前密码")]
)
def test_what_does_not_do_is_said_beside_its_field(world: World, new: str, old: str, said: str) -> None:
    client = world.client("owner")
    answer = client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.usefixtures("dengbao")
def test_the_last_five_cannot_be_used_again(world: World) -> None:
    client = world.client("owner")
    used = [PASSWORD, "First-pass1", "Second-pass2", "Third-pass3", "Fourth-pass4", "Fifth-pass5"]
    for before, after in pairwise(used):
        assert change(client, after, before) == 302
        cache.clear()  # more than five changes a minute are slowed
    assert change(client, "Second-pass2", used[-1]) == 422
    assert change(client, used[-1], used[-1]) == 422
    assert OldPassword.objects.filter(person=person("owner")).count() == 5


@pytest.mark.usefixtures("dengbao")
def test_after_ninety_days_it_must_be_changed_first(world: World) -> None:
    Person.objects.filter(login="owner").update(password_changed_at=clock.now() - timedelta(days=90))
    client = world.client("owner")
    assert client.get("/people/").url == CHANGE
    assert change(client, "Brand-new-1") == 302
    assert client.get("/people/").status_code == 200


def test_asvs_knows_no_rotation(world: World) -> None:
    Person.objects.filter(login="owner").update(password_changed_at=clock.now() - timedelta(days=900))
    assert world.client("owner").get("/people/").status_code == 200


def test_who_must_change_it_reaches_nothing_else(world: World) -> None:
    Person.objects.filter(login="owner").update(must_change_password=True)
    client = world.client("owner")
    assert client.get("/").url == CHANGE
    assert client.get(CHANGE).status_code == 200
    change(client, "four unrelated words here")
    assert client.get("/me/").status_code == 200
