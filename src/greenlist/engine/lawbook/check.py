"""The checks of `greenlist law check`: what a schema cannot see.

Ids unique, formulas parse and their units fit, points sum to what the text says, leading and baseline on the
right sides, dates ordered, citations present, references to other files good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from greenlist.engine.facts import Fact
from greenlist.engine.formula import FormulaError, Ref, check_units, compile_formula
from greenlist.engine.messages import Message, say

from .book import LawBook, UnknownLaw
from .errors import LawInvalid, LawProblem
from .files import FOLDERS, FileKind, Merged
from .schema import Band, Item, LawFile, Pack, Policy, Process, Variant
from .schema.base import Cited

Path = tuple[str | int, ...]
UnitOf = Callable[[Ref], str | None]


def check_book(book: LawBook, unit_of: UnitOf | None) -> list[LawProblem]:
    """Every problem of every document and table of a book. `unit_of` gives the unit of a formula's input."""
    problems = book.read_tables()
    for kind in FOLDERS:
        for document_id in book.ids(kind):
            problems += check_document(book, kind, document_id, unit_of)
    return problems + _confirmations(book)


def check_document(book: LawBook, kind: FileKind, document_id: str, unit_of: UnitOf | None) -> list[LawProblem]:
    """Every problem of one document."""
    try:
        document, problems = book.read(kind, document_id)
        merged = book.merged(kind, document_id)
    except LawInvalid as invalid:
        return invalid.problems
    if document is None:
        return problems
    inspector = _Inspector(book, merged, unit_of)
    inspector.common(document)
    if isinstance(document, Pack):
        inspector.pack(document)
    elif isinstance(document, Policy):
        inspector.policy(document)
    elif isinstance(document, Process):
        inspector.process(document)
    return inspector.problems


