"""One question saved by itself, as htmx posts it: what is told beside it, and who may."""

import pytest

from applications.editing import KINDS, application_with, autosave
from greenlist.applications.models import Application, ReturnedItem, Statement, Submission
from greenlist.engine import clock
from world import World

PLACE = "values.water_intake"


@pytest.fixture
def application(world: World) -> Application:
    return application_with(world, *KINDS[1])


def test_the_answer_tells_how_it_is_read_and_carries_the_new_base(world: World, application: Application) -> None:
    answer = autosave(world.client("owner"), application, PLACE, {PLACE: "３．０８", f"{PLACE}:unit": "万m3"})
    one = Statement.objects.get()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["HX-Trigger"] == "stated"
    assert (one.content, one.unit) == ("３．０８", "万m3")
    assert "读作 30,800 m³" in page
    assert f'name="{PLACE}:base" value="{one.pk}"' in page
    assert "<input id=" not in page  # the control itself stays as it is under the typing hand


def test_what_cannot_be_read_is_kept_and_told_in_plain_words(world: World, application: Application) -> None:
    answer = autosave(world.client("owner"), application, PLACE, {PLACE: "约三万"})
    assert Statement.objects.get().content == "约三万"
    assert "这里填数字" in answer.content.decode()


def test_two_people_see_each_other_and_choose(world: World, application: Application) -> None:
    autosave(world.client("colleague"), application, PLACE, {PLACE: "100"})
    theirs = Statement.objects.get()
    answer = autosave(world.client("owner"), application, PLACE, {PLACE: "200", f"{PLACE}:base": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "李同事" in page
    assert "100 m³" in page
    assert "200" in page
    assert f'name="{PLACE}:base" value="{theirs.pk}"' in page  # saving again keeps mine
    assert Statement.objects.filter(current=False, content="200").count() == 1
    again = autosave(world.client("owner"), application, PLACE, {PLACE: "200", f"{PLACE}:base": str(theirs.pk)})
    assert again.status_code == 200
    assert Statement.objects.get(current=True).content == "200"


def test_the_others_version_comes_back_as_the_question_anew(world: World, application: Application) -> None:
    autosave(world.client("colleague"), application, PLACE, {PLACE: "100"})
    answer = world.client("owner").get(f"/applications/{application.pk}/state/", {"place": PLACE})
    page = answer.content.decode()
    assert 'value="100"' in page
    assert "李同事" in page


def test_by_plain_names_too(world: World, application: Application) -> None:
    autosave(world.client("owner"), application, PLACE, {"content": "5", "unit": "t", "base": "0"})
    assert (Statement.objects.get().content, Statement.objects.get().unit) == ("5", "t")


def test_without_htmx_it_leads_back_to_the_section(world: World, application: Application) -> None:
    answer = world.client("owner").post(
        f"/applications/{application.pk}/state/", {"place": PLACE, "content": "5", "idempotency_key": "one"}
    )
    assert answer["Location"] == f"/applications/{application.pk}/s/data-resource/"


def test_findings_of_the_engine_stand_beside_the_field(world: World, application: Application) -> None:
    client = world.client("owner")
    autosave(client, application, "values.energy_total", {"content": "10"})
    answer = autosave(client, application, "values.renewable_total", {"content": "20"})
    assert "大于综合能源消费量" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 404)])
def test_who_may_state(world: World, application: Application, who: str, status: int) -> None:
    assert autosave(world.client(who), application, PLACE, {"content": "5"}).status_code == status


def returned(application: Application, world: World, place: str) -> None:
    """Handed in once and sent back for one item."""
    by = world.hat("signatory").person
    submission = Submission.objects.create(
        application=application, number=1, data={}, evidence=[], result={}, receipt_number="R1", receipt={},
        digest="", by=by, at=clock.now(),
    )  # fmt: skip
    ReturnedItem.objects.create(
        application=application,
        submission=submission,
        place=place,
        label="取水量",
        reason="与水表记录不符",
        by=by,
        at=clock.now(),
    )
    Application.objects.filter(pk=application.pk).update(returned=True)


@pytest.mark.parametrize(
    ("item", "place", "status"),
    [
        (PLACE, PLACE, 200),
        (PLACE, "values.water_reuse", 403),
        ("data-resource", "values.water_reuse", 200),
        ("data-energy", PLACE, 403),
        (PLACE, "unit.contact", 403),
        (PLACE, "not_applicable.water_intake", 200),
    ],
)
def test_after_a_return_only_the_items_sent_back_are_open(
    world: World, application: Application, item: str, place: str, status: int
) -> None:
    returned(application, world, item)
    assert autosave(world.client("owner"), application, place, {"content": "5"}).status_code == status


def test_the_reason_of_a_return_stands_beside_its_field(world: World, application: Application) -> None:
    returned(application, world, PLACE)
    client = world.client("owner")
    page = client.get(f"/applications/{application.pk}/s/data-resource/").content.decode()
    assert "与水表记录不符" in page
    assert "readonly" in page
    locked = client.get(f"/applications/{application.pk}/s/unit/").content.decode()
    assert "没有退回这一项" in locked
    assert "与水表记录不符" in client.get(f"/applications/{application.pk}/").content.decode()


def test_a_handed_in_application_is_read_only(world: World, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(state="submitted")
    client = world.client("owner")
    assert autosave(client, application, PLACE, {"content": "5"}).status_code == 403
    page = client.get(f"/applications/{application.pk}/s/data-resource/")
    assert page.status_code == 200
    assert "已提交，不能修改" in page.content.decode()
    assert "保存并继续" not in page.content.decode()
