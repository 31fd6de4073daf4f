"""A picture cleaned: upright, in colours of the screen, no larger than a page needs, without what is transparent."""

from __future__ import annotations

import io
import shutil
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

MOST_PIXELS = 130_000_000  # what uploads allow (applications/filechecks/image.py), and a little
QUALITY = 85
ORIENTATION = 0x0112  # EXIF
LARGE_PNG = 1_500_000  # bytes; a photo kept as PNG takes ten times what it takes as JPEG


def clean_picture(source: Path, target: Path, longest: int) -> dict[str, Any]:
    """Write it; what is told of it is `client.Picture`. One that is fit already is copied as it is."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # the library refuses at twice this
    with Image.open(source, formats=("PNG", "JPEG", "MPO")) as picture:
        picture.draft("RGB", (longest, longest))  # a JPEG is unpacked no larger than twice what is needed
        whole = picture.size
        picture.load()
        upright = picture.getexif().get(ORIENTATION, 1) == 1
        plain = picture.mode in {"1", "L", "RGB"} and not _coloured(picture) and picture.format in {"PNG", "JPEG"}
        light = picture.format == "JPEG" or source.stat().st_size <= LARGE_PNG
        if upright and plain and light and max(_size(source)) <= longest:
            shutil.copyfile(source, target)
            return {"width": whole[0], "height": whole[1]}
        made = _flat(_srgb(ImageOps.exif_transpose(picture)))
    made.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    _write(made, target, photo=picture.format != "PNG")
    return {"width": made.width, "height": made.height}


def _size(source: Path) -> tuple[int, int]:
    with Image.open(source) as picture:
        return picture.size


def _coloured(picture: Image.Image) -> bool:
    """Whether it brings a colour profile other than sRGB."""
    profile = picture.info.get("icc_profile")
    return profile is not None and b"sRGB" not in profile


def _srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or not _coloured(picture) or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        made = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return made or picture


def _flat(picture: Image.Image) -> Image.Image:
    """Without transparency, on white; 8 bits a colour."""
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        return picture.point(lambda value: value / 257).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return picture if picture.mode in {"1", "L", "RGB"} else picture.convert("RGB")


def _write(picture: Image.Image, target: Path, *, photo: bool) -> None:
    """Photos as JPEG; drawings and scans of text stay without loss unless that makes them large."""
    picture.info.clear()
    if not photo:
        picture.save(target, "PNG", optimize=False)
        if picture.mode == "1" or target.stat().st_size <= LARGE_PNG:
            return
    picture.convert("L" if picture.mode in {"1", "L"} else "RGB").save(target, "JPEG", quality=QUALITY)
