"""The ministry's list: one that is being matched, one applied, with the unit's late application on it."""

from __future__ import annotations

from greenlist.engine import clock
from greenlist.notices.models import ResultImport, ResultLine
from notices.results_scene import kept, rows_of
from world import World

from .base import Arguments, Cases, Ground

WORK = ("result-import", "result-kinds", "result-apply", "result-drop", "result-letters", "result-copies")


def of_results(world: World, ground: Ground) -> Cases:
    """The second is matched while the first is applied already."""
    units = ground.some(world, 2, "sent_to_ministry")
    first = kept(world, ground.round, *rows_of(units), number="工信厅节函示例〔2024〕9号")
    ResultImport.objects.filter(pk=first.pk).update(
        state="applied", applied_by=world.hat("province").person, applied_at=clock.now()
    )
    late = ResultLine.objects.create(
        result=first, application=ground.late, kind=ground.late.kind, row=9, seq=10, listed=True, moved="listed",
        printed_name=ground.late.unit.name, region="吉林", how="name",
    )  # fmt: skip
    second = kept(world, ground.round, *rows_of(units))
    waits = second.lines.filter(application__isnull=False)[0]
    whole: dict[str, Arguments] = {"matching": {"pk": second.pk}, "applied": {"pk": first.pk}}
    lines: dict[str, Arguments] = {"matching": {"pk": waits.pk}, "late": {"pk": late.pk}}
    submitted = {"pk": ground.model.application_id}
    return {
        **dict.fromkeys(WORK, whole), "result-line": lines,
        "result-export": {case: one | {"form": "xlsx"} for case, one in whole.items()},
        "result-letter": {case: one | {"form": "pdf"} for case, one in lines.items()},
        "results": {"-": {"pk": ground.round.pk}},
        "application-result": {"submitted": submitted, "late": {"pk": ground.late.pk}},
    }  # fmt: skip
