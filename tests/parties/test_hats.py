"""One person, several hats, one of them worn."""

from django.test import Client

from greenlist.engine import clock
from greenlist.parties.domain import end_membership, grant_role
from greenlist.parties.models import Membership
from world import World

from .helping import person, send


def second_hat(world: World) -> Membership:
    """The owner also edits for the park."""
    return grant_role(
        person=world.hat("owner").person,
        organisation=world.organisations["park"],
        role="applicant_editor",
        by=world.hat("parksignatory"),
    )


def test_the_first_is_worn_until_another_is_chosen(world: World) -> None:
    park = second_hat(world)
    client = world.client("owner")
    assert "示例食品有限公司 · 填报人" in client.get("/hats/").content.decode()
    before = client.session.session_key
    assert send(client, "/hats/", {"hat": park.pk, "next": "/me/"}).url == "/me/"
    assert client.session.session_key != before
    page = client.get("/people/").content.decode()
    assert "周园区" in page
    assert "李同事" not in page


def test_the_hat_of_another_person_cannot_be_worn(world: World) -> None:
    client = world.client("owner")
    foreign = world.hat("city").membership
    assert foreign is not None
    for hat in (foreign.pk, "999999", "x", ""):
        assert send(client, "/hats/", {"hat": hat}).status_code == 404
    assert "陈经办" not in client.get("/people/").content.decode()


def test_a_session_that_names_a_foreign_hat_gets_ones_own(world: World) -> None:
    client = world.client("owner")
    session = client.session
    session["hat"] = world.hat("city").membership.pk  # type: ignore[union-attr]
    session.save()
    assert client.get("/units/pending/").status_code == 403


def test_an_ended_hat_is_gone_with_the_next_request(world: World) -> None:
    park = second_hat(world)
    client = world.client("owner")
    send(client, "/hats/", {"hat": park.pk})
    end_membership(membership=park, reason="离职", by=world.hat("parksignatory"))
    page = client.get("/people/").content.decode()
    assert "周园区" not in page
    assert "李同事" in page
    assert send(client, "/hats/", {"hat": park.pk}).status_code == 404


def test_going_back_stays_on_this_site(world: World) -> None:
    own = world.hat("owner").membership
    assert own is not None
    assert send(world.client("owner"), "/hats/", {"hat": own.pk, "next": "https://evil.example/"}).url == "/"


def test_who_has_none_is_told_what_to_do(world: World) -> None:
    assert "还没有任何身份" in world.client("newcomer").get("/hats/").content.decode()
    assert "还没有任何身份" in world.client("newcomer").get("/people/").content.decode()


def test_pages_of_people_ask_to_sign_in(world: World) -> None:
    for url in ("/hats/", "/me/", "/people/", "/people/invite/", "/people/link/", "/notifications/", "/units/pending/"):
        assert Client().get(url).url == f"/accounts/login/?next={url}"


def test_ones_own_data(world: World) -> None:
    client = world.client("owner")
    assert send(client, "/me/", {"person_name": "王填报", "phone": "138", "email": "w@example.cn"}).status_code == 302
    assert (person("owner").phone, person("owner").email) == ("138", "w@example.cn")
    answer = send(client, "/me/", {"person_name": "", "phone": "139", "email": "no"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="139"' in page
    assert person("owner").phone == "138"


def test_the_duty_cannot_be_posted(world: World) -> None:
    send(
        world.client("owner"),
        "/me/",
        {"person_name": "王", "duty": "audit", "role": "city_handler", "is_active": "", "login": "root"},
    )
    assert (person("owner").duty, person("owner").login) == ("business", "owner")
    assert Membership.objects.filter(person=person("owner"), until=None).count() == 1
    assert clock.now() > Membership.objects.get(person=person("owner")).since
