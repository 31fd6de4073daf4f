"""A form sent back as it came states nothing, whatever stands in it and however it got there."""

import pytest

from applications.editing import section_url
from applications.filled import file_for, fill
from applications.filled import state as put
from applications.posting import untouched
from greenlist.applications.models import Application, Statement
from greenlist.applications.sections import sections_of
from world import World, application_of, round_of

CASES = (
    ("unit", "factory", "owner", "factory-01-machinery.yaml"),
    ("unit", "factory", "owner", "factory-06-accident.yaml"),
    ("park", "park", "parkeditor", "park-01-good.yaml"),
    ("unit", "supply_chain", "owner", "chain-02-automobile.yaml"),
)


def send_every_section_back(world: World, application: Application, by: str) -> None:
    client = world.client(by)
    for section in sections_of(application):
        if section.kind == "link":
            continue
        page = client.get(section_url(application, section.id)).content.decode()
        fields = untouched(page)
        assert "idempotency_key" in fields
        answer = client.post(section_url(application, section.id), fields)
        assert answer.status_code in {302, 422}, section.id


@pytest.mark.parametrize(("unit", "kind", "by", "sample"), CASES, ids=[case[3] for case in CASES])
@pytest.mark.long
def test_every_section_of_a_filled_application(world: World, unit: str, kind: str, by: str, sample: str) -> None:
    application = application_of(world, round_of(world), unit, kind, by)
    fill(application, sample, world.hat(by))
    before = list(Statement.objects.order_by("pk").values_list("pk", "current"))
    assert len(before) > 15
    send_every_section_back(world, application, by)
    assert list(Statement.objects.order_by("pk").values_list("pk", "current")) == before


def test_odd_contents_too(world: World) -> None:
    application = application_of(world, round_of(world))
    hat = world.hat("owner")
    gone = file_for(application, "旧.pdf", "values.x", hat, "1")
    kept = file_for(application, "新.pdf", "values.x", hat, "2")
    type(gone).objects.filter(pk=gone.pk).update(removed_at=gone.at)
    one = put(application, "values.energy_total", " 1,000 ", hat)
    Statement.objects.filter(pk=one.pk).update(evidence=gone)
    two = put(application, "judged.C1-12", {"points": 0, "answer": "unknown", "evidence": "评审.pdf"}, hat)
    Statement.objects.filter(pk=two.pk).update(evidence=kept)
    put(application, "unit.main_products", ["轴承", "齿轮"], hat)
    put(application, "values.co2_total", {"value": "约 3", "unit": "吨"}, hat)
    proofs = [
        {"evidence": gone.pk, "source": "信用中国", "queried_on": "2024-7-1"},
        {"evidence": kept.pk},
        {"file": "x.png"},
    ]
    put(application, "conditions.NEG-2a", {"answer": "met", "proof": proofs, "queried_on": "2024-07-01"}, hat)
    put(
        application,
        "conditions.NEG-1",
        {"answer": "not_met", "sub": "other", "events": [{"kind": "停产", "on": "去年"}]},
        hat,
    )
    put(application, "unit.address", "", hat)
    put(application, "narrative.highlights", "一\n二  三\n", hat)
    put(application, "claimed_score", {"total": 92.4, "report": "r.pdf", "sha256": "ab", "by_year": {}}, hat)
    before = list(Statement.objects.order_by("pk").values_list("pk", "current"))
    send_every_section_back(world, application, "owner")
    assert list(Statement.objects.order_by("pk").values_list("pk", "current")) == before
