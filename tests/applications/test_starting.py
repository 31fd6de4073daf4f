"""Starting an application: what is offered, by which standard and why, before anything happens."""

import pytest

from applications.editing import key
from greenlist.applications.domain.starting import ApplicationRefused, start_application
from greenlist.applications.models import Application
from greenlist.parties.models import Organisation
from world import World, round_of


def test_the_standard_and_its_reason_stand_there_before_the_act(world: World) -> None:
    round_ = round_of(world)
    client = world.client("owner")
    page = client.get("/applications/start/").content.decode()
    assert "绿色工厂" in page
    assert "绿色供应链管理企业" in page
    assert "绿色工业园区" not in page.partition("<main")[2]
    answer = client.post("/applications/start/", {"offer": f"{round_.pk} factory", **key()})
    made = Application.objects.get()
    assert answer["Location"] == f"/applications/{made.pk}/"
    assert made.pack_reason in page
    again = client.post("/applications/start/", {"offer": f"{round_.pk} factory", **key()})
    assert again["Location"] == f"/applications/{made.pk}/"
    assert Application.objects.count() == 1


@pytest.mark.parametrize("offer", ["", "x", "1 factory 2", "999999 factory"])
def test_what_is_not_offered_is_not_started(world: World, offer: str) -> None:
    round_of(world)
    assert world.client("owner").post("/applications/start/", {"offer": offer, **key()}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("parkeditor", 200), ("city", 403), ("newcomer", 403)])
def test_who_may_start(world: World, who: str, status: int) -> None:
    round_of(world)
    assert world.client(who).get("/applications/start/").status_code == status


def test_a_unit_not_confirmed_yet_waits(world: World) -> None:
    round_ = round_of(world)
    unit = world.organisations["unit"]
    Organisation.objects.filter(pk=unit.pk).update(status="pending")
    unit.refresh_from_db()
    with pytest.raises(ApplicationRefused, match="确认"):
        start_application(round=round_, unit=unit, kind="factory", by=world.hat("owner"))
    assert "确认后才能申报" in world.client("owner").get("/applications/start/").content.decode()


def test_an_enterprise_is_no_park(world: World) -> None:
    with pytest.raises(ApplicationRefused, match="不能申报"):
        start_application(round=round_of(world), unit=world.organisations["unit"], kind="park", by=world.hat("owner"))
