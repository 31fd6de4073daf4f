"""Optional indicators of a park, products weighted, values that sit on a boundary or are too good."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenlist.engine.lawbook.schema import Item

from .catalogue import Check, Strike
from .context import CheckContext
from .items import chosen_variant, computed_by, declared_value, name_of
from .registry import named

HUNDRED = Decimal(100)
WEIGHT_COLUMN = {"by_energy": "energy", "by_water": "water_intake", "by_output": "qualified_output"}


@named("choice_groups")
def choice_groups(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Each choice group has exactly the number asked for. A file without any choice is not asked here."""
    chosen = set(context.case.chosen)
    if not chosen:
        return
    for group in context.pack.choice_groups:
        members = [item.id for item in context.pack.items if item.choice_group == group.id]
        picked = [member for member in members if member in chosen]
        if group.choose.value is not None and len(picked) != group.choose.value:
            values = {
                "group": group.name or group.id, "members": members, "picked": picked or "0",
                "choose": str(group.choose.value),
            }  # fmt: skip
            yield Strike(check.place, values)


@named("choice_unknown")
def choice_unknown(context: CheckContext, check: Check) -> Iterator[Strike]:
    """What was chosen is an optional indicator of the pack."""
    optional = {item.id for item in context.pack.items if item.choice_group is not None}
    strange = [item for item in context.case.chosen if item not in optional]
    if strange:
        yield Strike(check.place, {"strange": strange})


@named("products_left_out")
def products_left_out(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Where only the largest products are weighted, says which are left out."""
    for item in context.pack.items:
        most = item.weighting_top.value if item.weighting_top else None
        column = WEIGHT_COLUMN.get(str(item.weighting.value)) if item.weighting else None
        variant = chosen_variant(context, item)
        if most is None or column is None or variant is None or variant.per != "products":
            continue
        rows = [row for row in context.scope().tables.get("products", []) if column in row]
        ordered = sorted(rows, key=lambda row: (-row[column], str(row.get("name", ""))))
        left_out = [str(row.get("name", "?")) for row in ordered[most:]]
        if left_out:
            yield Strike(f"indicators.{item.id}", {"label": name_of(item), "most": str(most), "names": left_out})


def _values(context: CheckContext) -> Iterator[tuple[Item, Decimal]]:
    """The value of each item that people see: declared, else computed."""
    for item in context.pack.items:
        declared = declared_value(context, item)
        value = declared if declared is not None else context.indicators.get(item.id)
        if value is not None:
            yield item, value


@named("on_boundary")
def on_boundary(context: CheckContext, check: Check) -> Iterator[Strike]:
    """A value that sits exactly on its baseline or on a floor of the land-control rules (K03)."""
    floors = check.named()
    for item, value in _values(context):
        floor = floors.get(item.name)
        baseline = item.baseline.value if item.baseline else None
        bounds = [bound for bound in (floor, baseline) if isinstance(bound, Decimal) and bound not in (0, HUNDRED)]
        if value in bounds:
            yield Strike(f"indicators.{item.id}", {"label": name_of(item), "value": value})


@named("perfect_values")
def perfect_values(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Several rates of exactly 100 %."""
    perfect = [name_of(item) for item, value in _values(context) if value == HUNDRED and _is_rate(context, item)]
    if len(perfect) >= check.numbers()[0]:
        yield Strike(check.place, {"count": str(len(perfect)), "names": perfect})


def _is_rate(context: CheckContext, item: Item) -> bool:
    by = computed_by(context, item)
    return (by.unit if by else item.unit) == "%"