class _Inspector:
    def __init__(self, book: LawBook, merged: Merged, unit_of: UnitOf | None) -> None:
        self.book = book
        self.merged = merged
        self.unit_of = unit_of
        self.problems: list[LawProblem] = []

    def report(self, path: Path, code: str, **params: Any) -> None:
        self.problems.append(self.merged.problem(path, code, **params))

    # -- all documents --------------------------------------------------------------------------------

    def common(self, document: LawFile) -> None:
        for path, node in nodes(document):
            if isinstance(node, (Cited, Fact)) and node.source not in document.sources:
                self.report(path, "law.source_unknown", source=node.source)
            if isinstance(node, Fact) and node.value is None and not node.note and not self._noted(document, path):
                self.report(path, "law.open_without_note")
            if isinstance(node, list):
                self._unique(path, node)
        for name, source in document.sources.items():
            if source.in_force_from and source.in_force_to and source.in_force_from > source.in_force_to:
                self.report(("sources", name), "law.dates_order", first=source.in_force_from, last=source.in_force_to)

    def _noted(self, document: LawFile, path: Path) -> bool:
        """An open value inside an entry is explained by the entry's own note."""
        node: Any = document
        for key in path[:-1]:
            node = getattr(node, str(key)) if isinstance(node, BaseModel) else node[key]
        return isinstance(node, Cited) and bool(node.note)

    def _unique(self, path: Path, entries: list[Any]) -> None:
        ids = Counter(entry.id for entry in entries if isinstance(entry, Cited) and hasattr(entry, "id"))
        for position, entry in enumerate(entries):
            if ids.get(getattr(entry, "id", None), 0) > 1:
                self.report((*path, position), "law.id_twice", id=entry.id, other=path[-1] if path else "")
            if "." in str(getattr(entry, "id", "")):
                self.report((*path, position), "law.id_with_dot", id=entry.id)

    # -- packs ----------------------------------------------------------------------------------------

    def pack(self, pack: Pack) -> None:
        blocks = {block.id for block in pack.blocks}
        groups = {group.id for group in pack.choice_groups}
        for position, item in enumerate(pack.items):
            path = ("items", position)
            if item.block not in blocks:
                self.report((*path, "block"), "law.block_unknown", block=item.block)
            if item.choice_group and item.choice_group not in groups:
                self.report((*path, "choice_group"), "law.group_unknown", group=item.choice_group)
            self._item(item, path)
        for position, requirement in enumerate(pack.requirements):
            if requirement.check and requirement.check.value:
                self._formula(("requirements", position, "check"), requirement.check.value, None)
        self._sums(pack)
        self._period(pack)

    def _item(self, item: Item, path: Path) -> None:
        if item.formula and item.formula.value:
            self._formula((*path, "formula"), item.formula.value, item.unit)
        self._sides(item, item, path)
        for position, variant in enumerate(item.variants):
            here = (*path, "variants", position)
            if variant.when:
                self._formula((*here, "when"), variant.when, None)
            if variant.formula.value:
                self._formula((*here, "formula"), variant.formula.value, variant.unit)
            self._sides(item, variant, here)
            self._bands(item, variant.bands, here)
        self._bands(item, item.bands, path)

    def _bands(self, item: Item, bands: list[Band], path: Path) -> None:
        for position, band in enumerate(bands):
            self._formula((*path, "bands", position, "when"), band.when, None)
            self._sides(item, band, (*path, "bands", position))

    def _sides(self, item: Item, holder: Item | Variant | Band, path: Path) -> None:
        lead = holder.leading.value if holder.leading else None
        base = holder.baseline.value if holder.baseline else None
        for name, value in (("leading", lead), ("baseline", base)):
            if isinstance(value, str):
                self._formula((*path, name), value, None)
        if not isinstance(lead, Decimal) or not isinstance(base, Decimal):
            return
        direction = item.direction.value if item.direction else "up"
        if lead == base:
            self.report((*path, "leading"), "law.bounds_equal", value=lead)
        elif (lead > base) != (direction == "up"):
            self.report((*path, "leading"), f"law.bounds_{direction}", leading=lead, baseline=base)

    def _formula(self, path: Path, text: str, unit: str | None) -> None:
        try:
            formula = compile_formula(text)
        except FormulaError as error:
            self._say(path, error.message)
            return
        if self.unit_of is not None:
            misfit = check_units(formula, self.unit_of, unit or ("1" if unit is not None else None))
            if misfit:
                self._say(path, misfit)

    def _say(self, path: Path, message: Message) -> None:
        self.report(path, message.code, **message.params)

    def _sums(self, pack: Pack) -> None:
        total = pack.index.total.value if pack.index.total else None
        points = [item.points.value for item in pack.items if item.points and not item.report_only]
        known = [value for value in points if value is not None]
        if total is not None and known and len(known) == len(points) and sum(known) != total:
            self.report(("items",), "law.points_sum", sum=sum(known), total=total)
        weights = [block.weight.value for block in pack.blocks if block.weight]
        given = [value for value in weights if value is not None]
        if given and len(given) == len(pack.blocks) and sum(given) != 100:
            self.report(("blocks",), "law.weights_sum", sum=sum(given))
        for position, block in enumerate(pack.blocks):
            self._block_sum(pack, block.id, block.points.value if block.points else None, ("blocks", position))

    def _block_sum(self, pack: Pack, block_id: str, stated: Decimal | None, path: Path) -> None:
        items = [item for item in pack.items if item.block == block_id and not item.report_only]
        points = [item.points.value if item.points else None for item in items]
        known = [value for value in points if value is not None]
        if stated is not None and items and len(known) == len(items) and sum(known) != stated:
            self.report((*path, "points"), "law.points_sum", sum=sum(known), total=stated)

    def _period(self, pack: Pack) -> None:
        first = _day(pack.in_force_from.value if pack.in_force_from else None)
        last = _day(pack.in_force_to.value if pack.in_force_to else None)
        if first and last and first > last:
            self.report(("in_force_from",), "law.dates_order", first=first, last=last)

    # -- policies and processes -----------------------------------------------------------------------

    def policy(self, policy: Policy) -> None:
        for kind, rule in policy.standards.items():
            for name in ("default", "industry_pack"):
                pack_id = getattr(rule, name).value
                if pack_id and pack_id not in self.book.ids("pack"):
                    self.report(("standards", str(kind), name), "law.unknown_id", kind="pack", id=pack_id, known=self.book.ids("pack"))
            table = rule.industry_table.value
            if table and table not in self.book.table_ids():
                self.report(("standards", str(kind), "industry_table"), "law.unknown_id", kind="table", id=table, known=self.book.table_ids())
        for group in ("gates", "priority"):
            for position, entry in enumerate(getattr(policy, group)):
                if entry.test and entry.test.value:
                    self._formula((group, position, "test"), entry.test.value, None)
        self._dates(policy)
        try:
            process = self.book.process(policy.process.value or "")
        except (UnknownLaw, LawInvalid):
            self.report(("process",), "law.unknown_id", kind="process", id=policy.process.value, known=self.book.ids("process"))
            return
        steps = {state.step for state in process.states if state.step}
        for step in policy.steps_off.value or []:
            if step not in steps:
                self.report(("steps_off",), "law.step_unknown", step=step)

    def _dates(self, policy: Policy) -> None:
        first, last = policy.identity.valid_from.value, policy.identity.valid_to.value
        if first and last and first > last:
            self.report(("identity", "valid_from"), "law.dates_order", first=first, last=last)
        issued = policy.identity.issue_date.value
        order = ("apply", "city", "province", "ministry")
        days = [(name, getattr(policy.deadlines, name).value) for name in order]
        dated = [(name, day) for name, day in days if isinstance(day, date)]
        for (_, early), (name, late) in zip(dated, dated[1:], strict=False):
            if early > late:
                self.report(("deadlines", name), "law.dates_order", first=early, last=late)
        if issued and dated and dated[0][1] < issued:
            self.report(("deadlines", dated[0][0]), "law.dates_order", first=issued, last=dated[0][1])

    def process(self, process: Process) -> None:
        states = {state.id for state in process.states}
        guards = {guard.id for guard in process.guards}
        for position, way in enumerate(process.transitions):
            for name, state in (("from", way.from_state), ("to", way.to)):
                if state not in states:
                    self.report(("transitions", position, name), "law.state_unknown", state=state)
            for guard in way.guards:
                if guard not in guards:
                    self.report(("transitions", position, "guards"), "law.guard_unknown", guard=guard)


def nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every model, fact, list and mapping of a document with its path (positions in lists)."""
    yield path, value
    if isinstance(value, Fact):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from nodes(entry, (*path, key))
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from nodes(entry, (*path, position))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _confirmations(book: LawBook) -> list[LawProblem]:
    """Confirmations that name nothing: a fact that moved or was misspelt must not be lost in silence."""
    problems: list[LawProblem] = []
    for entry in book.confirmations:
        fact_id = str(entry.get("fact", ""))
        if not fact_exists(book, fact_id):
            problems.append(LawProblem("confirmations.yaml", 1, fact_id, say("law.fact_unknown", fact=fact_id)))
    return problems


def fact_exists(book: LawBook, fact_id: str) -> bool:
    """Whether an id names a fact or entry of a document, or a row of a table."""
    owner, _, path = fact_id.partition("/")
    if owner in book.table_ids():
        return path in book.table(owner).by_id
    for kind in FOLDERS:
        if owner in book.ids(kind):
            document, _ = book.read(kind, owner)
            return document is not None and any(_id_of(node) == fact_id for _, node in nodes(document))
    return False


def _id_of(node: Any) -> str:
    if isinstance(node, Fact):
        return node.id
    return node.path if isinstance(node, Cited) else ""
