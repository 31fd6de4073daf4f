"""Decisions in the browser: about one record, about several after a preview, taken back, and their papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from applications.papers import pdf
from door import uscc
from greenlist.applications.models import Application, Blob
from greenlist.rounds.models import Round
from greenlist.screenings import domain, queries
from greenlist.screenings.models import Finding, Judgement
from world import World, round_of

from .ground import UNIT, every_list, handed_in, made_up, many_handed_in, penalty, run_city, tenants

NAMESAKE, OURS = penalty(UNIT), penalty(UNIT, uscc(1), number=8)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round) -> Application:
    return handed_in(world, round_)


def paper(name: str = "复函.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(text="复函"), "application/pdf")


def found(world: World, round_: Round, folder: Path, *rows: dict[str, str]) -> list[Finding]:
    """What the city finds in these penalties."""
    every_list(world, folder, credit_china_penalties=rows)
    return list(Finding.objects.filter(unit__run=run_city(world, round_)).order_by("pk"))


def post(world: World, finding: Finding, who: str = "city", **data: Any) -> Any:
    return world.client(who).post(f"/screening/findings/{finding.pk}/", data)


def outcome(application: Application) -> str:
    return queries.newest_outcome(application)


def test_both_names_and_the_row_are_shown(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    (one,) = found(world, round_, tmp_path, penalty("示例食品厂有限公司"))
    text = world.client("city").get(f"/screening/findings/{one.pk}/").content.decode()
    assert "<mark>厂</mark>" in text
    assert "示罚〔2024〕7号" in text
    assert "相似度" in text
    assert application.unit.name in text


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("province", 200), ("othercity", 404), ("owner", 404), ("department", 404)],
)
@pytest.mark.usefixtures("application")
def test_who_decides(world: World, round_: Round, tmp_path: Path, who: str, status: int) -> None:
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    assert world.client(who).get(f"/screening/findings/{one.pk}/").status_code == status
    assert (post(world, one, who, verdict="other", reason="查无此事").status_code == 302) is (status == 200)


def test_another_firm_clears_the_unit_at_once(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    assert outcome(application) == "candidate"
    answer = post(world, one, verdict="other", reason="在另一市，代码不同")
    assert answer.headers["Location"] == f"/applications/{application.pk}/screening/"
    assert outcome(application) == "clear"
    text = world.client("city").get(answer.headers["Location"]).content.decode()
    assert "已认定：不是本单位" in text
    assert "在另一市，代码不同" in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "有 2 处要改"),
        ({"verdict": "other"}, "请写明理由。"),
        ({"reason": "x"}, "请选一项认定。"),
        ({"verdict": "same!", "reason": "x"}, "有 1 处要改"),
        ({"verdict": "counts", "reason": "x"}, "要上传依据文件"),
    ],
)
@pytest.mark.usefixtures("application")
def test_a_faulty_decision_says_where(
    world: World, round_: Round, tmp_path: Path, data: dict[str, str], said: str
) -> None:
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    answer = post(world, one, **data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_hit_is_overruled_with_a_paper_only(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    (one,) = found(world, round_, tmp_path, OURS)
    text = world.client("city").get(f"/screening/findings/{one.pk}/").content.decode()
    assert text.count('name="verdict"') == 1
    refused = post(world, one, verdict="does_not_count", reason="已撤销")
    assert (refused.status_code, "请上传依据文件。" in refused.content.decode()) == (422, True)
    bad = SimpleUploadedFile("复函.pdf", b"MZ no paper", "application/pdf")
    assert post(world, one, verdict="does_not_count", reason="已撤销", document=bad).status_code == 422
    assert outcome(application) == "hit"
    assert post(world, one, verdict="does_not_count", reason="已撤销", document=paper()).status_code == 302
    assert outcome(application) == "clear"


@pytest.mark.usefixtures("application")
def test_the_paper_is_handed_out_to_who_sees_the_decision(world: World, round_: Round, tmp_path: Path) -> None:
    (one,) = found(world, round_, tmp_path, OURS)
    post(world, one, verdict="does_not_count", reason="已撤销", document=paper())
    Blob.objects.update(scan=Blob.Scan.CLEAN)
    path = f"/screening/judgements/{Judgement.objects.get().pk}/document/"
    answer = world.client("province").get(path)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert world.client("othercity").get(path).status_code == 404
    for scan in (Blob.Scan.PENDING, Blob.Scan.INFECTED):
        Blob.objects.update(scan=scan)
        assert world.client("province").get(path).status_code == 403


def test_a_decision_is_taken_back_with_a_reason(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    post(world, one, verdict="other", reason="查无此事")
    path = f"/screening/judgements/{Judgement.objects.get().pk}/withdraw/"
    client = world.client("city")
    empty = client.post(path)
    assert (empty.status_code, "请写明为什么撤回" in empty.content.decode()) == (422, True)
    assert world.client("othercity").post(path, {"reason": "x"}).status_code == 404
    assert client.post(path, {"reason": "看错了"}).status_code == 302
    assert outcome(application) == "candidate"
    text = client.get("/screening/judgements/?state=withdrawn").content.decode()
    assert "看错了" in text
    assert "没有符合条件的认定" in client.get("/screening/judgements/?state=standing").content.decode()
    assert client.post(path, {"reason": "再来"}).status_code == 403


def test_a_city_does_not_take_back_what_the_province_decided(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    post(world, one, "province", verdict="other", reason="省厅核过")
    judgement = Judgement.objects.get()
    text = world.client("city").get("/screening/judgements/").content.decode()
    assert "省厅核过" in text
    assert "撤销认定" not in text
    answer = world.client("city").post(f"/screening/judgements/{judgement.pk}/withdraw/", {"reason": "不同意"})
    assert answer.status_code == 403
    assert outcome(application) == "clear"


# -- several at once ----------------------------------------------------------------------------------------------


def many(world: World, round_: Round, numbers: list[int], who: str = "city", **data: Any) -> Any:
    return world.client(who).post(f"/screening/{round_.pk}/judge/", {"finding": numbers, **data})


def test_a_batch_shows_each_before_it_acts(world: World, round_: Round, tmp_path: Path) -> None:
    units = made_up(world, 3)
    applications = many_handed_in(world, round_, units)
    numbers = [one.pk for one in found(world, round_, tmp_path, *(penalty(one.name) for one in units))]
    preview = many(world, round_, numbers[:2])
    text = preview.content.decode()
    assert preview.status_code == 200
    assert "成批认定：2 条" in text
    assert "涉及 2 家申报单位" in text
    assert [one.name in text for one in units] == [True, True, False]
    assert not Judgement.objects.exists()
    wrong = many(world, round_, numbers[:2], step="decide", verdict="other")
    assert (wrong.status_code, "请写明理由。" in wrong.content.decode()) == (422, True)
    done = many(world, round_, numbers[:2], step="decide", verdict="other", reason="逐家核过")
    assert done.headers["Location"] == f"/screening/{round_.pk}/"
    assert [outcome(one) for one in applications] == ["clear", "clear", "candidate"]
    assert Judgement.objects.filter(verdict="other", reason="逐家核过").count() == 2


@pytest.mark.parametrize("numbers", [[], ["x"], ["999999"], ["9" * 30]])
def test_nothing_chosen_goes_back(world: World, round_: Round, numbers: list[str]) -> None:
    answer = world.client("city").post(f"/screening/{round_.pk}/judge/", {"finding": numbers})
    assert answer.headers["Location"] == f"/screening/{round_.pk}/?view=findings"


def test_others_findings_are_not_in_a_batch(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_, "elsewhere")
    every_list(world, tmp_path, credit_china_penalties=[penalty("远方食品有限公司")])
    run = run_city(world, round_, who="othercity", place="jilin")
    (one,) = Finding.objects.filter(unit__run=run)
    assert many(world, round_, [one.pk], step="decide", verdict="other", reason="x").status_code == 302
    assert not Judgement.objects.exists()


def test_what_was_decided_meanwhile_is_left_out_and_asked_again(world: World, round_: Round, tmp_path: Path) -> None:
    units = made_up(world, 2)
    many_handed_in(world, round_, units)
    first, second = found(world, round_, tmp_path, *(penalty(one.name) for one in units))
    domain.judge(finding=first, verdict="same", reason="是它", document=None, by=world.hat("cityapprover"))
    answer = many(world, round_, [first.pk, second.pk], step="decide", verdict="other", reason="都不是")
    text = answer.content.decode()
    assert (answer.status_code, "有 1 条刚刚被认定" in text) == (422, True)
    assert Judgement.objects.get().verdict == "same"


def test_records_met_by_code_and_by_name_together_are_asked_what_they_mean(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    repaired = OURS | {"状态": "已修复"}
    numbers = [one.pk for one in found(world, round_, tmp_path, NAMESAKE, repaired)]
    assert application.pk
    text = many(world, round_, numbers).content.decode()
    assert 'value="does_not_count"' in text
    assert 'value="other"' not in text


def test_a_tenants_record_leads_back_to_the_tenant(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "park", "park")
    name = tenants(park, 3)[1].name
    one = next(one for one in found(world, round_, tmp_path, penalty(name)) if one.name == name)
    answer = post(world, one, verdict="other", reason="不是园内的")
    assert answer.headers["Location"] == f"/applications/{park.pk}/screening/?tenant=1"


# -- the list -----------------------------------------------------------------------------------------------------


def test_the_list_of_decisions_is_each_ones_own(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    (one,) = found(world, round_, tmp_path, NAMESAKE)
    post(world, one, verdict="other", reason="查无此事")
    for who, there in (("city", True), ("cityapprover", True), ("province", True), ("othercity", False)):
        assert ("查无此事" in world.client(who).get("/screening/judgements/").content.decode()) is there, who
    assert world.client("owner").get("/screening/judgements/").status_code == 403
    for query, there in (("?q=食品", True), ("?q=虚构", False), ("?state=standing", True), ("?state=nonsense", True)):
        text = world.client("city").get(f"/screening/judgements/{query}").content.decode()
        assert ("查无此事" in text) is there, query


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_and_for_three(
    world: World, round_: Round, tmp_path: Path, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = made_up(world, count)
    many_handed_in(world, round_, units)
    some = found(world, round_, tmp_path, *(penalty(one.name) for one in units))
    domain.judge_many(findings=some, verdict="other", reason="都不是", by=world.hat("city"))
    client = world.client("city")
    client.get("/screening/judgements/")
    with django_assert_num_queries(10):
        client.get("/screening/judgements/")
