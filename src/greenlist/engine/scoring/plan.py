"""A pack made ready to run: formulas compiled, facts gathered, each item's parts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine.facts import AnyFact, Fact
from greenlist.engine.formula import Formula, Ref, compile_formula
from greenlist.engine.lawbook.schema import Band, Item, Pack, Step

Bound = Decimal | Formula | None  # a leading or baseline value: a number, a formula over inputs, or open


@dataclass(slots=True)
class BandPlan:
    """Leading and baseline of one band of cases."""

    when: Formula
    leading: Bound
    baseline: Bound
    facts: tuple[AnyFact, ...]


@dataclass(slots=True)
class WayPlan:
    """One way of computing an item (a variant, or the item's own formula)."""

    id: str
    name: str
    unit: str
    when: Formula | None
    formula: Formula
    per: str
    leading: Bound
    baseline: Bound
    bands: tuple[BandPlan, ...]
    facts: tuple[AnyFact, ...]
    clause: str
    fixed: tuple[Decimal, Decimal] | None  # leading and baseline where both are plain numbers and no band asks
    inputs: tuple[tuple[str, Ref], ...]  # key and reference of each input, for traces
    all_facts: tuple[AnyFact, ...] = ()  # those of the item and of this way


@dataclass(slots=True)
class ItemPlan:
    """One item ready to run. `max` None: the points are open or the item carries none."""

    item: Item
    mode: str
    method: str
    direction: str
    max: Decimal | None
    ways: tuple[WayPlan, ...]
    steps: tuple[Step, ...]
    weighting: str
    top: int | None
    facts: tuple[AnyFact, ...]


@dataclass(slots=True)
class PackPlan:
    """A pack ready to run."""

    pack: Pack
    items: tuple[ItemPlan, ...]
    report_only: frozenset[str] = frozenset()  # items that carry no points in this edition

    def __post_init__(self) -> None:
        self.report_only = frozenset(plan.item.id for plan in self.items if plan.item.report_only)


_KEPT: dict[int, tuple[Pack, PackPlan]] = {}


def plan_of(pack: Pack) -> PackPlan:
    """The plan of a pack, made once for each loaded pack."""
    kept = _KEPT.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = (pack, PackPlan(pack, tuple(_item(item) for item in pack.items)))
        _KEPT[id(pack)] = kept
    return kept[1]


def _item(item: Item) -> ItemPlan:
    parts: tuple[AnyFact | None, ...] = (item.mode, item.direction, item.points, item.method, item.weighting)
    facts = tuple(fact for fact in parts if fact is not None)
    ways = _ways(item)
    for way in ways:
        way.all_facts = facts + way.facts
    return ItemPlan(
        item=item,
        mode=str(item.mode.value),
        method=str(item.method.value) if item.method and item.method.value else _default_method(item),
        direction=str(item.direction.value) if item.direction and item.direction.value else "up",
        max=item.points.value if item.points else None,
        ways=ways,
        steps=tuple(sorted(item.steps, key=lambda step: step.at)),
        weighting=str(item.weighting.value) if item.weighting and item.weighting.value else "",
        top=item.weighting_top.value if item.weighting_top else None,
        facts=facts,
    )


def _default_method(item: Item) -> str:
    return "linear" if item.mode.value == "quantitative" else "judged"


def _ways(item: Item) -> tuple[WayPlan, ...]:
    if not item.variants:
        if item.formula is None or item.formula.value is None:
            return ()
        return (_way(item, item, item.formula, "", ""),)
    return tuple(
        _way(item, variant, variant.formula, variant.when, variant.per)
        for variant in item.variants
        if variant.formula.value is not None
    )


def _way(item: Item, part: object, formula: Fact[str], when: str, per: str) -> WayPlan:
    leading = getattr(part, "leading", None) or item.leading
    baseline = getattr(part, "baseline", None) or item.baseline
    bands: list[Band] = getattr(part, "bands", None) or item.bands
    compiled = compile_formula(str(formula.value))
    lead, base = _bound(leading), _bound(baseline)
    plain = isinstance(lead, Decimal) and isinstance(base, Decimal) and not bands
    return WayPlan(
        id=getattr(part, "id", item.id),
        name=getattr(part, "name", "") or item.name,
        unit=getattr(part, "unit", "") or item.unit,
        when=compile_formula(when) if when else None,
        formula=compiled,
        per=per,
        leading=lead,
        baseline=base,
        bands=tuple(_band(band) for band in bands),
        facts=tuple(fact for fact in (formula, leading, baseline) if fact is not None),
        clause=getattr(part, "clause", "") or item.clause,
        fixed=(lead, base) if plain else None,  # type: ignore[arg-type] # both are Decimal where plain
        inputs=tuple((ref.key, ref) for ref in compiled.refs),
    )


def _band(band: Band) -> BandPlan:
    return BandPlan(
        compile_formula(band.when), _bound(band.leading), _bound(band.baseline),
        tuple(fact for fact in (band.leading, band.baseline) if fact is not None),
    )  # fmt: skip


def _bound(fact: Fact[Decimal] | Fact[Decimal | str] | None) -> Bound:
    if fact is None or fact.value is None:
        return None
    return compile_formula(fact.value) if isinstance(fact.value, str) else fact.value
