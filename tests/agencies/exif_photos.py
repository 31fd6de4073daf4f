"""A JPEG of one pixel with an Exif block made by hand, so that a test says what is in it."""

from __future__ import annotations

import struct
from collections.abc import Sequence

ASCII, LONG, RATIONAL = 2, 4, 5
Entry = tuple[int, int, bytes, int]  # tag, type, value, count
DMS = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]  # degrees, minutes, seconds as fractions


def jpeg(
    *, taken: str = "", zone: str = "", latitude: tuple[str, DMS] | None = None,
    longitude: tuple[str, DMS] | None = None, comment: bytes = b"",
) -> bytes:  # fmt: skip
    """`taken` as a camera writes it (2024:07:20 10:30:00), `zone` as +08:00, places as ('N', dms)."""
    frame = struct.pack(">HBHHB", 11, 8, 1, 1, 1) + b"\x01\x11\x00"
    middle = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    return b"\xff\xd8" + _exif(taken, zone, latitude, longitude) + middle + b"\xff\xc0" + frame + b"\xff\xd9"


def _exif(taken: str, zone: str, latitude: tuple[str, DMS] | None, longitude: tuple[str, DMS] | None) -> bytes:
    exif = [_text(0x9003, taken)] if taken else []
    exif += [_text(0x9011, zone)] if zone else []
    places = ((1, latitude), (3, longitude))
    gps = [one for tag, place in places if place for one in (_text(tag, place[0]), _fractions(tag + 1, place[1]))]
    if not exif and not gps:
        return b""
    start = 8
    first = _folder([(0x8769, LONG, b"\0\0\0\0", 1), (0x8825, LONG, b"\0\0\0\0", 1)], start)
    second_at = start + len(first)
    second = _folder(exif, second_at)
    third_at = second_at + len(second)
    first = _folder([_pointer(0x8769, second_at), _pointer(0x8825, third_at)], start)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + first + second + _folder(gps, third_at)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _text(tag: int, value: str) -> Entry:
    raw = value.encode() + b"\0"
    return tag, ASCII, raw, len(raw)


def _fractions(tag: int, values: Sequence[tuple[int, int]]) -> Entry:
    return tag, RATIONAL, b"".join(struct.pack(">II", *one) for one in values), len(values)


def _pointer(tag: int, at: int) -> Entry:
    return tag, LONG, struct.pack(">I", at), 1


def _folder(entries: Sequence[Entry], at: int) -> bytes:
    """An image file directory at an offset of the block: entries, then the values that do not fit into four bytes."""
    head, behind = struct.pack(">H", len(entries)), b""
    after = at + 2 + 12 * len(entries) + 4
    for tag, kind, value, count in entries:
        place = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(">I", after + len(behind))
        behind += value if len(value) > 4 else b""
        head += struct.pack(">HHI", tag, kind, count) + place
    return head + struct.pack(">I", 0) + behind
