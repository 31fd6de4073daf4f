"""When and where a photo was taken, as the camera wrote it into the file (Exif 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

import exifread

from greenlist.engine import clock

_DEGREE = Decimal("0.000001")  # about 0.1 m
_TIMES = ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized")
_ZONES = ("EXIF OffsetTimeOriginal", "EXIF OffsetTimeDigitized")
_OLDEST = 1990  # a year before this is a camera whose clock was never set


@dataclass(frozen=True, slots=True)
class Taken:
    """Time (aware) and place (degrees, WGS 84) of a photo; None: the file does not say."""

    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def taken_by_camera(path: Path) -> Taken:
    """What a picture says of itself. One without it, or with what cannot be read, says nothing."""
    try:
        with path.open("rb") as stream:
            tags = exifread.process_file(stream, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - foreign bytes: whatever the reader stumbles over, the photo itself is kept
        return Taken()
    latitude, longitude = _degrees(tags, "Latitude", "S", 90), _degrees(tags, "Longitude", "W", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    return Taken(_moment(tags), latitude, longitude)


def _moment(tags: Mapping[str, Any]) -> datetime | None:
    """The time of exposure; without a zone it is that of China, where the visits are."""
    for time, zone in zip(_TIMES, _ZONES, strict=True):
        try:
            plain = datetime.strptime(str(tags[time]).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - zone below
        except (KeyError, ValueError):
            continue
        if plain.year >= _OLDEST:
            return plain.replace(tzinfo=_zone(str(tags.get(zone, ""))))
    return None


def _zone(text: str) -> tzinfo:
    sign, hours, minutes = text[:1], text[1:3], text[4:6]
    if sign not in {"+", "-"} or not (hours + minutes).isdecimal() or len(hours + minutes) != 4 or int(hours) > 14:
        return clock.SHANGHAI
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(away if sign == "+" else -away)


def _degrees(tags: Mapping[str, Any], name: str, negative: str, most: int) -> Decimal | None:
    """Degrees, minutes, seconds as one figure."""
    tag, side = tags.get(f"GPS GPS{name}"), str(tags.get(f"GPS GPS{name}Ref", "")).strip().upper()
    parts = list(getattr(tag, "values", ()))
    if len(parts) != 3 or not side:
        return None
    try:
        degrees, minutes, seconds = (Decimal(one.numerator) / Decimal(one.denominator) for one in parts)
    except (ArithmeticError, AttributeError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not 0 <= found <= most:
        return None
    return (-found if side.startswith(negative) else found).quantize(_DEGREE)
