"""When and where a photo was taken, as the file itself says; a file that says nothing, or nonsense, says nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.exif_photos import jpeg
from greenlist.agencies.exif import Taken, taken_by_camera
from greenlist.engine.clock import SHANGHAI

NORTH = ("N", ((43, 1), (53, 1), (1234, 100)))
EAST = ("E", ((125, 1), (19, 1), (30, 1)))


def said(folder: Path, content: bytes) -> Taken:
    path = folder / "photo.jpg"
    path.write_bytes(content)
    return taken_by_camera(path)


def test_time_and_place(tmp_path: Path) -> None:
    found = said(tmp_path, jpeg(taken="2024:07:20 10:30:00", latitude=NORTH, longitude=EAST))
    assert found.at == datetime(2024, 7, 20, 10, 30, tzinfo=SHANGHAI)
    assert found.latitude == Decimal("43.886761")  # 43 + 53/60 + 12.34/3600
    assert found.longitude == Decimal("125.325000")


def test_south_and_west_are_negative(tmp_path: Path) -> None:
    found = said(tmp_path, jpeg(latitude=("S", NORTH[1]), longitude=("W", EAST[1])))
    assert (found.latitude, found.longitude) == (Decimal("-43.886761"), Decimal("-125.325000"))


def test_a_camera_that_names_its_zone_is_believed(tmp_path: Path) -> None:
    found = said(tmp_path, jpeg(taken="2024:07:20 10:30:00", zone="+00:00"))
    assert found.at == datetime(2024, 7, 20, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "more",
    [
        {}, {"taken": "0000:00:00 00:00:00"}, {"taken": "1970:01:01 00:00:00"}, {"taken": "yesterday"},
        {"latitude": NORTH}, {"latitude": ("N", ((99, 1), (0, 1), (0, 1))), "longitude": EAST},
        {"latitude": ("N", ((43, 0), (0, 1), (0, 1))), "longitude": EAST},
    ],
)  # fmt: skip
def test_what_cannot_be_says_nothing(tmp_path: Path, more: dict[str, Any]) -> None:
    assert said(tmp_path, jpeg(**more)) == Taken()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 250), noise=st.binary(max_size=40))
def test_broken_files_are_no_trouble(tmp_path: Path, cut: int, noise: bytes) -> None:
    whole = jpeg(taken="2024:07:20 10:30:00", latitude=NORTH, longitude=EAST)
    assert isinstance(said(tmp_path, whole[:cut] + noise + whole[cut + len(noise) :]), Taken)
