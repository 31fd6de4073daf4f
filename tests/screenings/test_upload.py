"""How much one request may bring: lists are the province's, and larger than anything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from greenlist.applications import uploads
from greenlist.screenings.models import ListFile
from world import World

from .ground import AS_OF, penalty, write_list


@pytest.mark.parametrize(("most", "kept"), [(1, True), (0, False)])
def test_a_list_may_be_larger_than_other_uploads(
    world: World, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, most: int, *, kept: bool
) -> None:
    monkeypatch.setattr(uploads, "MAX_REQUEST", 1000)
    settings.LIST_MAX_MB = most
    path = write_list(tmp_path, "credit_china_penalties", [penalty(f"虚构{n}厂", number=n) for n in range(40)])
    asked = {"source": "credit_china_penalties", "as_of": AS_OF.isoformat()}
    file = SimpleUploadedFile(path.name, path.read_bytes())
    assert file.size is not None
    assert file.size > 1000
    response = world.client("province").post(reverse("list-upload"), asked | {"file": file})
    assert (response.status_code == 302, ListFile.objects.exists()) == (kept, kept)
