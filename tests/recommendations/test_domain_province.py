"""Sending up: the province's recommendation to the ministry; scans, posting, uploads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import docx, pdf
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.recommendations.domain.delivering import Posted, keep_scan, post, record_upload
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.papers.letter import letter_of
from greenlist.recommendations.queries.delivery import delivered
from greenlist.recommendations.queries.sent import letters_of, recommended_in, row_of
from greenlist.recommendations.queries.units import listed, units_of
from later import put
from world import World

from .ground import let_pass, selected, sent, the_one

pytestmark = pytest.mark.django_db


def test_the_province_sends_up_what_was_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world)
    sent(world, units[0].round)
    for one in units[:2]:
        put(one, "province_noticed")
    let_pass(monkeypatch, but=[units[1].pk], why="公示期内有未办结的异议。")
    result = sent(world, units[0].round, "province")
    assert [one.application_id for one in result.moved] == [units[0].pk]
    held = the_one()
    assert held.level == Recommendation.Level.PROVINCE
    assert Application.objects.get(pk=units[0].pk).state == "sent_to_ministry"
    assert Application.objects.get(pk=units[1].pk).state == "province_noticed"  # waits, the rest goes
    letter = letter_of(held, listed(held))
    assert letter.addressee == "工业和信息化部（节能与综合利用司）"
    assert "《绿色工厂梯度培育及管理暂行办法》" in letter.body[0].text
    assert letter.annex is not None
    assert [row[2] for table in letter.annex.tables for row in table.rows] == [units[0].unit.name]
    assert [one.recommendation.letter_no for one in letters_of(units[0])] == [
        "吉工信示例〔2024〕9号",
        "长工信示例〔2024〕5号",
    ]
    assert len(recommended_in(units[0].round, world.places["220000"])) == 1
    assert row_of(units[2]) is not None


def test_scans_are_pictures_or_pdf(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    units = selected(world, 1)
    sent(world, units[0].round)
    held, by = the_one(), world.hat("city")
    with pytest.raises(FileRefused):
        keep_scan(recommendation=held, part="letter", upload=SimpleUploadedFile("推荐文.docx", docx()), by=by)
    with pytest.raises(Refused, match="单位页上传"):
        keep_scan(recommendation=held, part="report", upload=SimpleUploadedFile("a.pdf", pdf()), by=by)
    for number in (1, 2):
        upload = SimpleUploadedFile(f"推荐文{number}.pdf", pdf(text=str(number)))
        keep_scan(recommendation=held, part="letter", upload=upload, by=by)
    assert list(held.scans.values_list("name", "current")) == [("推荐文1.pdf", False), ("推荐文2.pdf", True)]


@pytest.mark.requirement("REQ-47")
@pytest.mark.requirement("REQ-48")
def test_what_is_posted_and_uploaded_is_on_record_and_what_is_missing_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_pass(monkeypatch)
    units = selected(world, 2)
    with_sent = sent(world, units[0].round)
    held, by, today = the_one(), world.hat("city"), clock.today()
    rows = list(units_of(held))
    state = delivered(held, rows)
    assert (state.law.copies.value, state.law.recipient.value) == (1, "省工信厅资源节约综合利用处")
    assert len(state.missing) == 3  # the scan, the posting, the uploads
    posted = Posted("推荐文和申报材料", 1, "省工信厅资源节约综合利用处", today, "EMS", "EE123456789CN")
    post(recommendation=held, posted=posted, by=by)
    with pytest.raises(Refused) as refused:
        post(recommendation=held, posted=Posted("x", 1, "y", today + timedelta(days=1), "EMS"), by=by)
    assert refused.value.field == "posted_on"
    record_upload(recommendation=held, units=rows[:1], what="", uploaded_on=today, receipt="2024-1", by=by)
    state = delivered(held, rows)
    assert [one.application_id for one in state.not_uploaded] == [rows[1].application_id]
    with pytest.raises(NotAllowed):
        post(recommendation=held, posted=posted, by=world.hat("province"))
    assert len(with_sent.moved) == 2
