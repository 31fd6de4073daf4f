"""Is the chain whole? Every entry changed, removed, inserted or moved is found, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from . import chain
from .models import Entry, Head

CHUNK = 2000  # entries in memory at a time


class Mark(NamedTuple):
    """A place of the chain: the number of an entry and its sha256. Kept elsewhere it shows a chain written anew."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at `seq`: kind changed, unlinked, missing, repeated, sm3, removed, surplus, headless or replaced.

    `until`: the last of several entries that are missing; else `seq`.
    """

    seq: int
    kind: str
    until: int = 0

    @property
    def text(self) -> str:
        """In the user's words."""
        return _sentences()[self.kind] % {"seq": self.seq, "until": self.until or self.seq}


def _sentences() -> dict[str, str]:
    return {
        "changed": _("第 %(seq)d 条：内容或编号与其哈希不符，被改动过，或被挪了位置。"),
        "unlinked": _("第 %(seq)d 条：与前一条接不上，前一条被改写、替换，或此处被插入。"),
        "missing": _("第 %(seq)d 条至第 %(until)d 条：缺失，被删除。"),
        "repeated": _("第 %(seq)d 条：编号重复或无效，是插入的条目。"),
        "sm3": _("第 %(seq)d 条：SM3 值与内容不符。"),
        "removed": _("第 %(seq)d 条至第 %(until)d 条：链尾登记到此，但条目已不在，末尾被删除。"),
        "surplus": _("第 %(seq)d 条：在登记的链尾之后，不是由程序写入。"),
        "headless": _("链尾登记（journal_head）不见了，不能判断末尾是否完整。"),
        "replaced": _("第 %(seq)d 条：与登记或另存的哈希不同，这一条或它之前的内容被整体改写。"),
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `end`: the last entry read; `count`: how many were read."""

    faults: tuple[Fault, ...]
    end: Mark
    count: int
    more: int = 0  # faults beyond those listed

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def head() -> Mark | None:
    """Where the chain ends now, as registered; None before the first entry, or where the register is gone."""
    row = Head.objects.filter(pk=1).first()
    return Mark(row.seq, row.sha256) if row else None


def verify(*, since: int = 1, kept: Mark | None = None, most: int = 1000) -> Verdict:
    """Read the chain from entry `since` to its end and compare every link.

    `since` above 1 trusts the entry before it. `kept` is a mark noted elsewhere earlier: it alone shows a chain
    whose end was cut off and whose register was rewritten to match. Entries added meanwhile are no fault. At most
    `most` faults are kept, the rest counted. Memory does not grow with the chain.
    """
    registered = head()
    walk = _Walk(since, [mark for mark in (registered, kept) if mark is not None])
    faults: list[Fault] = []
    more = 0
    for fault in _found(walk, registered, kept):
        if len(faults) < most:
            faults.append(fault)
        else:
            more += 1
    return Verdict(tuple(faults), Mark(walk.seq, walk.sha256), walk.count, more)


def _found(walk: _Walk, registered: Mark | None, kept: Mark | None) -> Iterator[Fault]:
    entries = Entry.objects.filter(seq__gte=walk.since) if walk.since > 1 else Entry.objects.all()
    for entry in entries.order_by("seq").iterator(CHUNK):
        yield from walk.step(entry)
    yield from walk.finish(registered, head())
    if kept is not None and kept.seq < walk.since:
        yield from _compare_before(kept)
    elif kept is not None and kept.seq > max(walk.seq, registered.seq if registered else 0):
        yield Fault(walk.seq + 1, "removed", kept.seq)


def _compare_before(kept: Mark) -> Iterator[Fault]:
    entry = Entry.objects.filter(seq=kept.seq).first()
    if entry is None:
        yield Fault(kept.seq, "missing", kept.seq)
    elif entry.sha256 != kept.sha256:
        yield Fault(kept.seq, "replaced")


class _Walk:
    """One reading of the chain: where it stands, and what the next entry must join on to."""

    def __init__(self, since: int, marks: list[Mark]) -> None:
        before = Entry.objects.filter(seq=since - 1).first() if since > 1 else None
        self.since = since
        self.seq = since - 1
        self.sha256: str = before.sha256 if before else chain.START
        self.joined = since == 1 or before is not None  # whether the hash before is known
        self.count = 0
        self._marks = marks

    def step(self, entry: Entry) -> Iterator[Fault]:
        """What is wrong with the next entry."""
        if entry.seq <= self.seq:
            yield Fault(entry.seq, "repeated")
        elif entry.seq > self.seq + 1:
            yield Fault(self.seq + 1, "missing", entry.seq - 1)
            self.joined = False  # the gap is told; what follows it cannot join
        if self.joined and entry.previous != self.sha256:
            yield Fault(entry.seq, "unlinked")
        if chain.sha256(entry) != entry.sha256:
            yield Fault(entry.seq, "changed")
        elif entry.sm3 and chain.sm3(entry) != entry.sm3:
            yield Fault(entry.seq, "sm3")
        if any(mark.seq == entry.seq and mark.sha256 != entry.sha256 for mark in self._marks):
            yield Fault(entry.seq, "replaced")
        self.seq, self.sha256, self.joined = max(entry.seq, self.seq), entry.sha256, True
        self.count += 1

    def finish(self, before: Mark | None, after: Mark | None) -> Iterator[Fault]:
        """Whether the end is the end that is registered: somewhere between the register before and after reading."""
        if before is None:
            if self.count and after is None:
                yield Fault(self.seq, "headless")
        elif self.seq < before.seq:
            yield Fault(self.seq + 1, "removed", before.seq)
        elif after is not None and self.seq > after.seq:
            yield Fault(after.seq + 1, "surplus")
        elif after is not None and after.seq == self.seq != before.seq and after.sha256 != self.sha256:
            yield Fault(self.seq, "replaced")
