"""Lists of decisions of the city and of the province's meeting: being prepared, proposed, released."""

from __future__ import annotations

from decisions.ground import decided
from greenlist.decisions.domain import open_batch, propose
from greenlist.decisions.models import Batch, Stage
from world import World

from .base import Arguments, Cases, Ground, on

ACTS = {"preparing": ("refresh", "propose", "quota", "drop", "release-all"), "proposed": ("send_back", "drop")}
WAITS = {Stage.SELECTION: ("consulted", "city"), Stage.MEETING: ("recommended", "province")}
EVERY = {
    "": ("preparing", "proposed", "released"), "-decide": ("preparing", "proposed"),
    "-preview": ("proposed", "released"), "-release": ("preparing", "proposed"),
    "-witnesses": ("preparing", "proposed", "released"),
}  # fmt: skip
LINES = {"-line": ("preparing", "released"), "-move": ("preparing", "proposed"), "-note": ("preparing", "released")}


def of_decisions(world: World, ground: Ground) -> Cases:
    """The addresses of selections and of meetings mirror each other."""
    return _of(world, ground, Stage.SELECTION) | _of(world, ground, Stage.MEETING)


def _of(world: World, ground: Ground, stage: Stage) -> Cases:
    state, who = WAITS[stage]
    ground.some(world, 2, state)
    released = open_batch(round=ground.round, stage=stage, by=world.hat(who))
    Batch.objects.filter(pk=released.pk).update(state=Batch.State.RELEASED)
    preparing = open_batch(round=ground.round, stage=stage, by=world.hat(who))
    ground.some(world, 2, state, of=ground.abroad)
    proposed = open_batch(round=ground.other, stage=stage, by=world.hat(who))
    propose(batch=decided(world, proposed, "yes", "yes", by=who), by=world.hat(who), version=proposed.version)
    batches = {"preparing": preparing, "proposed": proposed, "released": released}
    whole = {case: {"pk": one.pk} for case, one in batches.items()}
    lines = {case: {"pk": one.pk, "line": one.lines.order_by("pk")[0].pk} for case, one in batches.items()}
    found: Cases = {f"{stage}{name}": on(whole, *cases) for name, cases in EVERY.items()}
    found |= {f"{stage}{name}": on(lines, *cases) for name, cases in LINES.items()}
    return found | {f"{stage}-act": _acts(whole)} | _papers(stage, on(whole, "preparing", "released"))


def _acts(whole: dict[str, Arguments]) -> dict[str, Arguments]:
    return {f"{case} {act}": whole[case] | {"act": act} for case, acts in ACTS.items() for act in acts}


def _papers(stage: Stage, whole: dict[str, Arguments]) -> Cases:
    if stage == Stage.MEETING:
        minutes = {case: one | {"form": "pdf"} for case, one in whole.items()}
        return {"meeting-record": whole, "meeting-minutes": minutes}
    return {"selection-record": {case: one | {"form": "pdf"} for case, one in whole.items()}}
