"""What a rule pack is held to: blocks and groups known, formulas, bounds on the right sides, sums."""

from __future__ import annotations

from decimal import Decimal

from greenlist.engine.lawbook.schema import Band, Item, Pack, Variant

from .inspect import Inspector
from .walk import Path


def check_pack(inspector: Inspector, pack: Pack) -> None:
    """Every problem of a pack."""
    blocks = {block.id for block in pack.blocks}
    groups = {group.id for group in pack.choice_groups}
    for position, item in enumerate(pack.items):
        path: Path = ("items", position)
        if item.block not in blocks:
            inspector.report((*path, "block"), "law.block_unknown", block=item.block)
        if item.choice_group and item.choice_group not in groups:
            inspector.report((*path, "choice_group"), "law.group_unknown", group=item.choice_group)
        _item(inspector, item, path)
    for position, requirement in enumerate(pack.requirements):
        if requirement.check and requirement.check.value:
            inspector.formula(("requirements", position, "check"), requirement.check.value, None)
    _sums(inspector, pack)
    _period(inspector, pack)


def _item(inspector: Inspector, item: Item, path: Path) -> None:
    if item.formula and item.formula.value:
        inspector.formula((*path, "formula"), item.formula.value, item.unit)
    _sides(inspector, item, item, path)
    for position, variant in enumerate(item.variants):
        here = (*path, "variants", position)
        if variant.when:
            inspector.formula((*here, "when"), variant.when, None)
        if variant.formula.value:
            inspector.formula((*here, "formula"), variant.formula.value, variant.unit)
        _sides(inspector, item, variant, here)
        _bands(inspector, item, variant.bands, here)
    _bands(inspector, item, item.bands, path)


def _bands(inspector: Inspector, item: Item, bands: list[Band], path: Path) -> None:
    for position, band in enumerate(bands):
        here = (*path, "bands", position)
        inspector.formula((*here, "when"), band.when, None)
        _sides(inspector, item, band, here)


def _sides(inspector: Inspector, item: Item, holder: Item | Variant | Band, path: Path) -> None:
    """Leading is better than baseline in the item's direction, and not equal to it (SYN-F3, SYN-F4)."""
    lead = holder.leading.value if holder.leading else None
    base = holder.baseline.value if holder.baseline else None
    for name, value in (("leading", lead), ("baseline", base)):
        if isinstance(value, str):
            inspector.formula((*path, name), value, None)
    if not isinstance(lead, Decimal) or not isinstance(base, Decimal):
        return
    direction = item.direction.value if item.direction and item.direction.value else "up"
    if lead == base:
        if not item.steps:
            inspector.report((*path, "leading"), "law.bounds_equal", value=lead)
    elif (lead > base) != (direction == "up"):
        inspector.report((*path, "leading"), f"law.bounds_{direction}", leading=lead, baseline=base)


def _sums(inspector: Inspector, pack: Pack) -> None:
    _points(inspector, pack.items, pack.index.total.value if pack.index.total else None, ("items",), pack)
    weights = [block.weight.value if block.weight else None for block in pack.blocks]
    given = [value for value in weights if value is not None]
    if given and len(given) == len(pack.blocks) and sum(given) != 100:
        inspector.report(("blocks",), "law.weights_sum", sum=sum(given))
    for position, block in enumerate(pack.blocks):
        items = [item for item in pack.items if item.block == block.id]
        stated = block.points.value if block.points else None
        _points(inspector, items, stated, ("blocks", position, "points"), pack)


def _points(inspector: Inspector, items: list[Item], stated: Decimal | None, path: Path, pack: Pack) -> None:
    """Points sum to what the text says; with an open one there is nothing to compare."""
    if pack.index.type == "weighted_blocks" and path == ("items",):
        return  # the total is of the weights: sum of weight x share of the block's points
    points = [item.points.value if item.points else None for item in items if not item.report_only]
    known = [value for value in points if value is not None]
    if stated is not None and points and len(known) == len(points) and sum(known) != stated:
        inspector.report(path, "law.points_sum", sum=sum(known), total=stated)


def _period(inspector: Inspector, pack: Pack) -> None:
    first, last = (
        inspector.day((name,), fact.value if fact else None)
        for name, fact in (("in_force_from", pack.in_force_from), ("in_force_to", pack.in_force_to))
    )
    if first and last and first > last:
        inspector.report(("in_force_from",), "law.dates_order", first=first, last=last)
