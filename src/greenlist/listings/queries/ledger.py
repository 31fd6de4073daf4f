"""The ledger of a level: published figures, what is here, how the two close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from greenlist.listings.facts import as_published
from greenlist.listings.ledger import Check, Found, Line, Published, book, close
from greenlist.listings.models import BatchCount, Change, Entry, GreenList, Kind

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind after a batch: its line (None: no figures yet) and what of it was checked."""

    kind: str
    line: Line | None
    checks: list[Check]


@dataclass(frozen=True, slots=True)
class Batch:
    """A row of the ledger."""

    number: int
    label: str
    head: BatchCount | GreenList | None
    cells: list[Cell]
    together: list[Check]  # renamings that are not split by kind


@dataclass(frozen=True, slots=True)
class Ledger:
    """One level of one province."""

    lines: list[Line]
    checks: list[Check]
    batches: list[Batch]
    unplaced: int  # removals and renamings that name no batch: they are in no sum

    @property
    def open(self) -> list[Check]:
        """The figures that do not close."""
        return [one for one in self.checks if one.closes is False]


def ledger_of(authority: int, level: str) -> Ledger:
    """The ledger of a level. Four queries."""
    rows = list(BatchCount.objects.filter(authority=authority, level=level))
    lists = list(GreenList.objects.filter(authority=authority, level=level, withdrawn_at=None).exclude(batch=None))
    published = [as_published(one) for one in rows]
    changes = list(
        Change.objects.filter(authority=authority, level=level, withdrawn_at=None)
        .select_related("entry")
        .only("batch", "what", "kind", "entry__kind")
    )
    together = {one.batch for one in published if not one.kind}
    found = _found(lists, changes, together)
    lines, checks = book(_with_own(published, lists, found)), close(published, found)
    heads: dict[int, BatchCount | GreenList] = {one.batch: one for one in lists if one.batch is not None}
    heads |= {one.batch: one for one in rows}
    batches = [_batch(number, heads, lines, checks) for number in sorted(heads)]
    return Ledger(lines, checks, batches, sum(1 for one in changes if one.batch is None))


def _found(lists: Sequence[GreenList], changes: Iterable[Change], together: set[int]) -> dict[Key, Found]:
    """What is here by batch and kind; renamings of a batch that was published unsplit stand under kind ''."""
    numbers: dict[Key, dict[str, int]] = {}
    stages = {one.pk: (one.batch or 0, "draft" if one.stage == "draft" else "listed") for one in lists}
    counted = Entry.objects.filter(green_list__in=stages).order_by().values_list("green_list", "kind")
    for pk, kind, count in counted.annotate(n=Count("pk")):
        batch, what = stages[pk]
        numbers.setdefault((batch, kind), {})[what] = count
    for one in changes:
        if one.batch is None:
            continue
        kind = one.kind or (one.entry.kind if one.entry else "")
        split = one.what == Change.What.REMOVED or one.batch not in together
        of = numbers.setdefault((one.batch, kind if split else ""), {})
        of[one.what] = of.get(one.what, 0) + 1
    return {key: Found(**each) for key, each in numbers.items()}


def _with_own(published: Sequence[Published], lists: Sequence[GreenList], found: dict[Key, Found]) -> list[Published]:
    """The published figures; for a batch and kind that nobody has entered, what is here stands for them."""
    known = {(one.batch, one.kind) for one in published}
    heads = {one.batch: one for one in lists}
    own = [
        Published(batch, heads[batch].label, kind, heads[batch].announced_on, here.listed, here.removed)
        for (batch, kind), here in found.items()
        if kind and (batch, kind) not in known and batch in heads
    ]
    return [*published, *own]


def _batch(number: int, heads: dict[int, BatchCount | GreenList], lines: list[Line], checks: list[Check]) -> Batch:
    by_kind = {one.kind: one for one in lines if one.batch == number}
    of = [one for one in checks if one.batch == number]
    cells = [Cell(kind, by_kind.get(kind), [one for one in of if one.kind == kind]) for kind in Kind.values]
    return Batch(number, heads[number].label, heads[number], cells, [one for one in of if not one.kind])
