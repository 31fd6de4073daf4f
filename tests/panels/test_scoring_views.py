"""The expert's pages: who gets them, what stands on them before and after signing, how many queries they take."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application, Evidence
from greenlist.engine import clock
from greenlist.panels.models import Assignment, DeclaredConflict, Panel, ScoreSheet
from greenlist.panels.rules.scoring import sheets
from later import several
from stages import proof
from world import World

from .scored import chains, experts, of_sample, panel_of, signed, with_totals

pytestmark = pytest.mark.django_db
UNIT = "示例工厂300有限公司"


@pytest.fixture
def case(world: World) -> Application:
    return chains(world)[0]


@pytest.fixture
def panel(world: World, case: Application) -> Panel:
    """Two experts review the case; a third one is there and does not."""
    return panel_of(world, [case], experts(world, 3)[:2])


def mine(panel: Panel, who: str = "杨专家") -> Assignment:
    return panel.assignments.select_related("application").filter(expert__person__name=who).order_by("pk")[0]


def go(world: World, who: str | None, name: str, *args: int) -> Any:
    return world.client(who).get(reverse(name, args=args))


def text(answer: Any) -> str:
    assert answer.status_code in {200, 422}, answer.status_code
    return str(answer.content.decode())


PAGES = ("score-sheet", "score-sheet-sign", "scoring-step-back", "scored-application")


@pytest.mark.parametrize(
    ("who", "status"),
    [("expert", 200), ("expert2", 404), ("expert3", 404), ("province", 404), ("city", 404), ("owner", 404)],
)
def test_a_sheet_opens_for_its_expert_alone(world: World, panel: Panel, who: str, status: int) -> None:
    row = mine(panel)
    found = {name: go(world, who, name, row.pk).status_code for name in PAGES}
    expected = dict.fromkeys(PAGES, status)
    if status == 200:
        expected["score-sheet-sign"] = 302  # nothing is kept yet
    assert found == expected
    assert go(world, None, "score-sheet", row.pk).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("expert", 200), ("province", 403), ("owner", 403), (None, 302)])
def test_the_desk_is_for_experts(world: World, panel: Panel, who: str | None, status: int) -> None:
    assert go(world, who, "scoring-desk").status_code == status


def test_the_desk_shows_what_is_mine(world: World, panel: Panel) -> None:
    assert UNIT in text(go(world, "expert", "scoring-desk"))
    assert "现在没有分配给您的申报" in text(go(world, "expert3", "scoring-desk"))


def test_a_case_with_a_conflict_is_nowhere(world: World, panel: Panel, case: Application) -> None:
    row = mine(panel)
    DeclaredConflict.objects.create(
        expert=row.expert, application=case, reason="亲属", by=row.expert.person, at=clock.now()
    )
    page = text(go(world, "expert", "scoring-desk"))
    assert UNIT not in page
    assert "现在没有分配给您的申报" in page
    assert {go(world, "expert", name, row.pk).status_code for name in PAGES} == {404}


def test_a_panel_that_has_not_begun_shows_nothing(world: World, panel: Panel) -> None:
    Panel.objects.update(state=Panel.State.FORMING)
    assert UNIT not in text(go(world, "expert", "scoring-desk"))
    assert go(world, "expert", "score-sheet", mine(panel).pk).status_code == 404


def form_of(world: World, row: Assignment, **more: str) -> dict[str, str]:
    """What the form of a sheet sends back unchanged, but for `more` (p_X11 for p-X11)."""
    form = go(world, "expert", "score-sheet", row.pk).context["form"]
    found = {name: str(form[name].value() or "") for name in form.fields}
    return found | {name.replace("_", "-", 1): value for name, value in more.items()} | {"act": "save"}


def test_the_way_of_a_sheet(world: World, panel: Panel) -> None:
    row, client = mine(panel), world.client("expert")
    path = reverse("score-sheet", args=[row.pk])
    page = text(client.get(path))
    assert "满分 8" in page
    assert "83.5" in page
    answer = client.post(path, form_of(world, row, p_X11="6", r_X11="制度没有落实", advice="yes"))
    assert answer["Location"] == path
    assert "已保存" in text(client.get(path))
    answer = client.post(path, form_of(world, row) | {"act": "sign"})
    assert answer["Location"] == reverse("score-sheet-sign", args=[row.pk])
    page = text(client.get(answer["Location"]))
    assert "与核查值不同的 1 项" in page
    assert "制度没有落实" in page
    answer = client.post(answer["Location"], {"submission": str(row.application.submissions.latest("number").pk)})
    assert answer["Location"] == reverse("scoring-desk")
    assert ScoreSheet.objects.get().signed_at
    page = text(client.get(path))
    assert 'name="p-X11"' not in page
    assert "81.50" in page
    assert client.post(path, {"act": "save"}).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("p_X11", "9", "0 到 8"), ("p_X11", "八", "请填一个数"), ("p_X11", "7.005", "最多两位小数")],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    world: World, panel: Panel, field: str, value: str, words: str
) -> None:
    row = mine(panel)
    sent = form_of(world, row, r_X12="留着的理由", **{field: value})
    answer = world.client("expert").post(reverse("score-sheet", args=[row.pk]), sent)
    assert answer.status_code == 422
    page = text(answer)
    assert words in page
    assert 'id="id_p-X11_error"' in page
    assert "留着的理由" in page
    assert not ScoreSheet.objects.exists()


def test_signing_without_a_reason_says_which_line(world: World, panel: Panel) -> None:
    row, client = mine(panel), world.client("expert")
    client.post(reverse("score-sheet", args=[row.pk]), form_of(world, row, p_X11="6", advice="yes"))
    sent = {"submission": str(row.application.submissions.latest("number").pk)}
    answer = client.post(reverse("score-sheet-sign", args=[row.pk]), sent)
    assert answer.status_code == 422
    assert "没有写理由" in text(answer)


@pytest.mark.parametrize("sample", ["park-01-good", "factory-03-food", "factory-01-machinery"])
def test_sheets_of_standards_without_points_take_the_total(world: World, sample: str) -> None:
    case = of_sample(world, sample, several(world, count=1, state="recommended"))[0]
    row = mine(panel_of(world, [case], experts(world, 1)))
    page = text(go(world, "expert", "score-sheet", row.pk))
    assert "我给的总分" in page
    assert page.count('name="p-') == 1


def test_blind_sheets_stay_shut_until_all_are_signed(world: World, panel: Panel, case: Application) -> None:
    one, two = mine(panel), mine(panel, "丁专家")
    signed(world, "expert2", two, {"X11": "6"}, reason="丁的理由")
    page = text(go(world, "expert", "score-sheet", one.pk))
    for secret in ("丁专家", "专家2", "81.50", "丁的理由"):
        assert secret not in page
    assert sheets.visible(world.hat("expert")).count() == 0
    signed(world, "expert", one)
    page = text(go(world, "expert", "score-sheet", one.pk))
    assert "丁的理由" in page
    assert "专家2" in page
    assert "丁专家" not in page
    assert sheets.visible(world.hat("expert")).count() == 2
    assert sheets.visible(world.hat("expert3")).count() == 0


def test_a_closed_panel_and_the_named_phase_open_them(world: World, panel: Panel, case: Application) -> None:
    signed(world, "expert2", mine(panel, "丁专家"), {"X11": "6"}, reason="丁的理由")
    path = mine(panel).pk
    Panel.objects.update(state=Panel.State.CLOSED)
    page = text(go(world, "expert", "score-sheet", path))
    assert "专家2" in page
    assert "丁专家" not in page
    Panel.objects.update(state=Panel.State.SCORING, phase=Panel.Phase.NAMED)
    assert "丁专家" in text(go(world, "expert", "score-sheet", path))


@pytest.mark.parametrize(
    ("who", "signed_ones"), [("province", 1), ("expert", 0), ("expert3", 0), ("city", 0), ("owner", 0)]
)
def test_rows_and_rulings_agree(world: World, panel: Panel, who: str, signed_ones: int) -> None:
    sheet = signed(world, "expert2", mine(panel, "丁专家"))
    hat = world.hat(who)
    assert sheets.visible(hat).count() == signed_ones
    assert bool(sheets.may(hat, "see", sheet)) == bool(signed_ones)


def test_the_files_of_the_version(world: World, panel: Panel, case: Application) -> None:
    own = Application.objects.exclude(pk=case.pk)[0]  # the round's real application: its unit hands in files
    Application.objects.filter(pk=own.pk).update(state="draft")
    one = proof(Application.objects.get(pk=own.pk), "证明.pdf", world.hat("owner"))
    Evidence.objects.update(application=case)
    newest = case.submissions.latest("number")
    row = mine(panel)
    assert go(world, "expert", "scored-file", row.pk, one.pk).status_code == 404  # came after the version
    again = case.submissions.get(pk=newest.pk)
    again.pk, again.number, again.receipt_number, again._state.adding = None, 9, "TEST-9", True
    again.evidence = [{"id": one.pk, "name": one.name, "sha256": one.blob_id, "size": 1, "proves": []}]
    again.save(force_insert=True)
    answer = go(world, "expert", "scored-file", row.pk, one.pk)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert go(world, "expert3", "scored-file", row.pk, one.pk).status_code == 404
    assert "证明.pdf" in text(go(world, "expert", "scored-application", row.pk))


def test_the_desk_takes_the_same_queries_for_one_and_three(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = chains(world, 3)
    people = experts(world, 2)
    panel_of(world, cases[:1], people)
    client = world.client("expert")
    client.get(reverse("scoring-desk"))
    with django_assert_num_queries(DESK):
        client.get(reverse("scoring-desk"))
    panel_of(world, cases[1:], people, name="第二组")
    with_totals(Panel.objects.get(name="第二组"), cases[1], ["80", "82"])
    with django_assert_num_queries(DESK):
        page = text(client.get(reverse("scoring-desk")))
    assert page.count("示例工厂") == 3


DESK = 20
