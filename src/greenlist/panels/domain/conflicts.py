"""Words of the province on conflicts: one noted for an expert and taken back, a doubt cleared and raised again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.panel.facts import Sort
from greenlist.panels.models import ClearedDoubt, DeclaredConflict, Expert
from greenlist.panels.queries.conflicts import conflicts_of
from greenlist.panels.rules.experts import experts
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation

from .ending import end_conflicted
from .experts import reason_of


@transaction.atomic
def declare_conflict(*, expert: Expert, application: Application, reason: str, by: Hat) -> DeclaredConflict:
    """Note that an expert must not review a case, for reasons that no register shows; a review of it ends.

    The expert's own word is `scoring_conflict.step_back`. Raises Refused: no reason, noted already; NotAllowed.
    """
    require(experts.may(by, "declare", expert))
    why = reason_of(reason)
    if DeclaredConflict.objects.filter(expert=expert, application=application, withdrawn_at=None).exists():
        raise Refused(_("这份申报已经登记过回避。"))
    made = DeclaredConflict.objects.create(
        expert=expert, application=application, reason=why, by=by.person, at=clock.now()
    )
    ended = end_conflicted(expert, by)
    record("expert.conflict_declared", expert, by=by.actor, after={"case": application.pk, "ended": ended}, reason=why)
    return made


@transaction.atomic
def withdraw_declared(*, declared: DeclaredConflict, reason: str, by: Hat) -> None:
    """Take a declared conflict back: it was a mistake. An ended review does not come back by itself.

    Raises Refused: no reason; NotAllowed.
    """
    require(experts.may(by, "declare", declared.expert))
    why = reason_of(reason)
    held = DeclaredConflict.objects.select_for_update(of=("self",)).get(pk=declared.pk)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = clock.now(), by.person, why
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    before = {"case": held.application_id, "reason": held.reason}
    record("expert.conflict_withdrawn", declared.expert, by=by.actor, before=before, reason=why)


@transaction.atomic
def clear_doubt(*, expert: Expert, organisation: Organisation, sort: str, reason: str, by: Hat) -> ClearedDoubt:
    """Find that a conflict which rests on a name alone, or on a term the law leaves open, is none.

    Raises Refused: no reason, or there is no such doubt: what is certain cannot be cleared; NotAllowed.
    """
    require(experts.may(by, "clear", expert))
    why = reason_of(reason)
    if (organisation.pk, sort) not in {(one, kind) for one, kind, _text in doubts(expert)}:
        raise Refused(_("没有这项存疑的回避情形；确定的回避情形不能排除。"))
    made = ClearedDoubt.objects.create(
        expert=expert, organisation=organisation, sort=sort, reason=why, by=by.person, at=clock.now()
    )
    after = {"organisation": organisation.name, "sort": sort}
    record("expert.doubt_cleared", expert, by=by.actor, after=after, reason=why)
    return made


@transaction.atomic
def raise_doubt(*, cleared: ClearedDoubt, reason: str, by: Hat) -> None:
    """Take such a finding back: it counts as a conflict again, and reviews end. Raises Refused, NotAllowed."""
    require(experts.may(by, "clear", cleared.expert))
    why = reason_of(reason)
    held = ClearedDoubt.objects.select_for_update(of=("self",)).get(pk=cleared.pk)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at, held.withdrawn_by = clock.now(), by.person
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    ended = end_conflicted(cleared.expert, by)
    before = {"organisation": held.organisation.name, "sort": held.sort}
    record("expert.doubt_raised", cleared.expert, by=by.actor, before=before, after={"ended": ended}, reason=why)


def doubts(expert: Expert) -> list[tuple[int, Sort, str]]:
    """Organisation, sort and sentence of every conflict that a person may find to be none, each once."""
    found = conflicts_of([expert], Application.objects.all())
    told: dict[tuple[int, Sort], str] = {}
    for reasons in found.values():
        for one in reasons:
            if not one.certain and one.organisation is not None:
                told.setdefault((one.organisation, one.sort), str(one.message))
    return [(organisation, sort, text) for (organisation, sort), text in sorted(told.items())]
