"""What a read file would change, line by line, before anything is changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from greenlist.screening.names import read_name

from .models import Change, Entry, GreenList, Upload
from .regions import Regions
from .rows import Reading, Row

COMPARED = ("region", "region_printed", "name", "uscc", "industry", "agency")
HEAD = ("batch", "year", "announced_on", "document", "mark")
Difference = tuple[str, str, str]  # field, before, after


@dataclass(slots=True)
class Changed:
    """A line that is there with other content."""

    entry: Entry
    row: Row
    differences: list[Difference]


@dataclass(slots=True)
class Plan:
    """The whole: what would be added and changed, what stays, what is left out, what forbids it."""

    new: list[tuple[str, Row]] = field(default_factory=list)  # kind, row
    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    absent: list[Entry] = field(default_factory=list)  # here and not in the file: they stay
    other_batches: int = 0  # rows of another batch than the list's: left out
    head: list[Difference] = field(default_factory=list)  # date, document ... of a list that is there
    clashes: list[tuple[str, Row]] = field(default_factory=list)  # two sections claim one number: nothing is taken
    unknown_regions: dict[str, int] = field(default_factory=dict)
    open_kinds: list[int] = field(default_factory=list)  # sections whose kind nobody has given
    digest: str = ""

    @property
    def any(self) -> bool:
        """Whether anything would change."""
        return bool(self.new or self.changed or self.head)

    @property
    def ready(self) -> bool:
        """Whether it may be applied."""
        return self.any and not self.clashes and not self.open_kinds


def rows_of(
    reading: Reading, kinds: Mapping[int, str], batch: int | None, plan: Plan, *, every: bool
) -> list[tuple[str, Row]]:
    """The rows with their kinds: the row's own word, else that of its section. `every`: each needs one."""
    found = []
    for number, section in enumerate(reading.sections):
        given = kinds.get(number, "")
        for row in section.rows:
            if batch is not None and row.batch is not None and row.batch != batch:
                plan.other_batches += 1
            elif row.kind or given or not every:
                found.append((row.kind or given, row))
            elif number not in plan.open_kinds:
                plan.open_kinds.append(number)
    return found


def plan_entries(
    reading: Reading,
    kinds: Mapping[int, str],
    about: Mapping[str, Any],
    present: Sequence[Entry],
    head: GreenList | None,
    regions: Regions,
) -> Plan:
    """What the units of a file would do to a list. `about` as kept with the upload, `present` its lines."""
    plan = Plan()
    here = {(one.kind, one.seq): one for one in present}
    seen: set[tuple[str, int]] = set()
    for kind, row in rows_of(reading, kinds, about.get("batch"), plan, every=True):
        if (kind, row.seq) in seen:
            plan.clashes.append((kind, row))
            continue
        seen.add((kind, row.seq))
        if row.region and about["level"] == "national" and regions.of(row.region) is None:
            plan.unknown_regions[row.region] = plan.unknown_regions.get(row.region, 0) + 1
        _sort_in(plan, here.get((kind, row.seq)), kind, row, regions)
    plan.absent = [one for key, one in here.items() if key not in seen and key[0] in {kind for kind, _seq in seen}]
    if head is not None:
        plan.head = _head(head, about)
    return sealed(plan, kinds, about)


def _sort_in(plan: Plan, entry: Entry | None, kind: str, row: Row, regions: Regions) -> None:
    if entry is None:
        plan.new.append((kind, row))
        return
    told = values_of(row, regions)
    differences = [
        (name, str(getattr(entry, name)), str(told[name]))
        for name in COMPARED
        if getattr(entry, name) != told[name] and not (name == "uscc" and not told[name])  # silence takes no code away
    ]
    if differences:
        plan.changed.append(Changed(entry, row, differences))
    else:
        plan.same += 1


def values_of(row: Row, regions: Regions) -> dict[str, Any]:
    """A row as the columns of an entry."""
    name = read_name(row.name)
    return {
        "region": regions.normalised(row.region) if row.region else "", "region_printed": row.region,
        "name": row.name, "name_key": name.key, "former_key": name.former_key, "uscc": row.uscc,
        "industry": row.industry, "agency": row.agency, "original": row.original,
    }  # fmt: skip


def _head(head: GreenList, about: Mapping[str, Any]) -> list[Difference]:
    told = [(name, str(getattr(head, name) or ""), str(about.get(name) or "")) for name in HEAD]
    return [one for one in told if one[2] and one[1] != one[2]]


def plan_changes(reading: Reading, kinds: Mapping[int, str], upload: Upload, present: Sequence[Change]) -> Plan:
    """What the removals or renamings of a file would add; one that is known (same name, kind, batch) is the same."""
    plan = Plan()
    renamed = upload.what == Upload.What.RENAMED
    known = {(one.kind, one.name_key, one.new_key) for one in present}
    for kind, row in rows_of(reading, kinds, upload.about.get("batch"), plan, every=not renamed):
        key = (kind, read_name(row.name).key, read_name(row.new_name).key if row.new_name else "")
        if renamed and not row.new_name:
            plan.clashes.append((kind, row))
        elif key in known:
            plan.same += 1
        else:
            known.add(key)
            plan.new.append((kind, row))
    return sealed(plan, kinds, upload.about)


def sealed(plan: Plan, kinds: Mapping[int, str], about: Mapping[str, Any]) -> Plan:
    """With its digest: the same plan against the same lists."""
    content = [
        sorted(kinds.items()), sorted((key, str(value)) for key, value in about.items()),
        [(kind, row.seq, row.name, row.line) for kind, row in plan.new],
        [(one.entry.pk, one.differences) for one in plan.changed], plan.head, plan.same, len(plan.absent),
    ]  # fmt: skip
    plan.digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return plan
