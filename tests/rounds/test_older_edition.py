"""A round whose law was kept before some parameters were known: every page and file of it still comes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse

from access.scene import Scene, build_scene
from access.site import Address, addresses
from access.table import read
from greenlist.applications.files import open_blob
from greenlist.engine import clock
from greenlist.recommendations.domain.packaging import make_package
from greenlist.recommendations.models import RecommendedUnit
from greenlist.recommendations.queries.law import MOST_MB, binding_of
from greenlist.rounds.law import book_of, pack_law
from greenlist.rounds.models import LawEdition, Round
from older_law import CAME_LATER, older_law
from recommendations.ground import let_pass, selected, sent
from world import World

pytestmark = pytest.mark.django_db
OURS = "（规则没有规定，按本程序的做法）"
EDITIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "before merged files were bound": {"delivery": CAME_LATER},
    "before the rooms of the offices": {
        "delivery": CAME_LATER, "selection": (), "expert_review": (),
        "consult": ("silence", "remind_days", "link_days"),
        "publicity": ("day_kind", "first_day_counts", "anonymous", "handle_days"),
    },
}  # fmt: skip


def pinned_to(folder: Path) -> LawEdition:
    """Every round bound to a folder of law, as if it had been opened under it."""
    archive = pack_law([folder])
    made = LawEdition.objects.create(sha256=hashlib.sha256(archive).hexdigest(), archive=archive, kept_at=clock.now())
    for one in Round.objects.all():
        one.law = made
        book = book_of(one)
        book.policy(one.policy_id)
        one.policy_hash = book.hash_of(one.policy_id)
        one.save()
    return made


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return older_law(tmp_path / "law", {"delivery": CAME_LATER})


def test_a_unit_is_bound_as_the_guide_says(world: World, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    round_ = selected(world, 1)[0].round
    pinned_to(older)
    round_ = Round.objects.select_related("law").get(pk=round_.pk)
    binding = binding_of(round_)
    assert (binding.most, binding.office_files, binding.images_per_page, binding.archival) == (
        MOST_MB * 1024 * 1024, "beside", 1, False)  # fmt: skip
    sent(world, round_)
    unit = RecommendedUnit.objects.select_related("recommendation__round__law", "application__unit").get()
    client = world.client("city")
    page = client.get(f"/recommendations/{unit.recommendation_id}/units/{unit.pk}/").content.decode()
    assert page.count(OURS) == len(CAME_LATER)
    assert OURS in client.get(f"/recommendations/{unit.recommendation_id}/packages/").content.decode()
    package = make_package(unit=unit, by=world.hat("city"))
    assert package is not None
    with open_blob(package.files.get().blob_id) as stream:
        bound = pikepdf.open(io.BytesIO(stream.read()))
    assert len(bound.pages) > 1


@pytest.mark.long
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_and_file_comes(tmp_path: Path, edition: str) -> None:
    """All addresses of the permission matrix that somebody may open, by the first who may."""
    scene = build_scene()
    pinned_to(older_law(tmp_path / "law", EDITIONS[edition]))
    known = {one.name: one for one in addresses()}
    failed = []
    for row in read():
        who = next((name for name, word in row.outcomes.items() if word == "ok"), None)
        if row.method == "GET" and who is not None:
            status = opened(scene, known[row.name], row.case, None if who == "anonymous" else who)
            failed += [(row.key, who, status)] if status != 200 else []
    assert failed == []


def opened(scene: Scene, address: Address, case: str, who: str | None) -> Any:
    client = scene.world.client(who)
    path = reverse(address.name, kwargs=scene.arguments(address, case), query=scene.forms.get(address.name))
    with transaction.atomic():
        answer = client.get(path)
        if answer.streaming:
            list(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code
