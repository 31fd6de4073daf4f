"""The verbs of a request: a unit asks an agency, takes the question back, the agency says yes or no."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.engagements import choices
from greenlist.agencies.rules.engagements import ANSWERING, engagements, live, with_sides
from greenlist.applications.models import Application
from greenlist.applications.process import locked
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Organisation
from greenlist.parties.queries import people_of

S = Engagement.State
LONGEST = 1000  # characters of a message, an answer, a reason


@transaction.atomic
def ask_agency(*, application: Application, agency: Organisation, by: Hat, message: str = "") -> Engagement:
    """Ask an agency to evaluate an application, before it is handed in; one agency at a time.

    Raises:
        NotAllowed: not of the unit, another route, handed in already.
        Refused: another agency is asked or engaged already; this one has no filing in force, is barred, does not
            cover the kind, has no place left, or is in a relation that the law forbids.
    """
    held = locked(application, None)
    require(engagements.may_ask(by, held))
    if Engagement.objects.filter(live(held)).exists():
        raise Refused(_("已经询问或委托了一家机构；要换一家，请先撤回或解除。"), "agency")
    chosen = next((one for one in choices(held) if one.agency.pk == agency.pk), None)
    if chosen is None:
        raise Refused(_("这家机构今天没有有效的备案，请从列表中另选。"), "agency")
    if not chosen.open:
        raise Refused(_("不能委托“%(agency)s”：%(why)s") % {
            "agency": agency.name, "why": " ".join(str(one) for one in chosen.obstacles)}, "agency")  # fmt: skip
    made = Engagement.objects.create(
        application=held, agency=agency, filing=chosen.filing, message=message.strip()[:LONGEST],
        asked_by=by.person, asked_at=clock.now(),
    )  # fmt: skip
    tell_agency(made, "agency_asked")
    record("engagement.asked", made, by=by.actor, after=told(made) | {"message": made.message})
    return made


@transaction.atomic
def withdraw_request(*, engagement: Engagement, by: Hat) -> Engagement:
    """Take the question back before a contract is signed. Raises NotAllowed."""
    held = hold(engagement)
    require(engagements.may(by, "withdraw", held))
    before = held.state
    held.state, held.ended_at, held.ended_by = S.WITHDRAWN, clock.now(), by.person
    held.save(update_fields=["state", "ended_at", "ended_by"])
    tell_agency(held, "agency_request_withdrawn")
    record("engagement.withdrawn", held, by=by.actor, before={"state": before}, after=told(held))
    return held


@transaction.atomic
def accept_engagement(*, engagement: Engagement, by: Hat, answer: str, basics: bool) -> Engagement:
    """Say yes: the request conforms and an evaluation is feasible (预评价, 564号).

    Raises NotAllowed; Refused: the basics are not confirmed, or nothing is said about them.
    """
    held = hold(engagement)
    require(engagements.may(by, "answer", held))
    if not basics:
        raise Refused(_("请先确认：委托符合要求，评价可以开展。不能确认的，请不接受并写明理由。"), "basics")
    if not answer.strip():
        raise Refused(_("请写明预评价看了什么、结论是什么。"), "answer")
    _answer(held, S.ACCEPTED, answer, by)
    tell_unit(held, "agency_accepted")
    record("engagement.accepted", held, by=by.actor, before={"state": S.ASKED}, after=told(held), reason=held.answer)
    return held


@transaction.atomic
def decline_engagement(*, engagement: Engagement, by: Hat, reason: str) -> Engagement:
    """Say no. Raises NotAllowed; Refused: no reason."""
    held = hold(engagement)
    require(engagements.may(by, "answer", held))
    if not reason.strip():
        raise Refused(_("请写明不接受的理由，申报单位据此另选机构。"), "answer")
    _answer(held, S.DECLINED, reason, by)
    tell_unit(held, "agency_declined")
    record("engagement.declined", held, by=by.actor, before={"state": S.ASKED}, after=told(held), reason=held.answer)
    return held


def _answer(held: Engagement, state: Engagement.State, answer: str, by: Hat) -> None:
    held.state, held.answer, held.basics_confirmed = state, answer.strip()[:LONGEST], state == S.ACCEPTED
    held.answered_by, held.answered_at = by.person, clock.now()
    held.save(update_fields=["state", "answer", "basics_confirmed", "answered_by", "answered_at"])


def hold(engagement: Engagement) -> Engagement:
    """The engagement with what is around it, its row locked until the transaction ends."""
    rows = Engagement.objects.select_for_update(of=("self",))
    return with_sides(rows).get(pk=engagement.pk)


def told(engagement: Engagement) -> dict[str, object]:
    """An engagement for the journal."""
    return {"application": engagement.application_id, "agency": engagement.agency.name, "state": str(engagement.state)}


def tell_agency(engagement: Engagement, code: str, **more: object) -> None:
    """A notice to those of the agency who answer."""
    _tell(engagement, code, f"/agency/engagements/{engagement.pk}/request/", more, agency=True)


def tell_unit(engagement: Engagement, code: str, **more: object) -> None:
    """A notice to the unit's people."""
    _tell(engagement, code, f"/applications/{engagement.application_id}/agency/", more, agency=False)


def _tell(engagement: Engagement, code: str, url: str, more: dict[str, object], *, agency: bool) -> None:
    application = engagement.application
    people = people_of(engagement.agency, ANSWERING) if agency else people_of(application.unit, roles.APPLICANT)
    params: dict[str, object] = {"unit": application.unit.name, "kind": application.kind,
                                 "agency": engagement.agency.name, "reason": engagement.answer}  # fmt: skip
    notify(people=people, code=code, params=params | more, url=url)
