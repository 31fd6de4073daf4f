"""Which styles of a DOCX are headings, and of what level: by their name, their outline level, or what they build on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
DEEPEST = 6


def heading_levels(styles: Element) -> dict[str, int]:
    """The level of each heading style by its id."""
    own: dict[str, int] = {}
    base: dict[str, str] = {}
    for style in styles:
        style_id = attribute(style, "styleId")
        if local(style.tag) != "style" or not style_id:
            continue
        for one in style.iter():
            tag, value = local(one.tag), attribute(one, "val")
            if tag == "name" and (named := _NAME.fullmatch(value.strip())):
                own[style_id] = int(named[1])
            elif tag == "outlineLvl" and value.isdigit() and int(value) < DEEPEST:
                own.setdefault(style_id, int(value) + 1)
            elif tag == "basedOn":
                base[style_id] = value
    return {one: level for one in {*own, *base} if (level := _level(one, own, base))}


def _level(style: str, own: Mapping[str, int], base: Mapping[str, str]) -> int:
    """Its own level, else that of what it builds on; styles that build on each other in a ring have none."""
    for _step in range(DEEPEST):
        if style in own:
            return own[style]
        style = base.get(style, "")
    return 0


def local(tag: object) -> str:
    """A name without its namespace."""
    return str(tag).rpartition("}")[2]


def attribute(one: Element, name: str) -> str:
    """An attribute by its local name, '' without it."""
    return next((value for key, value in one.attrib.items() if local(key) == name), "")
