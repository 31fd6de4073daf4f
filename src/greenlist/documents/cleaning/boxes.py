"""The boxes of a page: which part of it is seen."""

from __future__ import annotations

from pikepdf import Object, Page

Box = tuple[float, float, float, float]  # left, low, right, high; in points
A4: Box = (0.0, 0.0, 595.276, 841.89)
LEAST, MOST = 10.0, 14_400.0  # points a side of a page may have (ISO 32000-1, annex C)


def visible_box(page: Page) -> Box:
    """What is seen of a page: its crop box within its media box; A4 where they make no sense."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    if media is None:
        return A4
    if crop is None:
        return media
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if _sound(both) else media


def _box(given: Object | None) -> Box | None:
    try:
        one, two, three, four = (float(str(number)) for number in given or ())
    except (TypeError, ValueError):
        return None
    box = (min(one, three), min(two, four), max(one, three), max(two, four))
    return box if _sound(box) else None


def _sound(box: Box) -> bool:
    return all(LEAST <= side <= MOST for side in (box[2] - box[0], box[3] - box[1]))
