"""The verbs of phases: open the sheets to the experts, ask further experts where the first ones are far apart."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.journal.domain import record
from greenlist.panel.results import State
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.results import expert_review, reviews_of
from greenlist.panels.queries.rounds import experts_of
from greenlist.panels.rules.scoring import results
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify

from .assigning import add_assignment

WHY = "第一轮意见分歧大，增加专家再评"  # as the record of the assignment keeps it


@transaction.atomic
def open_named(*, panel: Panel, by: Hat) -> Panel:
    """From now on the experts of a case see each other's signed sheets, with names. There is no way back.

    Raises NotAllowed: not this province's, not under review, or named already.
    """
    held = Panel.objects.select_for_update().get(pk=panel.pk)
    require(results.may(by, "named", held))
    held.phase = Panel.Phase.NAMED
    held.save(update_fields=["phase"])
    notify(people=experts_of(held), code="scoring_named", params={"panel": held.name}, url="/scoring/")
    record("panel.named", held, by=by.actor, before={"phase": Panel.Phase.BLIND.value}, after={"phase": held.phase})
    return held


@transaction.atomic
def ask_further(*, panel: Panel, application: Application, experts: Sequence[Expert], by: Hat) -> list[Assignment]:
    """Give a conflicting case to further experts. The first sheets stay as they are.

    Raises:
        NotAllowed: not this province's, or not under review.
        Refused: the policy knows no second round, the case is not conflicting, nobody chosen, or as `add_assignment`:
            somebody who reviews it already, is not of this panel, has a conflict or no room.
    """
    held = Panel.objects.select_for_update().select_related("round").get(pk=panel.pk)
    require(results.may(by, "second", held))
    _called_for(held, application)
    if not experts:
        raise Refused(_("请至少选一位专家。"), "expert")
    made = [
        add_assignment(panel=held, application=application, expert=one, reason=WHY, by=by, second=True)
        for one in experts
    ]
    after = {"case": application.pk, "experts": [one.pk for one in experts]}
    record("panel.second_round", held, by=by.actor, after=after, reason=WHY)
    return made


def _called_for(panel: Panel, application: Application) -> None:
    if expert_review(panel.round).second_round.value is not True:
        raise Refused(_("本轮政策没有规定分歧大的再评一轮；需要时请先在政策文件里写明。"))
    if not panel.assignments.filter(application=application, ended_at=None).exists():
        raise Refused(_("这份申报不由这个评审组评。"))
    if reviews_of([application])[application.pk].state != State.CONFLICTING:
        raise Refused(_("只有全部签字而分歧大的申报才再评一轮。"))
