"""The page of a panel with 2,000 cases, 300 experts and three assignments each, conflicts computed as always anew.

    python benchmarks/bench_panel.py

The peer is the check of conflicts alone, from the same tables: no page that shows them can be faster.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

import ground
from waiting import waiting

CASES, EXPERTS, EACH = 2_000, 300, 3
ROUNDS = 8
CLAIM_MS = 1_000


def main() -> int:
    """Run, print the figures, and fail where the claim does not hold."""
    ground.open_site()
    world, model = build()
    panel = filled(world, model)
    ours = measure(lambda: page(world, panel))
    alone = measure(lambda: conflicts(panel))
    print(f"{CASES:,} cases x {EXPERTS} experts, {EACH} each; medians of {ROUNDS} turns")
    print(f"page of the panel  {ours * 1e3:7.1f} ms   claim {CLAIM_MS} ms at most")
    print(f"conflicts alone    {alone * 1e3:7.1f} ms")
    return 0 if ours * 1e3 <= CLAIM_MS else 1


def build() -> tuple[Any, Any]:
    """The small world, and an application handed in for good."""
    from django.test import Client

    from stages import submitted
    from world import build_world

    world = build_world()
    world.client = lambda name: _signed_in(Client(headers={"host": "localhost"}), world.hats[name].person)
    return world, submitted(world)


def _signed_in(client: Any, person: Any) -> Any:
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def filled(world: Any, model: Any) -> Any:
    """A panel at work with everything in it."""
    from greenlist.applications.models import Application
    from greenlist.engine import clock
    from greenlist.panels.models import Assignment, Expert, Panel, PanelMember, PastEmployer
    from greenlist.parties.models import Person

    waiting(model, world.hat("owner").person, 1000, CASES)
    Application.objects.filter(state="consulted").update(state="recommended")
    cases = list(Application.objects.filter(state="recommended").select_related("unit").order_by("pk"))
    now, by = clock.now(), world.hat("province").person
    people = Person.objects.bulk_create(
        Person(login=f"e{n}", name=f"评审{n}", duty="business", created_at=now, password_changed_at=now)
        for n in range(EXPERTS)
    )
    experts = Expert.objects.bulk_create(
        Expert(person=one, pool=world.organisations["experts"], employer=cases[n].unit.name if n % 3 else f"研究院{n}",
               kinds=["factory"], fields=["13"], since=now)
        for n, one in enumerate(people)
    )  # fmt: skip
    PastEmployer.objects.bulk_create(
        PastEmployer(expert=one, name=cases[-1 - n].unit.name, until=now.date()) for n, one in enumerate(experts)
    )
    panel = Panel.objects.create(
        round=model.application.round, place=world.places["220000"], name="大组", kind="factory", state="scoring",
        per_case=EACH, created_by=by, created_at=now,
    )  # fmt: skip
    PanelMember.objects.bulk_create(PanelMember(panel=panel, expert=one) for one in experts)
    Assignment.objects.bulk_create(
        Assignment(panel=panel, application=case, expert=experts[(n * EACH + k) % EXPERTS], how="solver", by=by, at=now)
        for n, case in enumerate(cases)
        for k in range(EACH)
    )
    return panel


def page(world: Any, panel: Any) -> None:
    """The page as the province opens it."""
    answer = world.client("province").get(f"/panels/{panel.pk}/")
    assert answer.status_code == 200, answer.status_code


def conflicts(panel: Any) -> None:
    """The check alone."""
    from greenlist.panels.queries.panel_page import PanelPage

    assert PanelPage(panel).conflicts


def measure(act: Any) -> float:
    """The median of some turns, the first one not counted."""
    took = []
    for _turn in range(ROUNDS + 1):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took[1:])


if __name__ == "__main__":
    sys.exit(main())
