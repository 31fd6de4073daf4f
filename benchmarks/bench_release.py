"""500 decisions of a city released in one act beside a bare loop of updates and inserts, in one run, on one server.

Ours: `release()` of a list of 500 lines, 350 chosen and 150 turned down, as previewed: the rules, every application
locked, the preview made again and compared, screening asked about everybody chosen, the guards of every line (the
consultation's and the list's), state and passage, a notice to a person of each unit, an entry of the journal for each
with its place in the chain, the list frozen. The peer: one transaction that for each of 500 other applications saves
the row in its new state and inserts a passage, a notice and a row of the size of an entry. It checks, locks and chains
nothing. Both leave the same states, as many passages and as many notices; that is asserted.
"""

from __future__ import annotations

import time
from typing import Any

import ground
from waiting import waiting

DECISIONS, CHOSEN = 500, 350
CLAIM = 10.0


def main() -> int:
    """Run, print the figures, and fail where the claim does not hold."""
    ground.open_site()
    world, model = build()
    person = world.hat("owner").person
    waiting(model, person, 1000, DECISIONS)
    batch = proposed(world, model)
    started = time.perf_counter()
    digest = seen(world, batch)
    previewed = time.perf_counter() - started
    counted = counts()
    started = time.perf_counter()
    done = release(world, batch, digest)
    ours = time.perf_counter() - started
    made = [after - before for before, after in zip(counted, counts(), strict=True)]
    assert len(done.moved) == DECISIONS, done.stopped[:3]
    assert made == [DECISIONS, DECISIONS, DECISIONS + 2, CHOSEN, DECISIONS - CHOSEN], made
    waiting(model, person, 5000, DECISIONS)
    counted = counts()
    peer = bare(world)
    theirs = [after - before for before, after in zip(counted, counts(), strict=True)]
    assert (theirs[0], theirs[1], theirs[3:]) == (made[0], made[1], made[3:]), theirs
    print(f"{DECISIONS} decisions, each with state, passage, notice and entry, in one transaction")
    print(f"preview    {previewed:6.2f} s")
    print(f"release    {ours:6.2f} s   {ours / DECISIONS * 1e3:5.2f} ms a decision   claim {CLAIM:.0f} s at most")
    print(f"bare loop  {peer:6.2f} s   ratio {peer / ours:.2f}x")
    return 0 if ours <= CLAIM else 1


def build() -> tuple[Any, Any]:
    """The small world, and an application handed in for good."""
    from stages import submitted
    from world import build_world

    world = build_world()
    return world, submitted(world)


def proposed(world: Any, model: Any) -> Any:
    """The list of the city, decided and handed to the approver."""
    from greenlist.decisions.domain import decide, open_batch, propose
    from greenlist.decisions.models import Stage

    by = world.hat("city")
    batch = open_batch(round=model.application.round, stage=Stage.SELECTION, by=by)
    lines = list(batch.lines.order_by("position").values_list("pk", flat=True))
    decide(batch=batch, lines=lines[:CHOSEN], outcome="yes", reason="", by=by, version=batch.version)
    decide(batch=batch, lines=lines[CHOSEN:], outcome="no", reason="排序靠后", by=by, version=batch.version)
    return propose(batch=batch, by=by, version=batch.version)


def seen(world: Any, batch: Any) -> str:
    """The digest of the preview."""
    from greenlist.decisions.previewing import preview

    return preview(batch, world.hat("cityapprover")).digest


def release(world: Any, batch: Any, digest: str) -> Any:
    """Ours."""
    from greenlist.decisions.domain import release as verb

    return verb(batch=batch, digest=digest, by=world.hat("cityapprover"))


def counts() -> list[int]:
    """Passages, notices to the units, entries, applications chosen and turned down."""
    from greenlist.applications.models import Application, Passage
    from greenlist.journal.models import Entry
    from greenlist.parties.models import Notification

    states = [Application.objects.filter(state=state).count() for state in ("selected", "rejected")]
    told = Notification.objects.filter(code__in=("moved", "rejected")).count()
    return [Passage.objects.count(), told, Entry.objects.count(), *states]


def bare(world: Any) -> float:
    """Seconds of the peer."""
    from django.db import connection, transaction

    from greenlist.applications.models import Application, Passage
    from greenlist.engine import clock
    from greenlist.parties.models import Notification

    hat, person = world.hat("cityapprover"), world.hat("owner").person
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_entry (id bigserial PRIMARY KEY, at timestamptz, act text, content jsonb)")
    rows = list(Application.objects.filter(state="consulted").select_related("unit").order_by("pk"))
    assert len(rows) == DECISIONS
    started = time.perf_counter()
    with transaction.atomic():
        for number, one in enumerate(rows):
            state = "selected" if number < CHOSEN else "rejected"
            one.state, one.state_since, one.version = state, clock.now(), one.version + 1
            one.save()
            Passage.objects.create(
                application=one, transition="T14", from_state="consulted", to_state=state, by=hat.person, hat=hat.label,
                at=one.state_since,
            )  # fmt: skip
            code = "moved" if state == "selected" else "rejected"
            told = {"unit": one.unit.name, "kind": one.kind, "reason": "", "state": state}
            Notification.objects.create(person=person, code=code, params=told, url="/", at=one.state_since)
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO bare_entry (at, act, content) VALUES (%s, %s, jsonb_build_object('state', %s::text))",
                    [one.state_since, "moved", state],
                )
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
