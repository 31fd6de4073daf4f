"""The minutes: head kept by the verb, what was decided in both forms alike, the same bytes for the same data."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from greenlist.decisions.domain import Changed, decide
from greenlist.decisions.domain.meeting import keep_record
from greenlist.decisions.minutes import minutes_of, printed
from greenlist.decisions.models import Batch
from greenlist.documents.filling.writers import own_docx, own_pdf
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from world import World

from .meeting_ground import meeting

pytestmark = pytest.mark.django_db
HEAD: dict[str, Any] = {
    "held_on": date(2024, 8, 20), "held_at": "厅 305 会议室", "chair": "韩审批", "remarks": "加强后续跟踪。",
    "attendees": "沈经办\r\n\r\n  韩审批 ",
}  # fmt: skip


@pytest.fixture
def batch(world: World) -> Batch:
    made = meeting(world)
    one, two, _three = made.lines.order_by("position")
    for line, outcome, why in ((one, "yes", ""), (two, "no", "材料不足")):
        decide(batch=made, lines=[line.pk], outcome=outcome, reason=why, by=world.hat("province"), version=made.version)
    return made


def test_the_head_is_kept(world: World, batch: Batch) -> None:
    keep_record(batch=batch, by=world.hat("province"), version=batch.version, **HEAD)
    kept = Batch.objects.get()
    assert kept.attendees == "沈经办\n韩审批"
    assert Entry.objects.filter(act="meeting.minutes_kept").get().after["held_on"] == "2024-08-20"
    with pytest.raises(Changed):
        keep_record(batch=batch, by=world.hat("province"), version=1, **HEAD)
    late = HEAD | {"held_on": clock.today() + timedelta(days=1)}
    with pytest.raises(Refused, match="不能晚于今天"):
        keep_record(batch=batch, by=world.hat("province"), version=None, **late)
    with pytest.raises(NotAllowed):
        keep_record(batch=batch, by=world.hat("city"), version=None, **HEAD)


def test_the_minutes_say_what_was_decided(world: World, batch: Batch) -> None:
    keep_record(batch=batch, by=world.hat("province"), version=batch.version, **HEAD)
    batch = Batch.objects.select_related("round", "released_by").get()
    paper = minutes_of(batch)
    said = [text for _place, text in paper.texts()]
    parts = {"2024年8月20日", "厅 305 会议室", "沈经办；韩审批", "材料不足", "加强后续跟踪。", "草稿，名单尚未发布"}
    assert parts <= set(said)
    assert any("通过 1 家，不通过 1 家，未定 1 家" in one for one in said)
    assert any("分歧大" in one for one in said)
    document = Document(io.BytesIO(printed(batch, "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("材料不足" in one for one in cells)


def test_the_same_meeting_gives_the_same_bytes(batch: Batch) -> None:
    for form, own in (("pdf", own_pdf), ("docx", own_docx)):
        assert printed(batch, form) == own(minutes_of(batch))


def test_an_empty_head_is_shown_as_to_be_filled(batch: Batch) -> None:
    assert [text for _place, text in minutes_of(batch).texts()].count("（待填）") == 4


def test_the_page_of_the_record(world: World, batch: Batch) -> None:
    path = reverse("meeting-record", args=[batch.pk])
    client = world.client("province")
    sent = {name: str(value) for name, value in HEAD.items()} | {"version": batch.version}
    assert client.post(path, sent | {"held_on": "昨天"}).status_code == 422
    assert client.post(path, sent | {"version": 1}).status_code == 409
    assert client.post(path, sent)["Location"] == reverse("meeting", args=[batch.pk])
    for form, head in {"pdf": b"%PDF", "docx": b"PK"}.items():
        answer = client.get(reverse("meeting-minutes", args=[batch.pk, form]))
        assert answer.content.startswith(head)
    assert client.get(reverse("meeting-minutes", args=[batch.pk, "odt"])).status_code == 404
