"""A rule pack: one evaluation standard, one edition."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact

from .base import Cited, LawFile, Strict

Mode = Literal["required", "optional", "quantitative", "qualitative", "yes_no"]
Method = Literal["linear", "range", "step", "judged", "counted", "proportional", "ratio"]
NaPolicy = Literal["rescale", "zero", "full"]


class Block(Cited):
    """A first-level group. `weight` in percent of the total, `points` its full marks; either may be open."""

    id: str
    name: str
    name_en: str = ""
    weight: Fact[Decimal] | None = None
    points: Fact[Decimal] | None = None


class Requirement(Cited):
    """A basic requirement, not scored. `check` is a formula; without one a person answers."""

    id: str
    name: str
    name_en: str = ""
    text: str
    kind: Literal["veto", "advisory"] = "veto"
    check: Fact[str] | None = None
    evidence: list[str] = Field(default_factory=list)


class Band(Cited):
    """Leading and baseline value for a range of cases (`when` is a formula, bands are tried in order)."""

    when: str
    leading: Fact[Decimal] | None = None
    baseline: Fact[Decimal] | None = None


class Step(Cited):
    """`step`: `points` are earned once the value reaches `at`. `range`: for `at` <= value < the next `at`."""

    at: Decimal
    points: Decimal


class Variant(Cited):
    """One way of computing an item; the first variant whose `when` holds is used.

    With `per` the formula speaks of one row of that table at a time (products: weighted over products by the
    item's `weighting`; in materials and pollutants, `products.x` is the product the row names, or the only one).
    `leading` and `baseline` may be formulas over inputs (level 1 and 2 of the limit that applies).
    """

    id: str
    name: str = ""
    when: str = ""
    unit: str
    formula: Fact[str]
    per: Literal["", "products", "materials", "pollutants"] = ""
    leading: Fact[Decimal | str] | None = None
    baseline: Fact[Decimal | str] | None = None
    bands: list[Band] = Field(default_factory=list)


class Item(Cited):
    """The lowest level of the indicator system: what is computed, judged and scored.

    `formula` with `unit`, or `variants`; qualitative and yes/no items have neither. `points` None: open.
    """

    id: str
    name: str
    name_en: str = ""
    block: str
    level2: str = ""
    text: str = ""
    mode: Fact[Mode]
    direction: Fact[Literal["up", "down"]] | None = None
    unit: str = ""
    formula: Fact[str] | None = None
    variants: list[Variant] = Field(default_factory=list)
    points: Fact[Decimal] | None = None
    leading: Fact[Decimal | str] | None = None
    baseline: Fact[Decimal | str] | None = None
    bands: list[Band] = Field(default_factory=list)
    steps: list[Step] = Field(default_factory=list)
    method: Fact[Method] | None = None
    weighting: Fact[Literal["by_energy", "by_output", "by_water"]] | None = None
    weighting_top: Fact[int] | None = None
    choice_group: str | None = None
    report_only: bool = False  # computed and shown, carries no points in this edition (Annex formulas)
    evidence: list[str] = Field(default_factory=list)


class ChoiceGroup(Cited):
    """`choose` of the members must be picked, no more and no fewer."""

    id: str
    name: str = ""
    choose: Fact[int]


class BonusItem(Cited):
    """Extra points a place gives. Of the items of one `group` only the highest counts."""

    id: str
    name: str
    group: str = ""
    points: Fact[Decimal]


class Bonus(Cited):
    """Bonus items and the most they may add."""

    max: Fact[Decimal]
    items: list[BonusItem]


class Star(Cited):
    """`stars` for a total of at least `from_score` (that end closed)."""

    stars: int
    from_score: Fact[Decimal]


class Index(Cited):
    """How the items make one figure.

    checklist: none. sum: total of points. weighted_blocks: sum of weight x share of the block's points.
    ratio_mean: mean of value / leading (GI) with the parameters below; each may be open.
    """

    type: Literal["checklist", "sum", "weighted_blocks", "ratio_mean"]
    name: str = ""  # GI, GSCI, EGSCI, 总分
    total: Fact[Decimal] | None = None  # what the points sum to, as the text says
    rounding: Fact[int] | None = None  # decimals, half up, of points shown and of the total
    na_policy: Fact[NaPolicy] | None = None
    divisor: Fact[Decimal | Literal["terms"]] | None = None
    cap_ratio: Fact[Decimal | Literal["none"]] | None = None
    inverse_rule: Fact[Literal["leading/actual"]] | None = None
    inverse_when_actual_le_zero: Fact[Literal["zero", "full", "ratio"]] | None = None
    missing_optional_rule: Fact[Literal["error"]] | None = None
    qualitative_scale: Fact[Literal["yes1_no0"]] | None = None
    percent_rule: Fact[Literal["proportional", "steps"]] | None = None
    years: Fact[int] | None = None  # yearly scores asked for (parks: 3)
    energy_denominator: Fact[Literal["park", "industry"]] | None = None
    share_denominator: Fact[str] | None = None


class Pack(LawFile):
    """One standard, one edition. `status: not_loaded` answers "official table not loaded" and never scores."""

    pack: str
    kind: Kind
    doc_no: str = ""
    status: Literal["loaded", "not_loaded"] = "loaded"
    authority: Literal["official", "copy", "mock"] = "official"
    in_force_from: Fact[str] | None = None
    in_force_to: Fact[str] | None = None
    industries: list[str] = Field(default_factory=list)
    index: Index
    blocks: list[Block] = Field(default_factory=list)
    requirements: list[Requirement] = Field(default_factory=list)
    items: list[Item] = Field(default_factory=list)
    choice_groups: list[ChoiceGroup] = Field(default_factory=list)
    bonus: Bonus | None = None
    stars: list[Star] = Field(default_factory=list)
    pass_mark: Fact[Decimal] | None = None

    @property
    def id(self) -> str:
        """The name by which policies and applications pin this pack."""
        return self.pack


class ImportedRow(Strict):
    """One line of a points table handed in by a province (`greenlist law import-points`)."""

    level1: str
    level2: str
    text: str
    kind: Literal["required", "optional"]
    points: Decimal
    weight: Decimal
