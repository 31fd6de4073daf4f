"""A rival who knows a login cannot lock its owner out."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.test import Client, RequestFactory
from pytest_django import Settings

from greenlist.journal.models import Entry
from greenlist.parties.lockout import address_of, login_key
from world import World

from .helping import person, sign_in, signed_in

OFFICE, RIVAL = "10.0.0.1", "203.0.113.9"


@pytest.fixture
def known(world: World) -> Client:
    """The owner's browser: signed in before, signed out since."""
    client = Client()
    sign_in(client, "owner", address=OFFICE)
    client.post("/accounts/logout/")
    return client


def fail(times: int, address: str, login: str = "owner") -> int:
    """A rival tries from a fresh browser each time; the last status."""
    status = 0
    for number in range(times):
        status = sign_in(Client(), login, f"guess {number}", address).status_code
    return status


@pytest.mark.long
def test_a_hundred_failures_from_another_address_lock_only_that_address(world: World, known: Client) -> None:
    assert fail(100, RIVAL) == 429
    assert sign_in(known, "owner", address=OFFICE).status_code == 302
    fresh = Client()
    assert sign_in(fresh, "owner", address=OFFICE).status_code == 302, "not even a new browser elsewhere is hit"
    assert sign_in(Client(), "owner", address=RIVAL).status_code == 429


def test_a_hundred_failures_from_the_same_address_leave_the_known_browser_in(world: World, known: Client) -> None:
    assert fail(100, OFFICE) == 429
    assert sign_in(known, "owner", address=OFFICE).status_code == 302
    assert signed_in(known)


def test_an_unknown_browser_at_that_address_waits_and_is_told_why(world: World) -> None:
    fail(5, OFFICE)
    answer = sign_in(Client(), "owner", address=OFFICE)
    assert answer.status_code == 429
    assert "15 分钟后再试" in answer.content.decode()


@pytest.mark.long
def test_colleagues_at_the_same_address_are_not_hit(world: World) -> None:
    fail(100, OFFICE)
    assert sign_in(Client(), "colleague", address=OFFICE).status_code == 302


def test_guessing_many_accounts_from_one_address_is_slowed_but_known_browsers_go_on(
    world: World, known: Client, settings: Settings
) -> None:
    settings.ADDRESS_FAILURE_LIMIT = 20
    for number in range(20):
        sign_in(Client(), f"login{number}", "guess", OFFICE)
    assert sign_in(Client(), "colleague", address=OFFICE).status_code == 429
    assert sign_in(known, "owner", address=OFFICE).status_code == 302


def test_the_known_browser_has_a_limit_of_its_own(world: World, known: Client) -> None:
    for _ in range(5):
        sign_in(known, "owner", "wrong", OFFICE)
    assert sign_in(known, "owner", address=OFFICE).status_code == 429
    assert sign_in(known, "owner", address=RIVAL).status_code == 429, "wherever the browser goes"


def test_a_cookie_of_another_account_is_no_known_browser(world: World) -> None:
    rival = Client()
    sign_in(rival, "outsider", address=OFFICE)
    rival.post("/accounts/logout/")
    for _ in range(6):
        answer = sign_in(rival, "owner", "guess", OFFICE)
    assert answer.status_code == 429
    assert AccessAttempt.objects.get(username="owner").user_agent == ""


def test_a_forged_cookie_is_no_known_browser(world: World, known: Client) -> None:
    rival = Client()
    rival.cookies["greenlist_device"] = known.cookies["greenlist_device"].value[:-3] + "abc"
    for _ in range(6):
        answer = sign_in(rival, "owner", "guess", OFFICE)
    assert answer.status_code == 429


def test_spellings_of_a_login_share_a_counter(world: World) -> None:
    for login in ("owner", "OWNER", " Owner", "oWNER ", "owner"):
        sign_in(Client(), login, "guess", OFFICE)
    assert sign_in(Client(), "owner", address=OFFICE).status_code == 429
    assert login_key("ſignatory") == login_key("SIGNATORY")


def test_trying_on_while_locked_does_not_lengthen_it_and_is_said_once(world: World) -> None:
    fail(30, OFFICE)
    row = AccessAttempt.objects.get(username="owner")
    assert row.failures_since_start == 5
    entries = Entry.objects.filter(act="person.locked_out", object_id=str(person("owner").pk))
    assert [one.after for one in entries] == [{"address": OFFICE, "failures": 5}]


def test_no_password_stands_in_the_log(world: World) -> None:
    fail(1, OFFICE)
    row = AccessAttempt.objects.get(username="owner")
    assert "guess" not in row.post_data
    assert AccessFailureLog.objects.filter(username="owner").count() == 1


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", None),
        ("unix:", None),
    ],
)
def test_addresses_as_they_are_counted(given: str, counted: str | None) -> None:
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=given)) == counted
