"""The door."""

import time

from django.conf import settings as site
from django.contrib.auth.hashers import make_password
from django.test import Client
from pytest_django import Settings

from greenlist.journal.models import Entry
from greenlist.ops import settings as real
from greenlist.parties.gates import SIGNED_IN
from greenlist.parties.models import MembershipEvent
from world import World

from .helping import person, send, sign_in, signed_in


def test_signing_in_and_out_leaves_entries(world: World) -> None:
    client = Client()
    answer = sign_in(client, "owner")
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)
    acts = list(Entry.objects.filter(object_id=str(person("owner").pk)).values_list("act", "actor"))
    assert acts == [("person.signed_in", str(person("owner").pk)), ("person.signed_out", str(person("owner").pk))]


def test_case_and_blanks_of_the_login_do_not_matter(world: World) -> None:
    client = Client()
    sign_in(client, " OWNER ")
    assert signed_in(client)


def test_a_wrong_password_says_what_to_do_and_keeps_the_login(world: World) -> None:
    answer = sign_in(Client(), "owner", "wrong")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "登录名或密码不正确" in page
    assert 'value="owner"' in page
    assert "wrong" not in page


def test_an_unknown_login_gets_the_same_words(world: World) -> None:
    assert "登录名或密码不正确" in sign_in(Client(), "nobody", "wrong").content.decode()


def test_the_session_gets_a_new_key(world: World) -> None:
    client = Client()
    client.get("/accounts/login/")
    client.session.save()
    before = client.session.session_key
    sign_in(client, "owner")
    assert client.session.session_key != before


def test_who_is_switched_off_is_out_with_the_next_request(world: World) -> None:
    client = world.client("owner")
    assert client.get("/me/").status_code == 200
    owner = person("owner")
    owner.is_active = False
    owner.save()
    assert client.get("/me/").status_code == 302
    assert sign_in(Client(), "owner").url == "/accounts/inactive/"


def test_nobody_signs_up_without_invitation(world: World) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_demo_accounts_are_listed_only_in_the_demo(world: World, settings: Settings) -> None:
    settings.DEMO_ACCOUNTS = [
        {"login": "owner", "password": "demo-word", "role": "applicant_editor", "organisation": "示例食品"}
    ]
    settings.DEMO = False
    assert "demo-word" not in Client().get("/accounts/login/").content.decode()
    settings.DEMO = True
    page = Client().get("/accounts/login/").content.decode()
    assert 'name="password" value="demo-word"' in page
    assert "填报人" in page


def test_the_real_hasher_is_argon2id(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    assert make_password("x").startswith("argon2$argon2id$")


def test_a_session_ends_after_twelve_hours_whatever_happens(world: World) -> None:
    client = world.client("owner")
    session = client.session
    session[SIGNED_IN] = time.time() - 12 * 3600 - 1
    session.save()
    answer = client.get("/me/?tab=1")
    assert answer.url == "/accounts/login/?next=%2Fme%2F%3Ftab%3D1"
    assert not signed_in(client)


def test_an_idle_session_ends_under_dengbao(world: World, settings: Settings) -> None:
    settings.PASSWORD_PROFILE = "dengbao3"  # noqa: S105
    client = world.client("owner")
    assert client.get("/me/").status_code == 200
    session = client.session
    session["seen_at"] = time.time() - 30 * 60 - 1
    session.save()
    assert client.get("/me/").url.startswith("/accounts/login/")


def test_htmx_is_sent_to_the_door_as_a_whole_page(world: World) -> None:
    client = world.client("owner")
    session = client.session
    session[SIGNED_IN] = 0.0
    session.save()
    assert client.get("/me/", headers={"HX-Request": "true"})["HX-Redirect"] == "/accounts/login/?next=%2Fme%2F"


def test_the_language_of_the_browser_becomes_the_persons(world: World) -> None:
    client = world.client("owner")
    client.post("/language/", {"language": "en", "next": "/"})
    client.get("/me/")
    assert person("owner").language == "en"


def test_signing_in_elsewhere_brings_the_language_along(world: World) -> None:
    owner = person("owner")
    owner.language = "en"
    owner.save()
    client = Client()
    sign_in(client, "owner")
    assert client.cookies[site.LANGUAGE_COOKIE_NAME].value == "en"


def test_rows_changed_by_a_request_name_who_and_which(world: World) -> None:
    membership = world.hat("colleague").membership
    assert membership is not None
    answer = send(world.client("signatory"), f"/memberships/{membership.pk}/end/", {"reason": "离职"})
    event = MembershipEvent.objects.filter(pgh_obj_id=membership.pk, pgh_label="update").get()
    assert event.pgh_context is not None
    assert event.pgh_context.metadata["person"] == str(world.hat("signatory").person.pk)
    assert event.pgh_context.metadata["context"] == answer["X-Request-ID"]
    assert Entry.objects.filter(act="membership.ended", context=answer["X-Request-ID"]).exists()
