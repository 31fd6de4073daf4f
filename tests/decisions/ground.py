"""Lists of decisions for tests: units that wait for a city, a list of them, decided and proposed."""

from __future__ import annotations

from pathlib import Path

from greenlist.applications.models import Application, Submission
from greenlist.decisions.domain import Released, decide, open_batch, propose, release
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.previewing import preview
from greenlist.engine.lawbook.schema import Policy
from later import several
from round_law import law_with
from stages import submitted
from world import World

PER_KIND = "quota:\n  rule: {value: per_kind, mark: published}\n  per_kind:\n    factory: {value: 2, mark: published}\n"


def waiting(world: World, count: int = 3, *, state: str = "consulted", where: str = "changchun") -> list[Application]:
    """Units that wait for a decision, the best first."""
    return several(world, count=count, state=state, where=where)


def more(world: World, *, count: int, first: int, state: str = "consulted", where: str = "changchun",
         verdict: str = "eligible") -> list[Application]:  # fmt: skip
    """Further units of the same round."""
    model = Submission.objects.select_related("application").order_by("pk").first() or submitted(world)
    return several(world, model, count=count, state=state, where=where, first=first, verdict=verdict)


def listed(world: World, count: int = 3, *, by: str = "city") -> Batch:
    """The list of a city about that many units."""
    made = waiting(world, count)
    return open_batch(round=made[0].round, stage=Stage.SELECTION, by=world.hat(by))


def lines_of(batch: Batch) -> list[Line]:
    """In their order."""
    return list(batch.lines.select_related("application__unit").order_by("kind", "position"))


def decided(world: World, batch: Batch, *outcomes: str, by: str = "city") -> Batch:
    """Lines decided in order; '' leaves one open."""
    for line, outcome in zip(lines_of(batch), outcomes, strict=False):
        if outcome:
            reason = "" if outcome == "yes" else "排序靠后"
            decide(
                batch=batch, lines=[line.pk], outcome=outcome, reason=reason, by=world.hat(by), version=batch.version
            )
    return batch


def proposed(world: World, *outcomes: str) -> Batch:
    """A list with these outcomes, handed to the approver."""
    batch = decided(world, listed(world, len(outcomes)), *outcomes)
    return propose(batch=batch, by=world.hat("city"), version=batch.version)


def released(world: World, batch: Batch, by: str = "cityapprover") -> Released:
    """Released as previewed."""
    return release(batch=batch, digest=preview(batch, world.hat(by)).digest, by=world.hat(by))


def policy_with(folder: Path, text: str) -> Policy:
    """The policy of Jilin with other places."""
    return law_with(folder, policy=text).policy("trial")
