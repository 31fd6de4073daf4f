"""The formal check: what is found, what a person says of it, acceptance, the record, sending back (REQ-43)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.filled import file_for, ready, signed
from greenlist.applications.domain.submitting import submit_application
from greenlist.applications.models import Application, Evidence, Submission
from greenlist.applications.process import TransitionRefused
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.reviews.domain import Answer, Fault, accept, answer_points, return_application
from greenlist.reviews.forms.points import prefix
from greenlist.reviews.models import CheckedPoint, FormalCheck
from greenlist.reviews.queries.checking import Checked, findings_of
from greenlist.reviews.queries.rows import CheckRow
from later import put
from reviews.desk import accepted, checked, found
from stages import submitted
from world import World

pytestmark = pytest.mark.requirement("REQ-43")


def with_file(world: World, name: str = "执行信息.png", **dates: Any) -> Submission:
    """Handed in with one file."""
    application = ready(world)
    made = file_for(application, name, "conditions.NEG-6", world.hat("owner"))
    Evidence.objects.filter(pk=made.pk).update(**dates)
    signed(application, world)
    return submit_application(application=application, by=world.hat("signatory"), version=application.version)


def rows_of(submission: Submission) -> dict[str, CheckRow]:
    return {one.id: one for one in findings_of(submission.application, submission)}


def get(client: Client, name: str, pk: int, **more: int) -> Any:
    return client.get(reverse(name, kwargs={"pk": pk} | more))


def post(client: Client, name: str, pk: int, **data: Any) -> Any:
    return client.post(reverse(name, kwargs={"pk": pk}), data)


def test_everything_wrong_and_everything_to_decide_stands_in_one_list(world: World) -> None:
    submission = with_file(world, expires_on=clock.today() - timedelta(days=1))
    rows = rows_of(submission)
    assert rows["screening:outcome"].severity == "warning"
    assert rows["condition:B1"].must
    assert rows["condition:B1"].decided_by == "person"
    assert rows["condition:on_province_list"].must  # only the applicant says so
    assert any(one.startswith("missing:") for one in rows)
    assert any(one.startswith("unproved:") for one in rows)
    assert any(one.startswith("expired:") and row.severity == "error" for one, row in rows.items())
    file = rows[f"file:{'0' * 64}"]
    assert file.must
    assert file.place == "conditions.NEG-6"
    assert "NEG-1" not in {row.number for row in rows.values()}  # an exclusion that is met is nothing to decide
    order = [row.severity for row in rows.values() if row.group == "evidence"]
    assert order == sorted(order, key=("error", "warning", "info").index)


def test_a_file_that_proves_nothing_is_named(world: World) -> None:
    submission = with_file(world)
    submission.evidence[0]["proves"] = []
    assert any(one.id.startswith("purpose:") for one in findings_of(submission.application, submission))


@pytest.mark.parametrize(
    ("outcome", "severity", "word"),
    [("clear", "info", "没有发现"), ("hit", "error", "命中"), ("candidate", "warning", "疑似"),
     ("undetermined", "warning", "没有定论")],
)  # fmt: skip
def test_what_screening_found_and_how_old_it_is(world: World, outcome: str, severity: str, word: str) -> None:
    submission = submitted(world)
    found(submission.application, outcome)
    row = rows_of(submission)["screening:outcome"]
    assert row.severity == severity
    assert word in row.text
    assert "今天" in row.text


def test_a_screening_from_before_the_submission_is_called_old(world: World) -> None:
    submission = submitted(world)
    found(submission.application, as_of=clock.today() - timedelta(days=3))
    row = rows_of(submission)["screening:outcome"]
    assert row.severity == "warning"
    assert "3 天前" in row.text


def test_a_warning_of_the_checks_is_for_a_person_an_error_is_not(world: World) -> None:
    submission = submitted(world)
    for number, severity in enumerate(("error", "warning", "info")):
        submission.result["findings"].append({
            "check": f"CHK-{number}", "severity": severity, "place": "output_value_total", "message": "示例",
            "way_out": "", "values": {}, "rule": None,
        })  # fmt: skip
    rows = [row for row in rows_of(submission).values() if row.group == "checks"]
    assert [(row.severity, row.decided_by, row.must) for row in rows] == [
        ("error", "program", False), ("warning", "person", True), ("info", "program", False),
    ]  # fmt: skip
    assert rows[0].place == "years.2023.output_value_total"


def test_acceptance_waits_for_every_point(world: World) -> None:
    submission = submitted(world)
    application = submission.application
    with pytest.raises(TransitionRefused, match="要由您判断") as refused:
        accept(application=application, by=world.hat("city"), version=application.version)
    assert refused.value.objections
    assert not FormalCheck.objects.exists()
    left = Checked(findings_of(application, submission)).left
    assert checked(world, application) == len(left) > 0
    accept(application=application, by=world.hat("city"), version=application.version, note="材料齐全")
    check = FormalCheck.objects.get()
    assert (check.outcome, check.note, check.left) == ("accepted", "材料齐全", 0)
    assert {one["id"] for one in check.findings} == set(rows_of(submission))
    assert Entry.objects.get(act="application.formally_checked").after["check"]["decided"] == len(left)


def test_an_error_wants_a_reason_why_it_is_accepted(world: World) -> None:
    submission = submitted(world)
    found(submission.application, "hit")
    checked(world, submission.application)
    with pytest.raises(TransitionRefused, match="为什么仍然受理"):
        accept(application=submission.application, by=world.hat("city"), version=submission.application.version)
    assert accepted(world, submission, "处罚已撤销，文书随后补来").state == "formally_checked"


@pytest.mark.parametrize(
    ("point", "answer", "field"),
    [("condition:B1", Answer("fault"), "condition:B1"), ("condition:B1", Answer("perhaps"), "condition:B1"),
     ("condition:B99", Answer("fine"), "condition:B99"), ("screening:outcome", Answer("fine"), "screening:outcome"),
     ("condition:B1", Answer("fault", "长" * 501), "condition:B1")],
)  # fmt: skip
def test_a_word_that_says_nothing_is_refused(world: World, point: str, answer: Answer, field: str) -> None:
    submission = submitted(world)
    with pytest.raises(Refused) as refused:
        answer_points(
            application=submission.application, submission=submission, answers={point: answer}, by=world.hat("city")
        )
    assert refused.value.field == field
    assert not CheckedPoint.objects.exists()


@pytest.mark.parametrize("who", ["othercity", "province", "owner", "department"])
def test_only_the_city_answers(world: World, who: str) -> None:
    submission = submitted(world)
    with pytest.raises(NotAllowed):
        checked(world, submission.application, who)


def test_a_later_word_takes_the_place_of_an_earlier_one(world: World) -> None:
    submission = submitted(world)
    application, by = submission.application, world.hat("city")
    for answer in (Answer("fault", "公章看不清"), Answer("fine", "已看原件"), Answer("fine", "已看原件")):
        answer_points(application=application, submission=submission, answers={"condition:B1": answer}, by=by)
    assert CheckedPoint.objects.get().note == "已看原件"
    assert Entry.objects.filter(act="formal_check.answered").count() == 2


def test_answered_in_the_browser_then_accepted(world: World) -> None:
    submission = with_file(world)
    pk, client = submission.application_id, world.client("city")
    text = get(client, "review", pk).content.decode()
    assert "程序认定的问题" in text
    assert "答完才能受理" in text
    left = Checked(findings_of(submission.application, submission)).left
    data = {f"{prefix(one.id)}-answer": "fine" for one in left}
    assert post(client, "review-points", pk, number="1", **data).status_code == 302
    text = get(client, "review", pk).content.decode()
    assert "都判断过了" in text
    answer = post(client, "accept", pk, version=submission.application.version, note="齐全")
    assert answer.status_code == 302
    check = FormalCheck.objects.get()
    record = get(client, "review-record", pk, check=check.pk).content.decode()
    assert "受理" in record
    assert "执行信息.png" in record
    assert get(world.client("province"), "review-record", pk, check=check.pk).status_code == 200
    assert get(world.client("othercity"), "review-record", pk, check=check.pk).status_code == 404
    assert get(world.client("owner"), "review-record", pk, check=check.pk).status_code == 404


def test_what_was_typed_stays_when_it_is_not_complete(world: World) -> None:
    submission = submitted(world)
    name = prefix("condition:B1")
    answer = post(world.client("city"), "review-points", submission.application_id, number="1",
                  **{f"{name}-answer": "fault", f"{prefix('condition:B2')}-note": "只写了说明"})  # fmt: skip
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明问题" in text
    assert "只写了说明" in text
    assert not CheckedPoint.objects.exists()


def test_an_answer_to_a_version_that_is_gone_is_refused(world: World) -> None:
    submission = submitted(world)
    answer = post(world.client("city"), "review-points", submission.application_id, number="7")
    assert answer.status_code == 409


def test_a_fault_is_ticked_and_its_note_stands_in_the_return(world: World) -> None:
    submission = with_file(world)
    pk, client = submission.application_id, world.client("city")
    answers = {
        "condition:B2": Answer("fault", "缺应急管理部门盖章"), f"file:{'0' * 64}": Answer("fault", "截图没有日期"),
    }  # fmt: skip
    answer_points(application=submission.application, submission=submission, answers=answers, by=world.hat("city"))
    text = get(client, "send_back", pk).content.decode()
    boxes = text.split('name="item" value="')[1:]
    ticked = [part.split('"')[0] for part in boxes if part.split(">")[0].endswith("checked")]
    assert len(ticked) == 2
    assert ticked[0].startswith("conditions.B2|")
    assert "执行信息.png" in ticked[1]
    reasons = post(client, "send_back", pk, item=ticked).content.decode()
    assert "缺应急管理部门盖章" in reasons
    assert "截图没有日期" in reasons


def test_the_record_of_a_return_keeps_what_was_found(world: World) -> None:
    submission = submitted(world)
    application = submission.application
    items = [Fault("conditions.B1", "B1", "请补充")]
    return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    check = FormalCheck.objects.get()
    assert check.outcome == "returned"
    assert check.left > 0


def test_a_version_goes_back_after_it_was_accepted_too(world: World) -> None:
    submission = submitted(world)
    application = accepted(world, submission)
    items = [Fault("conditions.B1", "B1", "省厅核对时发现缺页")]
    back = return_application(application=application, items=items, by=world.hat("city"), version=application.version)
    assert back.transition == "B02"
    assert list(FormalCheck.objects.values_list("outcome", flat=True)) == ["accepted", "returned"]


def test_sent_back_by_the_province_it_is_checked_once_more(world: World) -> None:
    submission = submitted(world)
    application = put(accepted(world, submission), "recommended")
    put(application, "formally_checked")
    answer = {"condition:B1": Answer("unclear", "等省厅说明")}
    answer_points(application=application, submission=submission, answers=answer, by=world.hat("city"))
    assert FormalCheck.objects.filter(outcome="").count() == 1
    assert rows_of(submission)["condition:B1"].answer == "unclear"
    assert FormalCheck.objects.get(outcome="accepted").findings  # as it stood


def test_the_same_file_in_a_new_version_asks_only_for_a_confirmation(world: World) -> None:
    submission = with_file(world)
    application = submission.application
    checked(world, application)
    second = Submission.objects.create(
        application=application, number=2, data=submission.data, evidence=submission.evidence,
        result=submission.result, receipt_number="T-2", receipt={}, digest="0" * 64, by=submission.by, at=clock.now(),
    )  # fmt: skip
    rows = rows_of(second)
    assert (rows[f"file:{'0' * 64}"].answer, rows[f"file:{'0' * 64}"].open) == ("fine", True)
    assert rows["condition:B1"].answer == ""


@pytest.mark.parametrize("state", ["draft", "consulted", "recommended", "blocked"])
def test_nobody_sends_back_from_elsewhere(world: World, state: str) -> None:
    application: Application = put(submitted(world).application, state)
    with pytest.raises(TransitionRefused):
        return_application(
            application=application, items=[Fault("unit", "单位", "x")], by=world.hat("city"),
            version=application.version,
        )  # fmt: skip


def test_the_list_keeps_to_its_queries(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    submission = submitted(world)
    found(submission.application, "hit")
    application = Application.objects.select_related("round__law", "unit", "city").get(pk=submission.application_id)
    findings_of(application, submission)
    with django_assert_num_queries(5):
        findings_of(application, submission)
