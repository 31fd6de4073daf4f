"""The verbs of a score sheet: kept, signed, frozen; who may, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from greenlist.applications.models import Application, Submission
from greenlist.journal.models import Entry
from greenlist.panels.domain.rounds import ask_further, open_named
from greenlist.panels.domain.scoring import save_sheet, sign_sheet
from greenlist.panels.domain.scoring_conflict import step_back
from greenlist.panels.models import Assignment, DeclaredConflict, ItemScore, Panel, ScoreSheet
from greenlist.panels.queries.results import reviews_of, states_of
from greenlist.panels.queries.sheets import Given
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from later import several
from world import World

from .scored import assign, chains, experts, given_of, of_sample, page, panel_of, saved, signed, with_totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Application:
    return chains(world)[0]


def first(panel: Panel) -> Assignment:
    return panel.assignments.select_related("application", "panel", "expert").order_by("pk")[0]


def test_who_agrees_with_every_value_comes_to_the_computed_total(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    sheet = signed(world, "expert", row)
    assert sheet.total == Decimal("83.5")
    assert sheet.submission.number == 2
    assert ItemScore.objects.filter(sheet=sheet).count() == 20
    entry = Entry.objects.filter(act="score_sheet.signed").get()
    assert entry.after["version"] == 2


def test_a_departing_value_needs_its_reason_and_changes_the_total(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    saved(world, "expert", row, {"X11": "6"}, reason="")
    version = page(row).submission.pk
    with pytest.raises(Refused, match="与核查值不同") as refused:
        sign_sheet(assignment=row, submission=version, by=world.hat("expert"))
    assert refused.value.field == "r-X11"
    assert signed(world, "expert", row, {"X11": "6"}, reason="制度没有落实").total == Decimal("81.5")


@pytest.mark.parametrize(("points", "words"), [("8.01", "0 到 8"), ("-1", "0 到 8")])
def test_points_beyond_the_full_marks_are_refused(world: World, case: Application, points: str, words: str) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    with pytest.raises(Refused, match=words) as refused:
        saved(world, "expert", row, {"X11": points})
    assert refused.value.field == "p-X11"
    assert not ScoreSheet.objects.exists()


def test_a_sheet_is_signed_whole(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    found = page(row)
    part = {key: one for key, one in given_of(found).items() if key != "X12"}
    common: dict[str, Any] = {"assignment": row, "submission": found.submission.pk, "by": world.hat("expert")}
    save_sheet(**common, given=part, advice="yes", remark="")
    with pytest.raises(Refused, match="还没有打分"):
        sign_sheet(**common)
    save_sheet(**common, given=given_of(found), advice="", remark="")
    with pytest.raises(Refused, match="评审意见"):
        sign_sheet(**common)
    save_sheet(**common, given=given_of(found), advice="no", remark="")
    with pytest.raises(Refused, match="总体评价"):
        sign_sheet(**common)
    save_sheet(**common, given=given_of(found), advice="no", remark="基础薄弱")
    assert sign_sheet(**common).signed_at


def test_a_signed_sheet_is_frozen_by_the_database(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    sheet = signed(world, "expert", row)
    changes: tuple[Callable[[], object], ...] = (
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(total=1),
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(signed_at=None),
        lambda: ItemScore.objects.filter(sheet=sheet, item="X11").update(points=1),
        lambda: ItemScore.objects.filter(sheet=sheet, item="X11").delete(),
        lambda: ItemScore.objects.create(sheet=sheet, item="X99", points=1),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            change()
    with pytest.raises(NotAllowed, match="已签字"):
        saved(world, "expert", row)


def test_a_new_version_is_looked_at_before_it_is_scored(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    sheet = saved(world, "expert", row)
    seen = sheet.submission
    again = Submission.objects.get(pk=seen.pk)
    again.pk, again.number, again.receipt_number, again._state.adding = None, 3, "TEST-3", True
    again.save(force_insert=True)
    for act in (
        lambda: sign_sheet(assignment=row, submission=seen.pk, by=world.hat("expert")),
        lambda: save_sheet(assignment=row, submission=seen.pk, given={}, advice="", remark="", by=world.hat("expert")),
        lambda: sign_sheet(assignment=row, submission=again.pk, by=world.hat("expert")),
    ):
        with pytest.raises(Refused):
            act()
    assert signed(world, "expert", row).submission == again


@pytest.mark.parametrize("who", ["expert2", "province", "city", "owner"])
def test_a_sheet_is_its_experts_alone(world: World, case: Application, who: str) -> None:
    experts(world, 2)
    row = first(panel_of(world, [case], experts(world, 1)))
    with pytest.raises(NotAllowed):
        saved(world, who, row)


def test_no_sheet_while_the_panel_or_the_case_is_not_under_review(world: World, case: Application) -> None:
    panel = panel_of(world, [case], experts(world, 1))
    row = first(panel)
    Application.objects.filter(pk=case.pk).update(state="formally_checked")
    with pytest.raises(NotAllowed, match="专家评审环节"):
        saved(world, "expert", row)
    Application.objects.filter(pk=case.pk).update(state="recommended")
    Panel.objects.filter(pk=panel.pk).update(state=Panel.State.CLOSED)
    with pytest.raises(NotAllowed, match="已结束"):
        saved(world, "expert", row)


def test_unknown_lines_and_long_texts_are_refused(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    common: dict[str, Any] = {
        "assignment": row,
        "submission": page(row).submission.pk,
        "by": world.hat("expert"),
        "advice": "",
    }
    with pytest.raises(Refused, match="没有这一项"):
        save_sheet(**common, given={"X98": Given(Decimal(1))}, remark="")
    with pytest.raises(Refused, match="最多"):
        save_sheet(**common, given={}, remark="长" * 2001)
    with pytest.raises(Refused, match="评审意见"):
        save_sheet(**(common | {"advice": "maybe"}), given={}, remark="")


@pytest.mark.parametrize(
    ("sample", "lines", "verified", "shown"),
    [
        ("chain-01-textile", 20, "83.5", None),
        ("park-01-good", 1, None, "115.5"),  # an index: no points per item, the figure of the standard
        ("factory-03-food", 1, None, "85.6"),  # points open in the public text: the score of the signed report
        ("factory-01-machinery", 1, None, "92.4"),  # no table at all
        ("factory-09-not-listed", 1, None, "86.7"),
    ],
)
def test_sheets_of_every_kind_of_standard(
    world: World, sample: str, lines: int, verified: str | None, shown: str | None
) -> None:
    case = of_sample(world, sample, several(world, count=1, state="recommended"))[0]
    row = first(panel_of(world, [case], experts(world, 1)))
    found = page(row)
    assert len(found.lines) == lines
    assert found.by_item == (lines > 1)
    if shown is not None:
        assert found.lines[0].shown == shown
    total = signed(world, "expert", row).total
    assert total is not None
    assert f"{total:.2f}".rstrip("0").rstrip(".") == (verified or shown)


def test_a_total_that_departs_needs_its_reason(world: World) -> None:
    case = of_sample(world, "park-01-good", several(world, count=1, state="recommended"))[0]
    row = first(panel_of(world, [case], experts(world, 1)))
    saved(world, "expert", row, {"total": "110"}, reason="")
    with pytest.raises(Refused, match="与核查值不同"):
        sign_sheet(assignment=row, submission=page(row).submission.pk, by=world.hat("expert"))
    assert signed(world, "expert", row, {"total": "110"}, reason="指标口径不同").total == 110


def test_stepping_back_ends_the_assignment_and_tells_the_province(world: World, case: Application) -> None:
    row = first(panel_of(world, [case], experts(world, 1)))
    with pytest.raises(Refused, match="理由"):
        step_back(assignment=row, reason=" ", by=world.hat("expert"))
    step_back(assignment=row, reason="曾任该厂顾问", by=world.hat("expert"))
    row.refresh_from_db()
    assert row.ended_at
    assert DeclaredConflict.objects.get().application == case
    told = set(Notification.objects.filter(code="scoring_stepped_back").values_list("person__login", flat=True))
    assert told == {"province", "provinceapprover"}
    with pytest.raises(NotAllowed):
        saved(world, "expert", row)


def test_the_province_hears_once_that_all_is_signed(world: World, case: Application) -> None:
    panel = panel_of(world, [case], experts(world, 2))
    one, two = panel.assignments.order_by("pk")
    signed(world, "expert", one)
    assert not Notification.objects.filter(code="scoring_done").exists()
    signed(world, "expert2", two)
    assert Notification.objects.filter(code="scoring_done").count() == 2


def test_the_named_phase_is_opened_once(world: World, case: Application) -> None:
    panel = panel_of(world, [case], experts(world, 2))
    with pytest.raises(NotAllowed):
        open_named(panel=panel, by=world.hat("expert"))
    assert open_named(panel=panel, by=world.hat("province")).phase == Panel.Phase.NAMED
    assert Notification.objects.filter(code="scoring_named").count() == 2
    with pytest.raises(NotAllowed, match="已经是公开"):
        open_named(panel=panel, by=world.hat("province"))


def test_a_conflicting_case_goes_to_further_experts(world: World, case: Application) -> None:
    people = experts(world, 4)
    panel = panel_of(world, [case], people[:2])
    for one in people[2:]:
        panel.members.create(expert=one)
    ask: dict[str, Any] = {"panel": panel, "application": case, "by": world.hat("province")}
    with pytest.raises(Refused, match="分歧大"):
        ask_further(**ask, experts=people[2:3])
    with_totals(panel, case, ["60", "85"])
    assert reviews_of([case])[case.pk].state == "conflicting"
    with pytest.raises(Refused, match="请至少选一位"):
        ask_further(**ask, experts=[])
    with pytest.raises(Refused, match="已经在评"):
        ask_further(**ask, experts=people[:1])
    DeclaredConflict.objects.create(
        expert=people[3], application=case, reason="亲属", by=people[3].person, at=panel.created_at
    )
    with pytest.raises(Refused, match="须回避"):
        ask_further(**ask, experts=people[3:])
    made = ask_further(**ask, experts=people[2:3])
    assert [one.second for one in made] == [True]
    review = reviews_of([case])[case.pk]
    assert (review.state, review.signed, review.needed, review.second) == ("incomplete", 2, 3, True)
    with_totals(panel, case, [], "yes")
    assert ScoreSheet.objects.count() == 2  # the first sheets stay


def test_reviews_of_many_cases_take_as_many_queries_as_one(world: World, django_assert_num_queries: object) -> None:
    cases = chains(world, 3)
    people = experts(world, 3)
    panel = panel_of(world, cases, people)
    for case, totals in zip(cases, (["80", "82", "84"], ["80", "90", "85"], ["80"]), strict=True):
        with_totals(panel, case, totals)
    for some in (cases[:1], cases):
        with django_assert_num_queries(2):  # type: ignore[operator]
            found = reviews_of(some)
    assert [found[one.pk].state for one in cases] == ["agreeing", "mixed", "incomplete"]
    assert found[cases[0].pk].sheets[0].expert == "专家1"
    assert reviews_of(cases, names=True)[cases[0].pk].sheets[0].expert == "杨专家"
    assert reviews_of(several(world, cases[0].submissions.latest("number"), count=1, state="recommended", first=900))


def test_a_sheet_over_an_older_version_does_not_count(world: World, case: Application) -> None:
    panel = panel_of(world, [case], experts(world, 2))
    with_totals(panel, case, ["80", "81"])
    newest = case.submissions.latest("number")
    again = Submission.objects.get(pk=newest.pk)
    again.pk, again.number, again.receipt_number, again._state.adding = None, 3, "TEST-3", True
    again.save(force_insert=True)
    review = reviews_of([case])[case.pk]
    assert (review.state, review.signed, review.mean, review.advice) == ("incomplete", 0, None, {})
    assert [one.stale for one in review.sheets] == [True, True]


def test_assignments_that_ended_do_not_count(world: World, case: Application) -> None:
    people = experts(world, 3)
    panel = panel_of(world, [case], people[:2], per_case=2)
    with_totals(panel, case, ["80", "81"])
    late = assign(world, panel, [case], people[2:])[0]
    assert reviews_of([case])[case.pk].state == "incomplete"
    Assignment.objects.filter(pk=late.pk).update(ended_at=panel.created_at)
    assert reviews_of([case])[case.pk].state == "agreeing"


def test_states_for_counts_are_those_of_the_reviews(world: World, django_assert_num_queries: object) -> None:
    cases = chains(world, 5)
    panel = panel_of(world, cases[:4], experts(world, 2))
    for case, totals in zip(cases, (["80", "85"], ["80", "85.00000001"], ["80", "91"], ["80"]), strict=False):
        with_totals(panel, case, totals)
    rows = Application.objects.filter(pk__in=[one.pk for one in cases])
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = states_of(rows, cases[0].round)
    reviews = reviews_of(cases)
    assert {pk: one.state for pk, one in found.items()} == {one.pk: reviews[one.pk].state for one in cases[:4]}
    assert [found[one.pk].state for one in cases[:4]] == ["agreeing", "mixed", "conflicting", "incomplete"]
    assert all(one.advice == {"yes"} for one in found.values())
