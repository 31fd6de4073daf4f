"""Authorities and administrators have a second factor before they get anywhere."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from greenlist.journal.models import Entry
from world import PASSWORD, World

from .helping import person, send, sign_in, signed_in


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def activate(client: Client) -> str:
    """Turn on the authenticator the way a person does; its secret."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = page.split('class="formula">')[1].split("<")[0].strip()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.fixture
def obligatory(settings: Settings) -> None:
    settings.SECOND_FACTOR = "officials"


@pytest.mark.usefixtures("obligatory")
@pytest.mark.parametrize("who", ["city", "province", "department", "security", "system", "audit"])
def test_officials_reach_nothing_without_one(world: World, who: str) -> None:
    client = world.client(who)
    for url in ("/", "/me/", "/people/", "/hats/", "/notifications/"):
        assert client.get(url).url == "/accounts/2fa/"
    assert send(client, "/notifications/").url == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    assert client.post("/language/", {"language": "en", "next": "/"}).status_code == 302
    assert client.post("/accounts/logout/").status_code == 302


@pytest.mark.usefixtures("obligatory")
def test_applicants_need_none(world: World) -> None:
    assert world.client("owner").get("/me/").status_code == 200


@pytest.mark.usefixtures("obligatory")
def test_with_one_officials_go_on_and_are_asked_at_the_door(world: World) -> None:
    client = world.client("city")
    secret = activate(client)
    assert client.get("/me/").status_code == 200
    fresh = Client()
    assert sign_in(fresh, "city").url == "/accounts/2fa/authenticate/"
    assert not signed_in(fresh)
    assert fresh.get("/me/").status_code == 302
    cache.clear()  # the code was used a moment ago
    assert fresh.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    assert fresh.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert signed_in(fresh)
    acts = Entry.objects.filter(object_id=str(person("city").pk)).values_list("act", flat=True)
    assert list(acts) == ["person.second_factor_added"] * 2 + ["person.signed_in"], "authenticator, recovery codes"


@pytest.mark.usefixtures("obligatory")
def test_the_last_one_of_who_owes_it_stays(world: World) -> None:
    client = world.client("city")
    activate(client)
    page = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "必须保留一种双因素认证" in page
    assert Authenticator.objects.filter(user=person("city"), type="totp").exists()


def test_who_does_not_owe_one_may_drop_it(world: World) -> None:
    client = world.client("owner")
    activate(client)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user=person("owner"), type="totp").exists()
    assert Entry.objects.filter(act="person.second_factor_removed").exists()


def test_the_secret_is_kept_encrypted(world: World) -> None:
    client = world.client("owner")
    secret = activate(client)
    row = Authenticator.objects.get(user=person("owner"), type="totp")
    assert secret not in str(row.data)
    assert Entry.objects.filter(act="person.second_factor_added").exists()
    assert not [one for one in Entry.objects.all() if secret in str(one.after)]


def test_guessing_codes_is_slowed(world: World) -> None:
    activate(world.client("owner"))
    cache.clear()
    client = Client()
    sign_in(client, "owner")
    for number in range(11):
        page = client.post("/accounts/2fa/authenticate/", {"code": f"{number:06d}"}).content.decode()
    assert "尝试次数过多" in page


def test_every_page_of_it_reads(world: World) -> None:
    client = world.client("owner")
    activate(client)
    for page in ("", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/", "webauthn/"):
        assert client.get(f"/accounts/2fa/{page}").status_code == 200, page
    for page in ("webauthn/add/", "totp/deactivate/", "reauthenticate/"):
        assert client.get(f"/accounts/2fa/{page}").status_code == 200, page


@pytest.mark.usefixtures("obligatory")
def test_everyone_means_everyone(world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR = "everyone"
    assert world.client("owner").get("/me/").url == "/accounts/2fa/"
