"""Law kept before some parameters were known: they are open there; authors must still write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.facts import Mark
from greenlist.engine.lawbook import LawBook, LawInvalid
from greenlist.engine.lawbook.book import digest
from greenlist.engine.lawbook.files import shipped_law
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.silence import SILENT, with_silence
from greenlist.engine.yamlfile import load_yaml
from older_law import CAME_LATER, older_law


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return older_law(tmp_path / "law", {"delivery": CAME_LATER})


def test_what_came_later_is_open_in_a_kept_edition(older: Path) -> None:
    policy = LawBook(base=older, kept=True).policy("jilin-2024")
    for name in CAME_LATER:
        fact = getattr(policy.delivery, name)
        assert (name, fact.value, fact.mark, fact.note) == (name, None, Mark.UNVERIFIED, SILENT)
        assert fact.id == f"jilin-2024/delivery.{name}"
    assert policy.delivery.paper_copies.value == 1  # what it says holds


def test_its_hash_is_that_of_what_it_says(older: Path) -> None:
    kept = LawBook(base=older, kept=True)
    kept.policy("jilin-2024")
    assert kept.hash_of("jilin-2024") == digest(LawBook(base=older).merged("policy", "jilin-2024").data)


def test_a_whole_block_that_came_later_is_open(tmp_path: Path) -> None:
    folder = older_law(tmp_path / "law", {"selection": (), "expert_review": (), "delivery": CAME_LATER})
    policy = LawBook(base=folder, kept=True).policy("jilin-2024")
    assert policy.selection.four_eyes.value is None
    assert policy.expert_review.experts_per_case.value is None


def test_authors_must_write_it(older: Path) -> None:
    with pytest.raises(LawInvalid) as told:
        LawBook(base=older).policy("jilin-2024")
    assert {one.key for one in told.value.problems} == {f"delivery.{name}" for name in CAME_LATER}


def test_what_is_wrong_in_a_kept_edition_stays_wrong(older: Path) -> None:
    path = older / "policies" / "cn-2024.yaml"
    path.write_text(path.read_text().replace("gates:", "gatez:", 1))
    with pytest.raises(LawInvalid) as told:
        LawBook(base=older, kept=True).policy("cn-2024")
    assert {one.key for one in told.value.problems} == {"gates", "gatez"}


def test_the_data_itself_is_left_alone() -> None:
    data: dict[str, Any] = load_yaml((shipped_law() / "policies" / "cn-2024.yaml").read_text())[0]
    del data["delivery"]["pdfa"]
    filled = with_silence(data, Policy)
    assert "pdfa" not in data["delivery"]
    assert filled["delivery"]["pdfa"]["value"] is None
