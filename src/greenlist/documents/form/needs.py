"""What a pack and a policy ask of one unit: the fields, tables, judged items and conditions of its form."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenlist.engine.application.schema import TABLES
from greenlist.engine.case import Kind
from greenlist.engine.conditions import FIELDS_READ, asked
from greenlist.engine.fields import Field, Fields, fields_of
from greenlist.engine.formula import Ref, compile_formula
from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.schema import Item, Pack, Policy
from greenlist.engine.lawbook.schema.policy import Gate
from greenlist.engine.messages import Message, say

from .layout import UNIT_ANSWERED

_ENERGY_TABLES = ("products", "energy", "level_inputs")  # what the energy level is computed from
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
THREE_YEARS = 3


@dataclass(frozen=True, slots=True)
class Need:
    """One field of the form and the years it is asked for: 0 is the evaluation year, -1 the year before."""

    field: Field
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A typed parameter of the policy that this kind must meet; `computed` from fields, else answered by a person."""

    id: str
    name: Message
    clause: str
    computed: bool


@dataclass(slots=True)
class Needs:
    """Everything the form asks for."""

    kind: Kind
    pack: Pack
    policy: Policy | None
    fields: list[Need] = dataclasses.field(default_factory=list)
    tables: dict[str, list[Field]] = dataclasses.field(default_factory=dict)
    tenants: bool = False

    @property
    def computed(self) -> list[Item]:
        """Items computed from fields."""
        return [item for item in self.pack.items if is_computed(item)]

    @property
    def judged(self) -> list[Item]:
        """Items a person judges."""
        return [item for item in self.pack.items if not is_computed(item)]

    @property
    def gates(self) -> list[Gate]:
        """The notice's rules for this kind."""
        return [gate for gate in self.policy.gates if self.kind in gate.kinds] if self.policy else []

    @property
    def prerequisites(self) -> list[Prerequisite]:
        """What the policy's parameters ask of this kind (196号 一.1)."""
        return [
            Prerequisite(name, say(f"conditions.name_{name}"), fact.clause, name in FIELDS_READ)
            for name, fact in (asked(self.policy, self.kind) if self.policy else ())
        ]


def is_computed(item: Item) -> bool:
    """Whether an item has a formula, also where it is still open."""
    return item.formula is not None or bool(item.variants)


def collect(pack: Pack, policy: Policy | None, book: LawBook) -> Needs:
    """Gather what the formulas, requirements and gates name, and what the energy level needs."""
    dictionary = fields_of(book)
    needs = Needs(pack.kind, pack, policy)
    offsets: dict[str, set[int]] = {}
    tables: set[str] = set()
    evaluated = _years_evaluated(pack)
    for text in _formulas(needs):
        for ref in compile_formula(text).refs:
            _note(ref, dictionary, offsets, tables)
    for item in pack.items:
        for text in _item_formulas(item):
            for ref in compile_formula(text).refs:
                _note(ref, dictionary, offsets, tables, evaluated)
    for prerequisite in needs.prerequisites:
        for name in FIELDS_READ.get(prerequisite.id, ()):
            _note(Ref(name), dictionary, offsets, tables)
    if policy is not None and _asks_energy_level(policy, pack.kind):
        tables.update(_ENERGY_TABLES)
    needs.fields = [_need(field, offsets[field.id]) for field in dictionary.by_id.values() if field.id in offsets]
    needs.tables = {
        name: columns for name in TABLES if name in tables and (columns := columns_of(dictionary, name, pack.kind))
    }
    needs.tenants = pack.kind is Kind.PARK
    return needs


def inputs_of(item: Item, dictionary: Fields) -> list[str]:
    """The field ids that an item's formulas name, in their order, each once; columns of tables left out."""
    refs = [ref for text in _item_formulas(item) for ref in compile_formula(text).refs]
    return list(dict.fromkeys(ref.name for ref in refs if not ref.table and ref.name in dictionary.by_id))


def _years_evaluated(pack: Pack) -> int:
    """How many years are scored: parks answer for three unless their pack says otherwise (forms.md 3.1)."""
    years = pack.index.years.value if pack.index.years else None
    return years or (THREE_YEARS if pack.kind is Kind.PARK else 1)


def columns_of(dictionary: Fields, table: str, kind: Kind) -> list[Field]:
    """The columns of a repeated table that a kind fills in."""
    return [field for field in dictionary.by_id.values() if field.table == table and kind in field.kinds]


def _need(field: Field, used: set[int]) -> Need:
    """The years of a field: its own three where it is yearly, and those that formulas look back to."""
    asked = set(range(1 - THREE_YEARS, 1)) if field.yearly == THREE_YEARS else {0}
    return Need(field, tuple(sorted(asked | used)))


def _note(ref: Ref, dictionary: Fields, offsets: dict[str, set[int]], tables: set[str], evaluated: int = 1) -> None:
    """Note an input; a yearly one that is scored in several years is looked back to from each of them."""
    if ref.table or ref.name in dictionary.tables:
        tables.add(ref.table or ref.name)
        return
    field = dictionary.by_id.get(ref.name)
    if field is None or field.id in UNIT_ANSWERED:
        return
    scored = evaluated if field.yearly == THREE_YEARS else 1
    offsets.setdefault(field.id, {0}).update(ref.offset - back for back in range(scored))


def _asks_energy_level(policy: Policy, kind: Kind) -> bool:
    rules = [rule for rule in policy.priority if rule.type == "energy_level" and kind in rule.kinds]
    return bool(rules) and kind is not Kind.PARK


def _formulas(needs: Needs) -> Iterator[str]:
    checks = [requirement.check for requirement in needs.pack.requirements]
    tests = [gate.test for gate in needs.gates]
    if needs.policy is not None:
        tests += [rule.test for rule in needs.policy.priority if needs.kind in rule.kinds]
        yield from _ranking_formulas(needs.policy, needs.kind)
    for fact in (*checks, *tests):
        if fact is not None and fact.value:
            yield str(fact.value)


def _ranking_formulas(policy: Policy, kind: Kind) -> Iterator[str]:
    rule = policy.ranking.get(kind)
    for key in (rule.keys.value or []) if rule else []:
        text = re.sub(r"\s+(?:asc|desc|up|down)$", "", key.strip().lstrip("-+"))
        if text not in {"priority", "score"} and _WORD.search(text):
            yield text


def _item_formulas(item: Item) -> Iterator[str]:
    facts = [item.formula, item.leading, item.baseline]
    bands = list(item.bands)
    for variant in item.variants:
        facts += [variant.formula, variant.leading, variant.baseline]
        bands += variant.bands
        if variant.when:
            yield variant.when
    for fact in facts:
        if fact is not None and isinstance(fact.value, str) and fact.value:
            yield fact.value
    for band in bands:
        if band.when:
            yield band.when
