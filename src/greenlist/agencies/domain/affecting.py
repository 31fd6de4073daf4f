"""What a bar does to applications that rest on the results of the agency: they stand, are marked, or are reopened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import AffectedApplication, Engagement, Sanction
from greenlist.agencies.queries.resting import Resting, resting_on
from greenlist.agencies.rules.conduct import affected as access
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import Matter, is_step_of, transition, ways_from
from greenlist.engine import clock
from greenlist.engine.lawbook.schema.process import Transition
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of

from .releasing import release

E = AffectedApplication.Effect
ANEW = "self_screened"  # where an application is evaluated anew from


def affect(*, sanction: Sanction, rule: str | None, by: Hat) -> list[AffectedApplication]:
    """Note every application that rests on the agency's results, with what the policy makes of it.

    `rule` None: the policy does not say; they are marked and a person decides. So is what cannot be reopened from
    where it stands. Part of the decision, no verb of its own.
    """
    found = resting_on(sanction.agency, sanction.province)
    _lock(found)
    made = [_affect(sanction, one, rule or E.MARKED, by) for one in found]
    for one in made:
        _tell(sanction, one)
    return made


def _lock(found: list[Resting]) -> None:
    """Every row before the first is moved: whoever writes the journal waits for nobody."""
    keys = [one.application.pk for one in found]
    list(Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _affect(sanction: Sanction, one: Resting, rule: str, by: Hat) -> AffectedApplication:
    before = one.application.state
    way = _way_back(one.application, by) if rule == E.REOPENED else None
    effect = rule if rule != E.REOPENED or way is not None else E.MARKED
    if way is not None:
        _reopen(one.application, one.engagement, way, sanction, by)
    return AffectedApplication.objects.create(
        sanction=sanction, application=one.application, report=one.report, state=before, effect=effect, at=clock.now()
    )


def _way_back(application: Application, by: Hat) -> Transition | None:
    """The way by which the province opens the evaluation anew; None: there is none from here."""
    for way in ways_from(application):
        if way.back and way.to == ANEW and way.actor == "province" and is_step_of(application, way, by):
            return way
    return None


def _reopen(
    application: Application, engagement: Engagement | None, way: Transition, sanction: Sanction, by: Hat
) -> None:
    reason = _("“%(agency)s”的评价结果不予采信（%(paper)s），请另行委托评价或改为自评价。") % {
        "agency": sanction.agency.name, "paper": sanction.circular_no,
    }  # fmt: skip

    def after(matter: Matter, passage: Passage) -> Mapping[str, Any]:
        if engagement is None:
            return {"sanction": sanction.pk}
        released = release(engagement=engagement, application=matter.application, by=by, reason=passage.reason)
        return {"sanction": sanction.pk, **released}

    transition(application=application, way=way.id, by=by, reason=reason, after=after)


def _tell(sanction: Sanction, one: AffectedApplication) -> None:
    people = people_of(one.application.unit, roles.APPLICANT)
    params: dict[str, object] = {
        "agency": sanction.agency.name, "number": sanction.circular_no, "effect": one.effect,
        "since": sanction.bar_from.isoformat(), "until": sanction.bar_until.isoformat(),
    }  # fmt: skip
    notify(people=people, code="agency_barred", params=params, url=f"/agencies/circulars/{sanction.case_id}/")


@transaction.atomic
def decide_affected(*, row: AffectedApplication, effect: str, note: str, by: Hat) -> AffectedApplication:
    """Decide about an application that is marked: it stands, or is evaluated anew.

    Raises:
        Refused: no reason, no such decision, cannot be reopened from where it stands.
        TransitionRefused: it was moved meanwhile.
    """
    rows = AffectedApplication.objects.select_for_update(of=("self",))
    held = rows.select_related("sanction__agency", "sanction__province", "application__round__law",
                               "application__unit", "application__city").get(pk=row.pk)  # fmt: skip
    require(access.may(by, "decide", held))
    if effect not in {E.STANDS, E.REOPENED}:
        raise Refused(_("请选择怎样处理。"), "effect")
    if not note.strip():
        raise Refused(_("请写明理由。"), "note")
    before = held.effect
    held.effect, held.note, held.decided_by = effect, note.strip(), by.person
    held.save(update_fields=["effect", "note", "decided_by"])
    if effect == E.REOPENED:
        _reopen_one(held, by)
    else:
        _tell(held.sanction, held)
    after = {"effect": effect, "application": held.application_id, "unit": held.application.unit.name}
    record("affected.decided", held, by=by.actor, before={"effect": before}, after=after, reason=held.note)
    return held


def _reopen_one(held: AffectedApplication, by: Hat) -> None:
    application, agency = held.application, held.sanction.agency
    way = _way_back(application, by)
    if way is None:
        raise Refused(_("从这份申报现在的状态不能退回重新评价；已被退回或已报部公示的，请按相应程序办理。"), "effect")
    contracts = Engagement.objects.filter(application=application, agency=agency, state=Engagement.State.CONTRACTED)
    _reopen(application, contracts.select_related("agency").first(), way, held.sanction, by)
