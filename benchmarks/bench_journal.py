"""Verifying a long journal: time and memory, at a tenth and at the whole of its length.

Claims: memory does not grow with the chain; every entry is read once. There is no peer; hashing alone is timed beside
it, so that one sees what the database and the reading cost.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time

import ground

ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
GROWTH = 20  # MiB more that the long chain may take than the short one


def main() -> int:
    """Write a chain, verify it, and fail where memory grows."""
    ground.open_site()
    from greenlist.journal.verify import verify

    write(1, ENTRIES // 10)
    first = measured(verify)
    write(ENTRIES // 10 + 1, ENTRIES)
    whole = measured(verify)
    print(f"hashing alone     {hashing(ENTRIES // 10) * 10:6.1f} s for {ENTRIES:,}")
    return 0 if whole - first <= GROWTH else 1


def write(start: int, end: int) -> None:
    """Entries as `record` makes them, without the acts."""
    from greenlist.engine import clock
    from greenlist.journal import chain
    from greenlist.journal.context import Context
    from greenlist.journal.models import Entry, Head

    head = Head.objects.filter(pk=1).first() or Head(pk=1, seq=0, sha256=chain.START)
    context, at, batch = Context().id, clock.now(), []
    for seq in range(start, end + 1):
        entry = Entry(
            seq=seq, at=at, context=context, act="application.submitted", actor="12", actor_name="赵厂长（signatory）",
            hat="示例食品有限公司 · 单位负责人", source="10.0.0.7", object_type="applications.application",
            object_id=str(seq), object_name="示例食品有限公司 绿色工厂", before={"state": "self_evaluated"},
            after={"state": "submitted", "transition": "T10", "version": 4}, previous=head.sha256,
        )  # fmt: skip
        entry.sha256 = chain.sha256(entry)
        head.seq, head.sha256 = seq, entry.sha256
        batch.append(entry)
        if len(batch) == 5000 or seq == end:
            Entry.objects.bulk_create(batch)
            batch.clear()
    head.save()


def measured(verify: object) -> float:
    """Verify; the largest size of this process so far, in MiB."""
    started = time.perf_counter()
    verdict = verify()  # type: ignore[operator]
    took = time.perf_counter() - started
    assert verdict.sound
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"verified {verdict.count:9,} {took:6.1f} s, {took / verdict.count * 1e6:.0f} us each, process {size:.0f} MiB"
    )
    return size


def hashing(count: int) -> float:
    """Seconds to write and hash rows of the same size."""
    row = [1, "2026-01-01T00:00:00", "x" * 36, "application.submitted", "y" * 200, {"state": "submitted"}, "0" * 64]
    started = time.perf_counter()
    for _ in range(count):
        hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
