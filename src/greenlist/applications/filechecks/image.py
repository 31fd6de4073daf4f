"""Pictures by their header: how many pixels a reader would have to make. Nothing is decoded."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from .refusal import FileRefused

MAX_PIXELS = 120_000_000  # A4 at 1200 dpi is 139 million, at 600 dpi 35 million; the largest phone camera gives 108
_SEGMENTS = 10_000
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


def check_png(path: Path) -> None:
    """Refuse a PNG whose header is broken or asks for too many pixels. Raises FileRefused."""
    with path.open("rb") as stream:
        head = stream.read(24)
    if len(head) < 24 or head[12:16] != b"IHDR":
        raise _damaged()
    _hold(*struct.unpack(">II", head[16:24]))


def check_jpeg(path: Path) -> None:
    """Refuse a JPEG without a frame header, or one that asks for too many pixels. Raises FileRefused."""
    with path.open("rb") as stream:
        stream.seek(2)
        for _segment in range(_SEGMENTS):
            marker = _marker(stream)
            if marker in _FRAMES:
                height, width = struct.unpack(">HH", _exactly(stream, 7)[3:])
                _hold(width, height)
                return
            if marker not in _BARE:
                (length,) = struct.unpack(">H", _exactly(stream, 2))
                stream.seek(max(length - 2, 0), 1)
    raise _damaged()


def _marker(stream: BinaryIO) -> int:
    if _exactly(stream, 1) != b"\xff":
        raise _damaged()
    for _fill in range(_SEGMENTS):
        code = _exactly(stream, 1)[0]
        if code != 0xFF:
            return code
    raise _damaged()


def _exactly(stream: BinaryIO, count: int) -> bytes:
    block = stream.read(count)
    if len(block) < count:
        raise _damaged()
    return block


def _hold(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged()
    if width * height > MAX_PIXELS:
        raise FileRefused(
            _("图片有 %(width)d × %(height)d 像素，太大；请缩小到 %(most)d 万像素以内再传。")
            % {"width": width, "height": height, "most": MAX_PIXELS // 10_000}
        )


def _damaged() -> FileRefused:
    return FileRefused(_("图片已损坏或不完整；请重新扫描或导出后再传。"))
