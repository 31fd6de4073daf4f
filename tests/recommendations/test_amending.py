"""Records of posting and upload put right: the wrong one stays, struck through, and counts no more."""

from __future__ import annotations

import pytest

from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.recommendations.domain.amending import correct_posting, correct_upload
from greenlist.recommendations.domain.delivering import Posted, post, record_upload
from greenlist.recommendations.models import Posting, Recommendation, Upload
from greenlist.recommendations.queries.delivery import delivered
from greenlist.recommendations.queries.units import units_of
from world import World

from .ground import let_pass, selected, sent, the_one

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("REQ-47", "REQ-48")]


@pytest.fixture
def held(world: World, monkeypatch: pytest.MonkeyPatch) -> Recommendation:
    """Sent, posted and uploaded."""
    let_pass(monkeypatch)
    sent(world, selected(world, 1)[0].round)
    made, by = the_one(), world.hat("city")
    post(recommendation=made, posted=posted(), by=by)
    units = list(units_of(made))
    record_upload(recommendation=made, units=units, what="", uploaded_on=clock.today(), receipt="1", by=by)
    return made


def posted(tracking_no: str = "EE1") -> Posted:
    return Posted("推荐文和材料", 1, "省工信厅", clock.today(), "EMS", tracking_no)


def test_another_record_takes_the_place_of_a_posting(world: World, held: Recommendation) -> None:
    first, by = Posting.objects.get(), world.hat("city")
    with pytest.raises(Refused, match="更正的原因"):
        correct_posting(posting=first, posted=posted("EE2"), reason="", by=by)
    made = correct_posting(posting=first, posted=posted("EE2"), reason="单号抄错", by=by)
    assert (made.replaces, made.tracking_no) == (first, "EE2")
    with pytest.raises(Refused, match="最新的一条"):
        correct_posting(posting=first, posted=posted("EE3"), reason="又错", by=by)
    entry = Entry.objects.get(act="recommendation.posting_corrected")
    assert (entry.before["tracking_no"], entry.after["tracking_no"], entry.reason) == ("EE1", "EE2", "单号抄错")
    assert not any("寄送" in one for one in delivered(held, list(units_of(held))).missing)
    with pytest.raises(NotAllowed):
        correct_posting(posting=made, posted=posted(), reason="x", by=world.hat("province"))


def test_what_was_never_posted_or_uploaded_is_missing_again(world: World, held: Recommendation) -> None:
    by, units = world.hat("city"), list(units_of(held))
    correct_posting(posting=Posting.objects.get(), posted=posted(), reason="没有寄出", by=by, void=True)
    upload = Upload.objects.get()
    made = correct_upload(
        upload=upload, what="", uploaded_on=upload.uploaded_on, receipt="", reason="登错单位", by=by, void=True
    )
    assert (made.void, made.receipt) == (True, "1")
    state = delivered(held, units)
    assert any("纸质材料" in one for one in state.missing)
    assert list(state.not_uploaded) == units


def test_through_the_pages(world: World, held: Recommendation) -> None:
    client, page = world.client("city"), f"/recommendations/{held.pk}/delivery/"
    first, upload = Posting.objects.get(), Upload.objects.get()
    assert f"{page}postings/{first.pk}/" in client.get(page).text
    given = {"what": "推荐文和材料", "copies": 1, "recipient": "省厅", "posted_on": clock.today(), "how": "机要"}
    address = f"{page}postings/{first.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, given).status_code == 422
    assert client.post(address, given | {"reason": "方式写错"}).status_code == 302
    shown = client.get(page).text
    assert "<s>" in shown
    assert "方式写错" in shown
    assert client.get(address).status_code == 404  # replaced: the newest is put right
    address = f"{page}uploads/{upload.pk}/"
    assert client.post(address, {"uploaded_on": clock.today(), "reason": "回执抄错", "receipt": "2"}).status_code == 302
    assert Upload.objects.get(replaces=upload).receipt == "2"
    assert world.client("province").get(address).status_code in {403, 404}
    assert world.client("owner").get(address).status_code == 403
