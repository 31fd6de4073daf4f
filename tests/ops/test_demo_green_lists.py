"""The green lists of the demo: made up, closing but for one figure, with something left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.listings.models import Change, Entry, GreenList, NearPair
from greenlist.listings.queries import standing
from greenlist.listings.queries.ledger import ledger_of
from greenlist.ops.demo.green_lists import seed_green_lists
from greenlist.ops.demo.seeding import ensure_organisations, ensure_places, hat, people
from greenlist.ops.demo.units import samples
from greenlist.parties.models import Jurisdiction
from listings.published import rows


@pytest.fixture
def province(db: None) -> Jurisdiction:
    ensure_places()
    ensure_organisations()
    people()
    seed_green_lists(hat)
    return Jurisdiction.objects.get(code="220000")


def test_there_is_something_to_read_and_something_to_do(province: Jurisdiction) -> None:
    assert set(GreenList.objects.values_list("level", "stage")) == {
        ("province", "final"), ("province", "draft"), ("national", "final")
    }  # fmt: skip
    assert [one.what for one in ledger_of(province.pk, "province").open] == ["listed"]
    assert Change.objects.filter(entry=None).count() == 1
    assert NearPair.objects.filter(what="agency", verdict="open").exists()
    first = next(one for one in samples() if one.data["kind"] == "factory")
    (found,) = standing(province, name=first.name, uscc=str(first.unit["uscc"]))
    assert found.certain


def test_none_of_it_is_a_real_unit(province: Jurisdiction, shared: Path) -> None:
    real = {row["name"] for row in rows(shared, "national_list")}
    assert set(Entry.objects.values_list("name", flat=True)) & real == set()
    assert all("示例" in name for name in Entry.objects.values_list("name", flat=True))
