"""The city's desk: records, written words on screening, stops - of the unit's own and in the state that shows them."""

from __future__ import annotations

from greenlist.applications.models import Application
from greenlist.reviews.domain import block, rule_on_screening
from greenlist.reviews.models import Block, ScreeningRuling
from later import put
from reviews.desk import accepted, found, paper
from world import World

from .base import Arguments, Cases, Ground

ALONE = ("review-points", "review-values", "review-correct", "review-rescreen")


def of_desk(world: World, ground: Ground) -> Cases:
    """The late application has been accepted, ruled on and stopped once; three others stand where that is open."""
    late = ground.late
    accepted(world, late.submissions.get())
    record = {"pk": late.pk, "check": late.formal_checks.get().pk}
    ruled = ruling(world, put(late, "selected"))
    stop = stopped(world, put(late, "consulted"))
    waits, selected = ground.some(world, 1, "formally_checked")[0], ground.some(world, 1, "selected")[0]
    onward = ground.some(world, 1, "recommended")[0]
    blocked = stopped(world, ground.some(world, 1, "consulted")[0]).application
    word = ruling(world, selected)
    whole = {"submitted": {"pk": ground.model.application_id}, "checked": {"pk": waits.pk}, "late": {"pk": late.pk}}
    of_word, of_late = {"pk": selected.pk, "ruling": word.pk}, {"pk": late.pk, "ruling": ruled.pk}
    papers: Arguments = {"pk": late.pk, "stop": stop.pk}
    return {
        **dict.fromkeys(ALONE, whole | {"recommended": {"pk": onward.pk}}),
        "review-record": {"late": record},
        "screening-ruling": whole | {"selected": {"pk": selected.pk}},
        "screening-ruling-withdraw": {"selected": of_word, "late": of_late},
        "screening-ruling-document": {"selected": of_word, "late": of_late},
        "block": whole | {"blocked": {"pk": blocked.pk}},
        "unblock": {"checked": {"pk": waits.pk}, "blocked": {"pk": blocked.pk}},
        "block-document": {"late": papers | {"which": "paper"}, "no verdict": papers | {"which": "verdict"}},
    }


def ruling(world: World, application: Application) -> ScreeningRuling:
    """The approver decided that the unit may go on."""
    found(application, "undetermined")
    return rule_on_screening(
        application=application, point="RS-2", reason="名单缺失，已核实", document=paper(),
        by=world.hat("cityapprover"),
    )  # fmt: skip


def stopped(world: World, application: Application) -> Block:
    """The city stopped it."""
    return block(
        application=application, condition="NEG-6", reason="7月30日列入失信被执行人", document=paper(),
        by=world.hat("city"), version=application.version,
    )  # fmt: skip
